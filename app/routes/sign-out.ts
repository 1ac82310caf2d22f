import { redirect, type ActionFunctionArgs } from '@remix-run/node';

import { signOut } from '#app/features/access/sign-in.server.ts';

export function loader() {
  return redirect('/');
}

export async function action({ request }: ActionFunctionArgs) {
  return redirect('/', { headers: { 'Set-Cookie': await signOut(request), 'Clear-Site-Data': '"cache"' } });
}
