import { redirect, type LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { found, notFound, readId, requireActor, requireVisit } from '#app/features/access/require.server.ts';
import { isOwnRecording, openRecording } from '#app/features/learning/open-recording.server.ts';

/** No form: browsers hold the redirect of one to where forms may lead, and this one leads out of the portal. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'recording:open');
  const id = readId(params['id']);
  if (!(await isOwnRecording(actor, id))) throw notFound();
  requireVisit(request, '/me');
  await limitActor('download:actor', actor);
  return redirect(found(await openRecording(actor, id)), 303);
}
