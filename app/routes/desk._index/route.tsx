import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { readDesk } from '#app/features/privacy/desk.server.ts';
import { PageHeading } from '#app/ui/page.tsx';

import { ChainCard, RequestsCard, RunsCard } from './cards.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Desk') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'desk:read');
  return readDesk(actor);
}

export default function Desk() {
  const { counts, next, runs, runsTotal, chain } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading title="Desk" lead="What the association owes people, and what waits for you." />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <RequestsCard counts={counts} next={next} />
        <div className="grid gap-4">
          <RunsCard runs={runs} total={runsTotal} />
          <ChainCard chain={chain} />
        </div>
      </div>
    </>
  );
}
