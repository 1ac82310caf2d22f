import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { found, readId, requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { findRunFile } from '#app/features/delivery/fetch-report.server.ts';
import { findRun } from '#app/features/reporting/runs.server.ts';

import { fileHeadResponse, fileResponse } from './reports.$id.download/file-response.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'run:download');
  const runId = readId(params['id']);
  requireFromHere(request, `/admin/runs/${runId}`);
  if (request.method === 'HEAD') return fileHeadResponse(found((await findRun(actor, runId))?.build));
  await limitActor('download:actor', actor);
  return fileResponse(found(await findRunFile(actor, runId)));
}
