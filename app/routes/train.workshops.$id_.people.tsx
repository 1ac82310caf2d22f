import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { parseEnrolledFilter } from '#app/features/learning/enrolled-filter.ts';
import { findWorkshopPeople, type EnrolledRow } from '#app/features/learning/enrolled.server.ts';
import { PEOPLE_A_PAGE, PROGRESS_SHARES, workshopPeopleAddress } from '#app/features/learning/progress-shares.ts';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted, formatDay, formatNumber } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';
import { ListFoot } from '#app/ui/paging.tsx';
import { Chips } from '#app/ui/tabs.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('People of a workshop') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'enrolment:list');
  await limitActor('search:actor', actor);
  const id = readId(params['id']);
  const filter = parseEnrolledFilter(new URL(request.url).searchParams);
  const people = found(await findWorkshopPeople(actor, id, filter));
  return { id, filter, people, isTrainer: isPermitted(actor, 'session:list') };
}

const COLUMNS: readonly Column<EnrolledRow>[] = [
  {
    id: 'person',
    header: 'Person',
    cell: ({ personId, name, company }) => (
      <>
        <Link to={`/train/people/${personId}`} className="font-medium text-accent underline-offset-2 hover:underline">
          {name}
        </Link>
        <span className="block text-sm text-ink-soft">{company}</span>
      </>
    ),
  },
  { id: 'session', header: 'Session', cell: ({ session }) => session ?? 'none' },
  { id: 'since', header: 'Since', cell: ({ since }) => formatDay(since), className: 'whitespace-nowrap' },
  { id: 'progress', header: 'Progress', align: 'right', cell: ({ percent }) => `${percent} %` },
];

export default function WorkshopPeople() {
  const { id, filter, people, isTrainer } = useLoaderData<typeof loader>();
  const { state, share, session } = filter;
  const of = { session };
  const chips = [
    {
      to: workshopPeopleAddress(id, of),
      label: 'Enrolled',
      count: people.enrolled,
      current: state === 'enrolled' && share === null,
    },
    ...PROGRESS_SHARES.map(({ key, name }, index) => ({
      to: workshopPeopleAddress(id, { ...of, share: key }),
      label: name,
      count: people.shares[index] ?? 0,
      current: state === 'enrolled' && share === key,
    })),
    {
      to: workshopPeopleAddress(id, { ...of, state: 'waiting' }),
      label: 'Waiting',
      count: people.waiting,
      current: state === 'waiting',
    },
  ];
  return (
    <>
      <PageHeading
        title={people.session === null ? people.workshop : `${people.workshop}: ${people.session}`}
        crumbs={[isTrainer ? { to: '/train', label: 'Workshops' } : { to: '/admin', label: 'Overview' }]}
        lead={`${counted(people.enrolled, 'person is enrolled', 'people are enrolled')}, ${formatNumber(people.waiting)} waiting.${
          people.median === null ? '' : ` Half are at ${people.median} % or less.`
        } Who has least of it comes first.`}
      />
      <Card flush>
        <div className="border-b border-line px-4 py-3">
          <Chips label="Which people" chips={chips.map((chip) => ({ ...chip, count: formatNumber(chip.count) }))} />
        </div>
        {people.rows.length === 0 ? (
          <Empty icon="learning" title="Nobody here">
            Choose another part of them above.
          </Empty>
        ) : (
          <DataTable
            stacks
            caption="People of the workshop"
            columns={COLUMNS}
            rows={people.rows}
            rowKey={(row) => row.id}
          />
        )}
        <ListFoot
          words={counted(people.total, 'person', 'people')}
          offset={(filter.page - 1) * PEOPLE_A_PAGE}
          limit={PEOPLE_A_PAGE}
          total={people.total}
        />
      </Card>
    </>
  );
}
