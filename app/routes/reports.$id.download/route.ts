import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { elsewhere, found, readId, requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { findReport, listPublishedReports, listPulledReports } from '#app/features/delivery/fetch-report.server.ts';

import { fileHeadResponse, fileResponse } from './file-response.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'report:fetch');
  requireFromHere(request, '/reports');
  const runId = readId(params['id']);
  if (request.method === 'HEAD') {
    const report = found((await listPublishedReports(actor)).find((published) => published.runId === runId));
    return fileHeadResponse(report);
  }
  await limitActor('download:actor', actor);
  const report = await findReport(actor, runId);
  // The list says that it is being made anew.
  if (report === null && (await listPulledReports(actor)).some((pulled) => pulled.runId === runId))
    throw elsewhere('/reports');
  return fileResponse(found(report));
}
