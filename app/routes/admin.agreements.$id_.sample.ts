import type { LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { elsewhere, found, readId, requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { findAgreement } from '#app/features/agreements/read-agreements.server.ts';
import { makeSample } from '#app/features/agreements/sample-workbook.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'agreement:list');
  const id = readId(params['id']);
  requireFromHere(request, `/admin/agreements/${id}`);
  await limitActor('download:actor', actor);
  const agreement = found(await findAgreement(actor, id));
  const number = readId(new URL(request.url).searchParams.get('version') ?? '');
  const version = found(agreement.versions.find((one) => one.number === number));
  const { recipient } = agreement;
  const sample = await makeSample({ agreementId: id, number, recipient, terms: version.terms }, await databaseNow());
  if (!sample.ok) throw elsewhere(`/admin/agreements/${id}?version=${number}&nothing-to-show`);
  const { bytes, fileName } = sample.value;
  return new Response(bytes, {
    headers: {
      'Content-Type': WORKBOOK,
      'Content-Length': String(bytes.length),
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
}
