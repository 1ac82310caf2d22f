import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { parseEmployerFilter } from '#app/features/employers/employer-change.ts';
import { EMPLOYERS_A_PAGE, type ListedEmployer } from '#app/features/employers/employer-list.ts';
import { listEmployers } from '#app/features/employers/employers.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { TextField } from '#app/ui/field.tsx';
import { counted, formatNumber } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';
import { ListFoot } from '#app/ui/paging.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Employers') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'employer:list');
  await limitActor('search:actor', actor);
  const filter = parseEmployerFilter(new URL(request.url).searchParams);
  return { filter, ...(await listEmployers(actor, filter)) };
}

const COLUMNS: readonly Column<ListedEmployer>[] = [
  {
    id: 'employer',
    header: 'Employer',
    cell: ({ id, name, mpnId, isNamedByRegistration }) => (
      <>
        <Link to={`/admin/employers/${id}`} className="font-medium text-accent underline-offset-2 hover:underline">
          <bdi>{name}</bdi>
        </Link>
        <span className="block text-sm text-ink-soft">
          {mpnId}
          {isNamedByRegistration ? ' · named by a registration' : ''}
        </span>
      </>
    ),
  },
  { id: 'people', header: 'People', align: 'right', cell: ({ people }) => formatNumber(people) },
  {
    id: 'waiting',
    header: 'To confirm',
    align: 'right',
    cell: ({ waiting }) =>
      waiting === 0 ? (
        <span className="text-ink-soft">none</span>
      ) : (
        <Link to="/admin/employments" className="font-medium text-warn underline-offset-2 hover:underline">
          {formatNumber(waiting)}
        </Link>
      ),
  },
  {
    id: 'domains',
    header: 'Domains',
    cell: ({ domains }) =>
      domains.length === 0 ? (
        <span className="text-ink-soft">none</span>
      ) : (
        <span className="break-all">{domains.join(', ')}</span>
      ),
  },
  {
    id: 'reports',
    header: 'Reports',
    cell: ({ isRecipient }) => (isRecipient ? 'sent' : <span className="text-ink-soft">none agreed</span>),
  },
];

export default function Employers() {
  const { filter, employers, total } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Employers"
        lead="Partner companies by partner ID: how many of their people are here, which domains confirm them, and whether reports are sent."
      />
      <Card flush>
        <Form className="flex flex-wrap items-end gap-2 border-b border-line px-4 py-3">
          <TextField label="Name, partner ID or domain" name="q" defaultValue={filter.search} />
          <Button>Search</Button>
        </Form>
        {employers.length === 0 ? (
          <Empty icon="employments" title={filter.search === '' ? 'No employer yet' : 'None fits'}>
            {filter.search === ''
              ? 'Employers come with the people: by an import, or as somebody registers.'
              : 'Try less of a name, or another one.'}
          </Empty>
        ) : (
          <>
            <DataTable stacks caption="Employers" columns={COLUMNS} rows={employers} rowKey={({ id }) => id} />
            <ListFoot
              words={counted(total, 'employer')}
              offset={(filter.page - 1) * EMPLOYERS_A_PAGE}
              limit={EMPLOYERS_A_PAGE}
              total={total}
            />
          </>
        )}
      </Card>
    </>
  );
}
