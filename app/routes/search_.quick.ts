import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, requireActor } from '#app/features/access/require.server.ts';
import { readSearch } from '#app/features/access/sealed-search.server.ts';
import { search } from '#app/features/search/search.server.ts';

/** What is typed into the rail goes here; whoever looks at the address is sent to the page of the search. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, 'search:use');
  throw elsewhere('/search');
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'search:use');
  await limitActor('search:actor', actor);
  const typed = readSearch(await readForm(request));
  return Response.json({ typed, found: await search(actor, typed) });
}
