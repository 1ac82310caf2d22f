import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { listPeople, type TouchedPerson } from '#app/features/privacy/list-touched.server.ts';
import { findReach } from '#app/features/privacy/breaches.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

import { DrillBadge } from './desk.breaches.$id/standing.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('People whom a breach touches') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'breach:read');
  await limitActor('search:actor', actor);
  const id = readId(params['id']);
  const reach = found(await findReach(actor, id));
  const typed = new URL(request.url).searchParams.get('after') ?? '';
  const after = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
  return { id, drill: reach.drill, ...(await listPeople(actor, id, reach, after)) };
}

const COLUMNS: readonly Column<TouchedPerson>[] = [
  {
    id: 'who',
    header: 'Who',
    cell: ({ id, name, email }) => (
      <>
        <Link
          to={`/desk/disclosures?person=${id}`}
          className="font-medium text-accent underline-offset-2 hover:underline"
        >
          <bdi>{name || email}</bdi>
        </Link>
        <span className="block text-sm text-ink-soft">{email}</span>
      </>
    ),
  },
  { id: 'employer', header: 'Employer', cell: ({ employer }) => employer },
  { id: 'country', header: 'Country', cell: ({ country }) => country },
  { id: 'language', header: 'Language', cell: ({ language }) => language },
  {
    id: 'what',
    header: 'What',
    cell: ({ named, examRows }) =>
      [
        ...(named ? ['by name'] : []),
        ...(examRows > 0 ? [`${counted(examRows, 'exam row')}, without a name`] : []),
      ].join('; '),
  },
];

export default function People() {
  const { id, drill, people, next, unkeptFiles } = useLoaderData<typeof loader>();
  const here = `/desk/breaches/${id}`;
  return (
    <>
      <PageHeading
        crumbs={[
          { to: '/desk/breaches', label: 'Breaches' },
          { to: here, label: `No. ${id}` },
        ]}
        title="People whom it touches"
        lead={
          <>
            {drill ? <DrillBadge /> : null} As of now: whoever was erased since is not here. That you looked is
            recorded.
          </>
        }
        actions={
          <ButtonLink reloadDocument to={`${here}/people.csv`}>
            All of them as CSV
          </ButtonLink>
        }
      />
      <Card flush>
        {people.length === 0 ? (
          <Empty
            icon="staff"
            title={unkeptFiles > 0 ? 'Who stood in these files is no longer kept' : 'Nobody stands in these files'}
          >
            {unkeptFiles > 0 ? 'The record of whose rows left went by its time, before this became known.' : null}
          </Empty>
        ) : (
          <DataTable stacks caption="People" columns={COLUMNS} rows={people} rowKey={(person) => person.id} />
        )}
        {next === null ? null : (
          <div className="border-t border-line px-4 py-3 text-right">
            <Link to={`?after=${next}`} className="font-medium text-accent underline-offset-2 hover:underline">
              Next people
            </Link>
          </div>
        )}
      </Card>
    </>
  );
}
