import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { elsewhere, notFound, readId, requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { makeRequestFile } from '#app/features/privacy/request-files.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'request:export');
  const id = readId(params['id']);
  requireFromHere(request, `/desk/requests/${id}`);
  await limitActor('download:actor', actor);
  const file = await makeRequestFile(actor, id, params['file'] ?? '');
  if (!file.ok && file.reason === 'unproved') throw elsewhere(`/desk/requests/${id}`);
  if (!file.ok) throw notFound();
  const { body, name, type } = file.value;
  return new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  });
}
