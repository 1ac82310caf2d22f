import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';

import { requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { KIND_WORDS, RISK_WORDS } from '#app/features/privacy/breach-words.ts';
import { isUnknown, clockAt, isClockRunning, standingOf } from '#app/features/privacy/breach.ts';
import { listBreaches, type Breach } from '#app/features/privacy/read-breaches.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatDayTime, formatNumber } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

import { DrillBadge, StandingBadge, TimeLeft } from '../desk.breaches.$id/standing.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Breaches') }];

const rowOf = (breach: Breach, now: Date) => {
  const standing = standingOf(breach.steps);
  const { id, drill, kind, title, knownAt } = breach;
  return {
    ...{ id, drill, kind, title, knownAt },
    risk: standing.assessed?.risk ?? null,
    people: isUnknown(standing.counts) ? null : (standing.counts?.people ?? breach.peopleSaid),
    report: standing.report?.step ?? null,
    isClosed: standing.closed !== null,
    isRunning: isClockRunning(standing),
    clock: clockAt(knownAt, now),
  };
};
type BreachRow = ReturnType<typeof rowOf>;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'breach:read');
  const { breaches, now } = await listBreaches(actor);
  const rows = breaches.map((breach) => rowOf(breach, now));
  // What the clock runs for comes first, the least time left before the others.
  return {
    rows: rows.toSorted(
      (one, other) =>
        Number(other.isRunning) - Number(one.isRunning) ||
        (one.isRunning ? one.clock.minutesLeft - other.clock.minutesLeft : 0),
    ),
  };
}

const COLUMNS: readonly Column<BreachRow>[] = [
  {
    id: 'title',
    header: 'What',
    cell: ({ id, title, kind, drill }) => (
      <>
        <Link to={`/desk/breaches/${id}`} className="font-medium text-accent underline-offset-2 hover:underline">
          {title}
        </Link>{' '}
        {drill ? <DrillBadge /> : null}
        <span className="block text-sm text-ink-soft">
          no. {id} · {KIND_WORDS[kind].name}
        </span>
      </>
    ),
  },
  {
    id: 'known',
    header: 'Known',
    className: 'whitespace-nowrap',
    cell: ({ knownAt }) => <time dateTime={knownAt.toISOString()}>{formatDayTime(knownAt)}</time>,
  },
  {
    id: 'clock',
    header: 'To report it',
    cell: ({ isRunning, clock, report }) =>
      isRunning ? (
        <TimeLeft {...clock} />
      ) : (
        <span className="text-ink-soft">{report === 'reported' ? 'reported' : 'not to be reported'}</span>
      ),
  },
  {
    id: 'risk',
    header: 'Risk',
    cell: ({ risk }) => (risk === null ? <Badge tone="warn">not assessed</Badge> : RISK_WORDS[risk].name),
  },
  {
    id: 'people',
    header: 'People',
    align: 'right',
    cell: ({ people }) => (people === null ? <span className="text-ink-soft">not known</span> : formatNumber(people)),
  },
  { id: 'stands', header: 'Stands', cell: (row) => <StandingBadge {...row} /> },
];

export default function Breaches() {
  const { rows } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Breaches"
        lead="What happened to data, whom it touched and what was done about it: the register that the authority may ask for (art. 33(5)). A drill goes the same way and writes to nobody."
        actions={
          <>
            {rows.length === 0 ? null : (
              <ButtonLink reloadDocument to="/desk/breaches.xlsx">
                Register as a workbook
              </ButtonLink>
            )}
            <ButtonLink to="/desk/breaches/new" look="primary">
              Record a breach or a drill
            </ButtonLink>
          </>
        }
      />
      <Card flush>
        {rows.length === 0 ? (
          <Empty icon="shield" title="No breach so far">
            When something happens, record it here at once: the people and fields are found in the record of what left,
            and the 72 hours count from when it became known. Try it with a drill first.
          </Empty>
        ) : (
          <DataTable stacks caption="Breaches" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} />
        )}
      </Card>
    </>
  );
}
