import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { found, readId, requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { findCertificate } from '#app/features/learning/certificate.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'certificate:fetch');
  requireFromHere(request, '/me');
  const enrolmentId = readId(params['enrolmentId']);
  await limitActor('download:actor', actor);
  const { bytes, fileName } = found(await findCertificate(actor, enrolmentId, request.headers.get('Accept-Language')));
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': `attachment; filename="${fileName}"`,
    },
  });
}
