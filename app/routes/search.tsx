import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { readSought } from '#app/features/access/sealed-search.server.ts';
import { FoundList } from '#app/features/search/found-list.tsx';
import { search } from '#app/features/search/search.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { TextField } from '#app/ui/field.tsx';
import { FindForm } from '#app/ui/find-form.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Search') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'search:use');
  await limitActor('search:actor', actor);
  const { search: typed } = readSought(request);
  return { typed, found: await search(actor, typed) };
}

export default function Search() {
  const { typed, found } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Search"
        lead="A few letters of a name, an address, a company, a workshop, an exam or a period."
      />
      <Card flush>
        <FindForm to="/search" className="flex flex-wrap items-end gap-2 border-b border-line px-4 py-3">
          <TextField
            label="Search for"
            name="search"
            type="search"
            defaultValue={typed}
            autoComplete="off"
            key={typed}
          />
          <Button>Search</Button>
        </FindForm>
        {found.length === 0 ? (
          <Empty icon="search" title={typed.length < 2 ? 'Type at least two letters' : 'Nothing fits'}>
            {typed.length < 2 ? null : 'Try less of the word, or another one. Small mistakes in names are forgiven.'}
          </Empty>
        ) : (
          <FoundList found={found} />
        )}
      </Card>
    </>
  );
}
