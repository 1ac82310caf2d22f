import { Card } from '#app/ui/card.tsx';
import { Legend, StackedRow, type Part } from '#app/ui/chart.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatNumber } from '#app/ui/format.ts';
import { SHARES, type Overview, type WorkshopProgress } from './overview.ts';

const LOOKS = ['step-1', 'step-2', 'step-3', 'step-4', 'step-5', 'step-6'] as const;
const PARTS: readonly Part[] = SHARES.map((name, index) => ({ name, look: LOOKS[index] ?? 'step-6' }));

const COLUMNS: readonly Column<WorkshopProgress>[] = [
  {
    id: 'workshop',
    header: 'Workshop',
    cell: ({ name }) => <span className="font-medium">{name}</span>,
    className: 'min-w-32 md:min-w-64',
  },
  {
    id: 'shares',
    header: 'How far people are',
    className: 'w-full min-w-24',
    cell: ({ shares }) => (
      <>
        <StackedRow parts={PARTS} counts={shares} />
        <span className="sr-only">{SHARES.map((share, index) => `${share}: ${shares[index] ?? 0}`).join(', ')}</span>
      </>
    ),
  },
  { id: 'enrolled', header: 'Enrolled', align: 'right', cell: ({ enrolled }) => formatNumber(enrolled) },
  { id: 'median', header: 'Half are at', align: 'right', cell: ({ median }) => `${median} %`, wideOnly: true },
  { id: 'done', header: 'Completed', align: 'right', cell: ({ shares }) => formatNumber(shares.at(-1) ?? 0) },
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
