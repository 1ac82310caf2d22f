import { redirect, type ActionFunctionArgs } from '@remix-run/node';

import { readForm } from '#app/features/access/read-form.server.ts';
import { safeReturnTo } from '#app/features/access/return-to.ts';
import { rememberTheme } from '#app/features/access/theme.server.ts';

export function loader() {
  return redirect('/');
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const returnTo = form.get('returnTo');
  return redirect(safeReturnTo(typeof returnTo === 'string' ? returnTo : null), {
    headers: { 'Set-Cookie': await rememberTheme(form.get('theme')) },
  });
}
