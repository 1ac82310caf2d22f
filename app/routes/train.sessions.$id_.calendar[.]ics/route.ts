import type { LoaderFunctionArgs } from '@remix-run/node';

import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { calendarResponse } from './calendar-response.ts';
import { findCalendar } from '#app/features/learning/calendars.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'session:list');
  const id = readId(params['id']);
  return calendarResponse(found(await findCalendar(actor, id)), id, request.method === 'HEAD');
}
