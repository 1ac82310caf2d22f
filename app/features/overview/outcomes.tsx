import { Form, Link } from '@remix-run/react';

import { boardAddress, type BoardView } from '#app/features/exams/board-address.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Legend, StackedColumns, type Part } from '#app/ui/chart.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { formatMonth, formatNumber } from '#app/ui/format.ts';
import type { MonthCounts, Overview } from './overview.ts';

const KINDS = [
  { key: 'passed', name: 'Passed', look: 'success', view: 'passed' },
  { key: 'failed', name: 'Failed', look: 'danger', view: 'failed' },
  { key: 'unknown', name: 'Not known', look: 'warn', view: 'unknown' },
  { key: 'notAsked', name: 'Not to be asked', look: 'neutral', view: 'not-asked' },
  { key: 'booked', name: 'Booked', look: 'info', view: 'open' },
] as const satisfies readonly (Part & { key: keyof MonthCounts; view: BoardView })[];

const linkedTo = (to: string, count: number) =>
  count === 0 ? (
    <span className="text-ink-soft">0</span>
  ) : (
    <Link to={to} className="text-accent underline underline-offset-2">
      {formatNumber(count)}
    </Link>
  );

const columnsFor = (exam: string | null): readonly Column<MonthCounts>[] => [
  { id: 'month', header: 'Month', cell: ({ month }) => formatMonth(month) },
  ...KINDS.map(({ key, name, view }): Column<MonthCounts> => ({
    id: key,
    header: name,
    align: 'right',
    cell: (row) => linkedTo(boardAddress({ view, exam, month: row.month }), row[key]),
  })),
];

/** Outcomes month by month, of one exam or of all; the chart and below it the same as a table. */
export function Outcomes({ exam, exams, months }: { exam: string | null } & Pick<Overview, 'exams' | 'months'>) {
  return (
    <Card flush title={exam === null ? 'Outcomes by month' : `Outcomes of ${exam} by month`}>
      <div className="grid gap-3 px-4 pt-3 pb-4">
        <Form className="flex flex-wrap items-end gap-2" key={exam}>
          <SelectField label="Exam" name="exam" defaultValue={exam ?? ''}>
            <option value="">All exams</option>
            {exams.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </SelectField>
          <Button>Show</Button>
        </Form>
        <Legend parts={KINDS} />
        <StackedColumns
          parts={KINDS}
          columns={months.map((row) => ({ label: row.month.slice(2), counts: KINDS.map(({ key }) => row[key]) }))}
        />
      </div>
      <details className="border-t border-line">
        <summary className="cursor-pointer px-4 py-2.5 font-medium">As a table</summary>
        <DataTable
          caption="Outcomes of each month"
          columns={columnsFor(exam)}
          rows={months}
          rowKey={({ month }) => month}
        />
      </details>
    </Card>
  );
}

/** Months whose outcomes nobody knows yet: the older, the harder to learn. */
export function UnknownByAge({ unknown }: Pick<Overview, 'unknown'>) {
  const all = unknown.reduce((sum, { unknown: count }) => sum + count, 0);
  const columns: readonly Column<Overview['unknown'][number]>[] = [
    { id: 'month', header: 'Exam month', cell: ({ month }) => formatMonth(month) },
    {
      id: 'unknown',
      header: 'Not known',
      align: 'right',
      cell: ({ month, unknown: count }) => linkedTo(boardAddress({ view: 'unknown', month }), count),
    },
  ];
  return (
    <Card flush title="Outcomes that nobody knows">
      <p className="px-4 pt-1 pb-3 text-ink-soft">
        {all === 0 ? (
          'Every outcome of a month that has passed, and may be asked for, is known.'
        ) : (
          <>
            {linkedTo(boardAddress({ view: 'unknown' }), all)} {all === 1 ? 'sitting' : 'sittings'}, the oldest month
            first.
          </>
        )}
      </p>
      {all === 0 ? null : (
        <DataTable
          caption="Outcomes that nobody knows, by month"
          columns={columns}
          rows={unknown}
          rowKey={({ month }) => month}
        />
      )}
    </Card>
  );
}
