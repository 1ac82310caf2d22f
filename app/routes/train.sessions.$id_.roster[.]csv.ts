import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { found, readId, requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { readSought } from '#app/features/access/sealed-search.server.ts';
import { parseRosterFilter } from '#app/features/learning/roster-filter.ts';
import { hasSession, takeRoster } from '#app/features/learning/roster-file.server.ts';

const HEADERS = { 'Content-Type': 'text/csv; charset=utf-8' };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'roster:download');
  const id = readId(params['id']);
  const page = `/train/sessions/${id}`;
  requireFromHere(request, page);
  // Nothing is taken along by asking whether it is there.
  if (request.method === 'HEAD') {
    found((await hasSession(actor, id)) || null);
    return new Response(null, { headers: HEADERS });
  }
  const filter = parseRosterFilter(new URL(request.url).searchParams, readSought(request, page));
  await limitActor('download:actor', actor);
  const { fileName, text } = found(await takeRoster(actor, id, filter));
  return new Response(text, { headers: { ...HEADERS, 'Content-Disposition': `attachment; filename="${fileName}"` } });
}
