import { redirect, type LoaderFunctionArgs } from '@remix-run/node';

import { notFound } from '#app/features/access/require.server.ts';
import { signInAs } from '#app/features/access/demo-sign-in.server.ts';

/** The link that the demonstration prints. It signs in by GET, so it does not exist anywhere else. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await signInAs(request, params['persona']);
  if (!signedIn) throw notFound();
  return redirect(signedIn.home, { headers: { 'Set-Cookie': signedIn.cookie } });
}
