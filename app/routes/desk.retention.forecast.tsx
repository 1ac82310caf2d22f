import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { forecastPeople } from '#app/features/privacy/forecast-retention.server.ts';
import {
  forecastAddress,
  parseForecastView,
  type ForecastPerson,
  type ForecastSort,
  type ForecastView,
} from '#app/features/privacy/forecast-view.ts';
import { ruleOf } from '#app/features/privacy/retention-rules.ts';
import { noonOf } from '#app/platform/noon.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatDay } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';
import { Paging } from '#app/ui/paging.tsx';

const PAGE = 50;

export const meta: MetaFunction = () => [{ title: titleOf('Who goes next') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'retention:read');
  const view = parseForecastView(new URL(request.url).searchParams);
  const people = await forecastPeople(actor, view, false);
  const offset = (view.page - 1) * PAGE;
  return { view, total: people.length, offset, people: people.slice(offset, offset + PAGE) };
}

const day = (text: string): string => formatDay(noonOf(text));

/** Whose time is over goes now, or once nothing keeps them any more. */
function dayOf({ isOver, goesOn, keptBecause }: ForecastPerson): string {
  if (!isOver || keptBecause === 'not-warned') return day(goesOn);
  return keptBecause === null || keptBecause === 'warning-lost' ? 'Now' : 'Once nothing keeps them';
}

function columnsFor(view: ForecastView): readonly Column<ForecastPerson>[] {
  const by = (sort: ForecastSort) => ({
    to: forecastAddress({ ...view, sort, page: 1 }),
    direction: view.sort === sort ? ('ascending' as const) : null,
  });
  return [
    {
      id: 'name',
      header: 'Person',
      sort: by('name'),
      cell: ({ firstName, lastName }) => (
        <bdi>
          {firstName} {lastName}
        </bdi>
      ),
    },
    { id: 'goes', header: 'Goes on', sort: by('goes'), cell: (person) => dayOf(person) },
    { id: 'used', header: 'Last used', sort: by('used'), cell: ({ usedOn }) => day(usedOn) },
    {
      id: 'warned',
      header: 'Warned',
      cell: ({ warnedOn }) => (warnedOn === null ? 'Not yet' : day(warnedOn)),
    },
    {
      id: 'reason',
      header: 'Reason',
      cell: ({ rule, reason }) => (
        <>
          {ruleOf(rule).label}
          <span className="block text-sm text-ink-soft">{reason}</span>
        </>
      ),
    },
    { id: 'kept', header: 'Stays because', sort: by('kept'), cell: ({ kept }) => kept ?? '–' },
  ];
}

const CHOICE = 'rounded-sm border border-line px-3 py-1.5 aria-[current]:border-accent aria-[current]:font-semibold';

export default function Forecast() {
  const { view, total, offset, people } = useLoaderData<typeof loader>();
  const choice = (words: string, other: Partial<ForecastView>, current: boolean) => (
    <Link
      to={forecastAddress({ ...view, page: 1, ...other })}
      aria-current={current ? 'true' : undefined}
      className={CHOICE}
    >
      {words}
    </Link>
  );
  return (
    <>
      <PageHeading
        crumbs={[{ to: '/desk/retention', label: 'Retention' }]}
        title={`Who goes within ${view.days} days`}
        lead="Whose account nobody uses, when it goes, and what keeps those who stay. Who signs in before is not on the list any more."
        actions={
          <ButtonLink reloadDocument to={forecastAddress({ ...view, page: 1 }, '/desk/retention/forecast.xlsx')}>
            Take it along (.xlsx)
          </ButtonLink>
        }
      />
      <nav aria-label="Which" className="mb-4 flex flex-wrap gap-2 text-sm">
        {choice('30 days', { days: 30 }, view.days === 30)}
        {choice('90 days', { days: 90 }, view.days === 90)}
        <span aria-hidden="true" className="w-2" />
        {choice('All', { rule: null }, view.rule === null)}
        {choice(ruleOf('inactive').label, { rule: 'inactive' }, view.rule === 'inactive')}
        {choice(ruleOf('prospect').label, { rule: 'prospect' }, view.rule === 'prospect')}
      </nav>
      <Card flush>
        {people.length === 0 ? (
          <Empty icon="shield" title={`Nobody’s time is over within ${view.days} days`}>
            Accounts that are used stay for as long as they are.
          </Empty>
        ) : (
          <DataTable caption="Who goes" columns={columnsFor(view)} rows={people} rowKey={({ id }) => id} stacks />
        )}
        {total <= PAGE ? null : (
          <div className="border-t border-line px-4 py-3">
            <Paging offset={offset} limit={PAGE} total={total} />
          </div>
        )}
      </Card>
    </>
  );
}
