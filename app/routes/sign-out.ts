import { redirect, type ActionFunctionArgs } from '@remix-run/node';

import { entraSignOutUrl } from '#app/features/access/entra-sign-in.server.ts';
import { signOut } from '#app/features/access/sign-ins.server.ts';

export function loader() {
  return redirect('/');
}

export async function action({ request }: ActionFunctionArgs) {
  const { cookie, ended } = await signOut(request);
  const elsewhere = ended === null ? null : await entraSignOutUrl(ended);
  return redirect(elsewhere ?? '/', { headers: { 'Set-Cookie': cookie, 'Clear-Site-Data': '"cache", "storage"' } });
}
