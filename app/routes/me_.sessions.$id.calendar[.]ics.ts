import type { LoaderFunctionArgs } from '@remix-run/node';

import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { calendarResponse } from './train.sessions.$id_.calendar[.]ics/calendar-response.ts';
import { findOwnCalendar } from '#app/features/learning/calendars.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'own-session:fetch');
  const id = readId(params['id']);
  return calendarResponse(found(await findOwnCalendar(actor, id)), id, request.method === 'HEAD');
}
