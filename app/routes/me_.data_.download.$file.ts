import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { notFound, requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { readOwnFile } from '#app/features/privacy/own-files.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'data:export');
  requireFromHere(request, '/me/data');
  await limitActor('own-data:actor', actor);
  const file = await readOwnFile(actor, params['file'] ?? '');
  if (file === null) throw notFound();
  return new Response(file.body, {
    headers: {
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename="${file.name}"`,
      'Cache-Control': 'no-store',
    },
  });
}
