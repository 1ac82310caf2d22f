import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

import { classes } from './classes.ts';

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Figures that people compare stand on the right. */
  align?: 'right';
  /** Where a click on the header leads, if the rows can be ordered by it. */
  sort?: { to: string; direction: 'ascending' | 'descending' | null };
  /** Left out where there is little room. */
  wideOnly?: boolean;
  className?: string;
};

type Table<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string | number;
};

const cellLook = <Row,>({ align, wideOnly, className }: Column<Row>): string =>
  classes(
    'px-3 first:pl-4 last:pr-4',
    align === 'right' && 'text-right tabular-nums',
    wideOnly && 'max-md:hidden',
    className,
  );

function Header<Row>({ column }: { column: Column<Row> }) {
  const { sort, header, align } = column;
  return (
    <th
      scope="col"
      aria-sort={sort?.direction ?? undefined}
      className={classes(cellLook(column), 'py-2 font-medium text-ink-soft', align !== 'right' && 'text-left')}
    >
      {sort ? (
        <Link to={sort.to} preventScrollReset className="inline-flex items-center gap-1 hover:text-ink">
          {header}
          <span aria-hidden="true">
            {sort.direction === 'ascending' ? '↑' : sort.direction === 'descending' ? '↓' : '↕'}
          </span>
        </Link>
      ) : (
        header
      )}
    </th>
  );
}

/** A table that scrolls by itself where it is too wide, also with the keyboard. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: Table<Row>) {
  return (
    <div role="region" aria-label={caption} tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead className="border-b border-line text-sm whitespace-nowrap">
          <tr>
            {columns.map((column) => (
              <Header key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} className="border-b border-line last:border-b-0 hover:bg-sunken/60">
              {columns.map((column) => (
                <td key={column.id} className={classes(cellLook(column), 'py-2')}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
