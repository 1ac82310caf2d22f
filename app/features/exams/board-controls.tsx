import { Form } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { formatNumber } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';
import { Chips } from '#app/ui/tabs.tsx';

import type { BoardView, SittingFilter } from './board-filter.ts';
import type { MonthCount } from './list-sittings.server.ts';

const LABELS: Record<BoardView, string> = {
  unknown: 'Outcome unknown',
  open: 'Booked',
  closed: 'Known or closed',
  all: 'All',
};

function countIn(view: BoardView, { waiting, unknown, passed, failed, other }: MonthCount): number {
  const counts: Record<BoardView, number> = {
    unknown,
    open: waiting,
    closed: passed + failed + other,
    all: waiting + unknown + passed + failed + other,
  };
  return counts[view];
}

function addressOf(view: BoardView, { month, search }: SittingFilter): string {
  return `?${new URLSearchParams({ view, ...(month ? { month } : {}), ...(search ? { q: search } : {}) })}`;
}

/** Which sittings to show, and a search among them. */
export function BoardControls({ filter, months }: { filter: SittingFilter; months: readonly MonthCount[] }) {
  const counted = months.filter((count) => filter.month === null || count.month === filter.month);
  const views: BoardView[] = ['unknown', 'open', 'closed', 'all'];
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3">
      <Chips
        label="Which sittings"
        chips={views.map((view) => ({
          to: addressOf(view, filter),
          label: LABELS[view],
          count: formatNumber(counted.reduce((sum, count) => sum + countIn(view, count), 0)),
          current: view === filter.view,
        }))}
      />
      <Form role="search" className="flex gap-2" preventScrollReset>
        <input type="hidden" name="view" value={filter.view} />
        {filter.month ? <input type="hidden" name="month" value={filter.month} /> : null}
        <label className="relative">
          <span className="sr-only">Search a person, company or exam</span>
          <Icon name="search" size="small" className="absolute top-2.5 left-2.5 text-ink-soft" />
          <input
            type="search"
            name="q"
            key={filter.search}
            defaultValue={filter.search ?? ''}
            placeholder="Name, company, exam"
            className="control w-56 pl-8"
          />
        </label>
        <Button>Search</Button>
      </Form>
    </div>
  );
}
