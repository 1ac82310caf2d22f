import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { writeBreachRegister } from '#app/features/privacy/record-workbook.server.ts';

import { WORKBOOK_HEADERS, workbookResponse } from './desk.register[.]xlsx/workbook-response.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'breach:read');
  requireFromHere(request, '/desk/breaches');
  // Nothing is taken along by asking whether it is there.
  if (request.method === 'HEAD') return new Response(null, { headers: WORKBOOK_HEADERS });
  await limitActor('download:actor', actor);
  return workbookResponse(await writeBreachRegister(actor));
}
