import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';

import { findSignIn } from '#app/features/access/actors.server.ts';
import { goOnAsLearner } from '#app/features/access/other-seat.server.ts';
import { found, requireActor } from '#app/features/access/require.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, 'seat:change');
  return redirect('/');
}

/** Goes on as the learner that a member of staff or a recipient's contact is, too. */
export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request, 'seat:change');
  const { cookie } = found(await goOnAsLearner(request, found(await findSignIn(request))));
  return redirect('/me', { headers: { 'Set-Cookie': cookie } });
}
