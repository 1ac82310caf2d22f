import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { takeForecast } from '#app/features/privacy/forecast-retention.server.ts';
import { parseForecastView } from '#app/features/privacy/forecast-view.ts';

const HEADERS = { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'retention:download');
  requireFromHere(request, '/desk/retention/forecast');
  // Nothing is taken along by asking whether it is there.
  if (request.method === 'HEAD') return new Response(null, { headers: HEADERS });
  await limitActor('download:actor', actor);
  const view = parseForecastView(new URL(request.url).searchParams);
  return new Response(await takeForecast(actor, view), {
    headers: { ...HEADERS, 'Content-Disposition': `attachment; filename="retention-${view.days}-days.xlsx"` },
  });
}
