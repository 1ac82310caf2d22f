import type { LoaderFunctionArgs } from '@remix-run/node';

import { found, requireActor, requireFromHere } from '#app/features/access/require.server.ts';
import { takeRefused } from '#app/features/intake/show-upload.server.ts';
import { findUpload } from '#app/features/intake/uploads.server.ts';

/** The refused rows of one's own upload, each whole, to mend and drop again. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'import:list');
  const id = params['id'] ?? '';
  requireFromHere(request, `/train/import/${id}`);
  const text = found(await takeRefused(actor, found(await findUpload(actor, id))));
  return new Response(text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="refused-rows.csv"',
    },
  });
}
