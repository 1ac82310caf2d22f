import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { listUnreached, type UnreachedPerson } from '#app/features/mail/unreached.server.ts';
import { nameOfMail } from '#app/features/overview/needs-somebody.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatDay } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Whom no mail reaches') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'person:read');
  await limitActor('search:actor', actor);
  const typed = new URL(request.url).searchParams.get('after') ?? '';
  return listUnreached(actor, /^\d{1,9}$/.test(typed) ? Number(typed) : 0);
}

const COLUMNS: readonly Column<UnreachedPerson>[] = [
  {
    id: 'who',
    header: 'Who',
    cell: ({ id, name, email }) => (
      <>
        <Link to={`/train/people/${id}`} className="font-medium text-accent underline-offset-2 hover:underline">
          <bdi>{name || email}</bdi>
        </Link>
        <span className="block text-sm wrap-anywhere text-ink-soft">{email}</span>
      </>
    ),
  },
  { id: 'employer', header: 'Employer', cell: ({ employer }) => employer ?? '' },
  {
    id: 'mail',
    header: 'What did not arrive',
    cell: ({ kind, isUntold }) => (
      <>
        <span className="block">{nameOfMail(kind)}</span>
        {isUntold ? <Badge tone="warn">In no report: not told yet</Badge> : null}
      </>
    ),
  },
  {
    id: 'since',
    header: 'Since',
    cell: ({ since, status }) => `${formatDay(since)}${status === null ? '' : ` (${status})`}`,
  },
];

export default function Unreached() {
  const { people, next } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        crumbs={[{ to: '/admin', label: 'Overview' }]}
        title="Whom no mail reaches"
        lead="The last mail to them came back, or no server took it. Ask them, or their employer, for the address that is right: once it is changed, what they have to be told is written again by itself. That you looked is recorded."
      />
      <Card flush>
        {people.length === 0 ? (
          <Empty icon="staff" title="Mail reaches everybody">
            When a mail to somebody comes back, they stand here until one arrives or their address is another.
          </Empty>
        ) : (
          <DataTable stacks caption="People" columns={COLUMNS} rows={people} rowKey={({ id }) => id} />
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
