import { redirect, type ActionFunctionArgs } from '@remix-run/node';

import { signOut } from '#app/features/access/sign-ins.server.ts';

export function loader() {
  return redirect('/');
}

export async function action({ request }: ActionFunctionArgs) {
  const { cookie } = await signOut(request);
  return redirect('/', { headers: { 'Set-Cookie': cookie, 'Clear-Site-Data': '"cache"' } });
}
