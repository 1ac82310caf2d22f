import { Link } from '@remix-run/react';

import { PEOPLE_A_PAGE, PROGRESS_SHARES, workshopPeopleAddress } from '#app/features/learning/progress-shares.ts';
import { Card } from '#app/ui/card.tsx';
import { Legend, StackedRow, type Part } from '#app/ui/chart.tsx';
import { classes } from '#app/ui/classes.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatNumber } from '#app/ui/format.ts';
import type { Overview, WorkshopProgress } from './overview.ts';

const LOOKS = ['step-1', 'step-2', 'step-3', 'step-4', 'step-5', 'step-6'] as const;
const PARTS: readonly Part[] = PROGRESS_SHARES.map(({ name }, index) => ({ name, look: LOOKS[index] ?? 'step-6' }));

const LINK = 'text-accent underline-offset-2 hover:underline';

/** Where whoever stands in the middle is listed, by progress. */
const pageOfMedian = (enrolled: number): number => Math.max(1, Math.ceil(Math.ceil(enrolled / 2) / PEOPLE_A_PAGE));

const COLUMNS: readonly Column<WorkshopProgress>[] = [
  {
    id: 'workshop',
    header: 'Workshop',
    cell: ({ id, name }) => (
      <Link to={workshopPeopleAddress(id)} className={classes(LINK, 'font-medium')}>
        {name}
      </Link>
    ),
    className: 'min-w-32 md:min-w-64',
  },
  {
    id: 'shares',
    header: 'How far people are',
    className: 'w-full min-w-24',
    cell: ({ shares }) => (
      <>
        <StackedRow parts={PARTS} counts={shares} />
        <span className="sr-only">
          {PROGRESS_SHARES.map(({ name }, index) => `${name}: ${shares[index] ?? 0}`).join(', ')}
        </span>
      </>
    ),
  },
  {
    id: 'enrolled',
    header: 'Enrolled',
    align: 'right',
    cell: ({ id, enrolled }) => (
      <Link to={workshopPeopleAddress(id)} className={LINK}>
        {formatNumber(enrolled)}
      </Link>
    ),
  },
  {
    id: 'median',
    header: 'Half are at',
    align: 'right',
    cell: ({ id, median, enrolled }) => (
      <Link to={workshopPeopleAddress(id, { page: pageOfMedian(enrolled) })} className={LINK}>
        {median} %
      </Link>
    ),
    wideOnly: true,
  },
  {
    id: 'done',
    header: 'Completed',
    align: 'right',
    cell: ({ id, shares }) => {
      const done = shares.at(-1) ?? 0;
      return done === 0 ? (
        <span className="text-ink-soft">0</span>
      ) : (
        <Link to={workshopPeopleAddress(id, { share: '100' })} className={LINK}>
          {formatNumber(done)}
        </Link>
      );
    },
  },
];

/** A distribution for each workshop, not only a mean. */
export function ProgressOfWorkshops({ workshops }: Pick<Overview, 'workshops'>) {
  return (
    <Card flush title="Progress by workshop">
      {workshops.length === 0 ? (
        <Empty icon="learning" title="Nobody is enrolled yet">
          Progress stands here once people are enrolled in a workshop.
        </Empty>
      ) : (
        <>
          <div className="px-4 pt-3 pb-3">
            <Legend parts={PARTS} />
          </div>
          <DataTable caption="Progress of each workshop" columns={COLUMNS} rows={workshops} rowKey={({ id }) => id} />
        </>
      )}
    </Card>
  );
}
