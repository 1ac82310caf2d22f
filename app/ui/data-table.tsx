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
  /** On a phone each row is a list of its cells, each with its header: for tables of more columns than fit. */
  stacks?: boolean;
};

const cellLook = <Row,>({ align, wideOnly, className }: Column<Row>): string =>
  classes(
    'px-3 first:pl-4 last:pr-4',
    align === 'right' && 'text-right tabular-nums',
    wideOnly && 'max-md:hidden',
    className,
  );

const STACKED =
  'max-md:grid max-md:grid-cols-[6.5rem_minmax(0,1fr)] max-md:gap-2 max-md:px-4 max-md:py-1 max-md:text-left max-md:whitespace-normal';

function Header<Row>({ column }: { column: Column<Row> }) {
  const { sort, header, align } = column;
  return (
    <th
      role="columnheader"
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

/** A table that scrolls by itself where it is too wide, also with the keyboard. Its roles are said, since a stacked one is laid out as no table. */
export function DataTable<Row>({ caption, columns, rows, rowKey, stacks = false }: Table<Row>) {
  return (
    <div role="region" aria-label={caption} tabIndex={0} className="relative overflow-x-auto">
      <table role="table" className={classes('w-full border-collapse', stacks && 'max-md:block')}>
        <caption className="sr-only">{caption}</caption>
        <thead
          role="rowgroup"
          className={classes('border-b border-line text-sm whitespace-nowrap', stacks && 'max-md:sr-only')}
        >
          <tr role="row">
            {columns.map((column) => (
              <Header key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className={classes(stacks && 'max-md:block')}>
          {rows.map((row, index) => (
            <tr
              key={rowKey(row, index)}
              role="row"
              className={classes(
                'border-b border-line last:border-b-0 hover:bg-sunken/60',
                stacks && 'max-md:block max-md:py-2',
              )}
            >
              {columns.map((column) => (
                <td key={column.id} role="cell" className={classes(cellLook(column), 'py-2', stacks && STACKED)}>
                  {stacks ? (
                    <span aria-hidden="true" className="text-sm text-ink-soft md:hidden">
                      {column.header}
                    </span>
                  ) : null}
                  {stacks ? <div className="min-w-0 wrap-anywhere">{column.cell(row)}</div> : column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
