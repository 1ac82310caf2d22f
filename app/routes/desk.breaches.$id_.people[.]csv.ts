import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { found, readId, requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { exportPeople } from '#app/features/privacy/list-touched.server.ts';
import { findReach } from '#app/features/privacy/breaches.server.ts';

import { CSV_HEADERS, csvResponse } from './desk.disclosures[.]csv/csv-response.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'breach:export');
  const id = readId(params['id']);
  requireFromHere(request, `/desk/breaches/${id}`);
  const reach = found(await findReach(actor, id));
  // Nothing is taken along by asking whether it is there.
  if (request.method === 'HEAD') return new Response(null, { headers: CSV_HEADERS });
  await limitActor('download:actor', actor);
  return csvResponse(`${reach.drill ? 'drill' : 'breach'}-${id}-people.csv`, [await exportPeople(actor, id, reach)]);
}
