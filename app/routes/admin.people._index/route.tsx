import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, requireActor } from '#app/features/access/require.server.ts';
import { readSought } from '#app/features/access/sealed-search.server.ts';
import { findPersons } from '#app/features/people/people.server.ts';
import { parseApart, parseChosen } from '#app/features/privacy/alike-forms.ts';
import { listAlike, orderTwo, tellApart } from '#app/features/privacy/find-alike.server.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { ChooseTwo } from './choose-two.tsx';
import { Queue } from './queue.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Duplicates') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'duplicate:list');
  await limitActor('search:actor', actor);
  const parameters = new URL(request.url).searchParams;
  const first = parseChosen(parameters, 'first');
  const second = parseChosen(parameters, 'second');
  const two = first === null || second === null ? null : await orderTwo(actor, first, second);
  if (two !== null) throw elsewhere(`/admin/people/${two[0]}/${two[1]}`);
  const { search } = readSought(request);
  const found = await findPersons(actor, search);
  return {
    search,
    first,
    found: found.filter(({ id }) => id !== first),
    merged: parameters.get('merged') !== null,
    apart: parameters.get('apart') !== null,
    ...(await listAlike(actor)),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'duplicate:dismiss');
  const { one, other } = parseApart(await readForm(request));
  const done = one !== other && (await tellApart(actor, one, other));
  if (!done) return data({ message: 'One of the two is not here any more. Nothing was changed.' }, { status: 409 });
  return redirect('/admin/people?apart');
}

export default function Duplicates() {
  const { pairs, hasMore, search, first, found, merged, apart } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeading
        title="Duplicates"
        lead="People who stand here twice, as far as names tell. Whoever is one is merged after a look at what would happen; nobody is merged by a machine."
      />
      {merged ? (
        <Notice live tone="success" title="Merged. The person is written to at both addresses." className="mb-4">
          Recipients who were given a row that reads otherwise now are told.
        </Notice>
      ) : null}
      {apart ? (
        <Notice live tone="success" title="They stay two, and are not shown here again." className="mb-4" />
      ) : null}
      {answer ? <Notice live tone="danger" title={answer.message} className="mb-4" /> : null}
      <div className="grid gap-4">
        <Queue pairs={pairs} hasMore={hasMore} />
        <ChooseTwo search={search} first={first} found={found} />
      </div>
    </>
  );
}
