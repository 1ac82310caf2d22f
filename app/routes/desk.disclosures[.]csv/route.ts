import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { parseDisclosureFilter } from '#app/features/reporting/disclosure-filter.ts';
import { writeDisclosures } from '#app/features/reporting/disclosures-csv.server.ts';

import { CSV_HEADERS, csvResponse } from './csv-response.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'disclosure:export');
  requireFromHere(request, '/desk/disclosures');
  // Nothing is taken along by asking whether it is there.
  if (request.method === 'HEAD') return new Response(null, { headers: CSV_HEADERS });
  await limitActor('download:actor', actor);
  const filter = parseDisclosureFilter(new URL(request.url).searchParams);
  return csvResponse('disclosures.csv', await writeDisclosures(actor, filter));
}
