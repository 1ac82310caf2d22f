import { redirect, type ActionFunctionArgs } from '@remix-run/node';

import { safeReturnTo } from '#app/features/access/return-to.ts';
import { rememberTheme } from '#app/features/access/theme.server.ts';

export function loader() {
  return redirect('/');
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const returnTo = form.get('returnTo');
  return redirect(safeReturnTo(typeof returnTo === 'string' ? returnTo : null), {
    headers: { 'Set-Cookie': await rememberTheme(form.get('theme')) },
  });
}
