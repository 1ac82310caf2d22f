import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, found, readId, requireActor } from '#app/features/access/require.server.ts';
import { parseCells } from '#app/features/learning/cells-form.ts';
import { saveCells } from '#app/features/learning/save-cells.server.ts';

/** What the grid saves goes here; whoever looks at the address is sent to the roster. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireActor(request, 'roster:change');
  throw elsewhere(`/train/sessions/${readId(params['id'])}`);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'roster:change');
  const sessionId = readId(params['id']);
  await limitActor('roster:actor', actor);
  const cells = parseCells(await readForm(request));
  if (cells === null) return Response.json({ answers: [] }, { status: 400 });
  return Response.json({ answers: found(await saveCells(actor, sessionId, cells)) });
}
