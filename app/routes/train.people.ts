import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, requireActor } from '#app/features/access/require.server.ts';
import { readSearch } from '#app/features/access/sealed-search.server.ts';
import { findPersons } from '#app/features/people/people.server.ts';

/** Whoever looks at the address is sent to the page that asks for a person. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, 'person:find');
  throw elsewhere('/train/exams');
}

/** Suggestions for a field that asks for a person. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'person:find');
  await limitActor('search:actor', actor);
  return Response.json({ persons: await findPersons(actor, readSearch(await readForm(request))) });
}
