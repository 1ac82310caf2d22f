import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { found, readId, requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { writeFilePeople } from '#app/features/reporting/disclosures-csv.server.ts';
import { findFile } from '#app/features/reporting/file-people.server.ts';

import { CSV_HEADERS, csvResponse } from './desk.disclosures[.]csv/csv-response.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'disclosure:export');
  const buildId = readId(params['buildId']);
  requireFromHere(request, `/desk/disclosures/${buildId}`);
  if (request.method === 'HEAD') {
    found(await findFile(actor, buildId, null, 0, 0));
    return new Response(null, { headers: CSV_HEADERS });
  }
  await limitActor('download:actor', actor);
  return csvResponse(`people-in-file-${buildId}.csv`, found(await writeFilePeople(actor, buildId)));
}
