import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { findPersons } from '#app/features/people/people.server.ts';

/** Suggestions for a field that asks for a person. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'person:find');
  await limitActor('search:actor', actor);
  return Response.json({ persons: await findPersons(actor, new URL(request.url).searchParams.get('q') ?? '') });
}
