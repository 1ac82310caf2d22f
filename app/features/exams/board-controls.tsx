import { Link } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { FindForm } from '#app/ui/find-form.tsx';
import { formatNumber } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';
import { Chips } from '#app/ui/tabs.tsx';

import { boardAddress, STANDINGS, type BoardView, type CountedStanding, type SittingFilter } from './board-address.ts';
import type { MonthCount } from './list-sittings.server.ts';

const OPEN: readonly CountedStanding[] = ['unknown', 'not-asked', 'open'];

/** The views that are always offered; those of one outcome are reached by the matrix, and shown while they are looked at. */
const OFFERED: readonly { view: BoardView; label: string; counts: readonly CountedStanding[] }[] = [
  { view: 'unknown', label: 'Outcome unknown', counts: ['unknown'] },
  { view: 'open', label: 'Booked', counts: ['open'] },
  { view: 'closed', label: 'Known or closed', counts: STANDINGS.filter((standing) => !OPEN.includes(standing)) },
  { view: 'all', label: 'All', counts: STANDINGS },
];

const LABELS: Partial<Record<BoardView, string>> = {
  'not-asked': 'Not to be asked',
  passed: 'Passed',
  failed: 'Failed',
  'not-taken': 'Not taken',
  cancelled: 'Cancelled',
};

const offeredWith = (view: BoardView) => {
  const label = LABELS[view];
  const counts = STANDINGS.filter((standing) => standing === view);
  return label === undefined ? OFFERED : [...OFFERED, { view, label, counts }];
};

const sumOf = (count: MonthCount, standings: readonly CountedStanding[]): number =>
  standings.reduce((sum, standing) => sum + count[standing], 0);

/** Which sittings to show, and a search among them. */
export function BoardControls({ filter, months }: { filter: SittingFilter; months: readonly MonthCount[] }) {
  const counted = months.filter((count) => filter.month === null || count.month === filter.month);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3">
      <Chips
        label="Which sittings"
        chips={offeredWith(filter.view).map(({ view, label, counts }) => ({
          to: boardAddress({ ...filter, view }),
          label,
          count: formatNumber(counted.reduce((sum, count) => sum + sumOf(count, counts), 0)),
          current: view === filter.view,
        }))}
      />
      <FindForm
        to={boardAddress({ ...filter, person: null })}
        role="search"
        aria-label="Sittings"
        className="flex flex-wrap items-center gap-2"
        preventScrollReset
      >
        {!filter.person ? null : (
          <Link to={boardAddress({ ...filter, person: null })} className="px-1 font-medium text-accent underline">
            One person: show everybody
          </Link>
        )}
        <label className="relative">
          <span className="sr-only">Search a person, company or exam</span>
          <Icon name="search" size="small" className="absolute top-2.5 left-2.5 text-ink-soft" />
          <input
            type="search"
            name="search"
            key={filter.search}
            defaultValue={filter.search ?? ''}
            placeholder="Name, company, exam"
            className="control w-56 pl-8"
          />
        </label>
        <Button>Search</Button>
      </FindForm>
    </div>
  );
}
