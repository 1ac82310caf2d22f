import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

import { classes } from '../classes.ts';
import type { GridColumn, GridRow } from './grid-column.ts';

// Rows are laid out by the widths of their columns alone, so that a browser skips those out of sight.
export const ROW_LOOK =
  'flex min-h-9 border-b border-line last:border-b-0 [contain-intrinsic-size:auto_37px] [content-visibility:auto]';
const STICKY = 'sticky left-0 z-10 bg-surface';

export const cellLook = <Row extends GridRow>({ width, align }: GridColumn<Row>, index: number): string =>
  classes(
    'flex min-w-0 shrink-0 items-center border-r border-line px-3 last:border-r-0',
    width,
    align === 'right' && 'justify-end text-right tabular-nums',
    align === 'center' && 'justify-center',
    index === 0 && STICKY,
  );

const ARROWS = { ascending: '↑', descending: '↓' } as const;

export function HeaderRow<Row extends GridRow>({ columns }: { columns: readonly GridColumn<Row>[] }) {
  return (
    <div role="rowgroup" className="sticky top-0 z-20 border-b border-line bg-surface">
      <div role="row" aria-rowindex={1} className="flex min-h-9 text-sm">
        {columns.map((column, index) => (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={column.sort?.direction ?? undefined}
            title={column.hint}
            className={classes(cellLook(column, index), 'font-medium text-ink-soft')}
          >
            {column.sort === undefined ? (
              <span>{column.header}</span>
            ) : (
              <Link to={column.sort.to} preventScrollReset className="inline-flex items-center gap-1 hover:text-ink">
                {column.header}
                <span aria-hidden="true">{column.sort.direction === null ? '↕' : ARROWS[column.sort.direction]}</span>
              </Link>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The box that scrolls by itself, with its header and first column in sight. */
export function Scroller({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <div
      {...(label === undefined ? {} : { role: 'region', 'aria-label': label, tabIndex: 0 })}
      className="relative max-h-[70dvh] scroll-pt-11 scroll-pb-4 scroll-pl-56 overflow-auto max-md:scroll-pl-36"
    >
      {children}
    </div>
  );
}
