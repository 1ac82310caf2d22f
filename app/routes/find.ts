import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';

import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, requireActor } from '#app/features/access/require.server.ts';
import { addressOfSought } from '#app/features/access/sealed-search.server.ts';

/** Searches are posted here; whoever looks at the address is sent to the page of the search. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, 'search:use');
  throw elsewhere('/search');
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request, 'search:use');
  return redirect(addressOfSought(request, await readForm(request)), 303);
}
