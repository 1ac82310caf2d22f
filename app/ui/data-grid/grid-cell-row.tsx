import { memo, type KeyboardEvent } from 'react';

import { classes } from '../classes.ts';
import { byWhom, type CellState } from './cell-book.ts';
import { isEditable, type GridColumn, type GridRow } from './grid-column.ts';
import { cellLook, ROW_LOOK } from './grid-frame.tsx';

const TINTS: Record<CellState['did'], string> = {
  saving: '',
  saved: '',
  refused: 'bg-danger-tint',
  conflict: 'bg-warn-tint',
};

function Mark({ state }: { state: CellState }) {
  switch (state.did) {
    case 'saving':
      return (
        <span title="Saving" className="mr-auto text-ink-soft">
          …<span className="sr-only">saving</span>
        </span>
      );
    case 'saved':
      return (
        <span title="Saved" className="mr-auto text-success">
          ✓<span className="sr-only">saved</span>
        </span>
      );
    case 'refused':
      return (
        <span title={state.words} className="mr-auto font-bold text-danger">
          !<span className="sr-only">not saved: {state.words}</span>
        </span>
      );
    case 'conflict':
      return null;
  }
}

function Shown<Row extends GridRow>({
  column,
  value,
  state,
}: {
  column: GridColumn<Row> & { edit: NonNullable<GridColumn<Row>['edit']> };
  value: string;
  state: CellState | undefined;
}) {
  if (state?.did === 'conflict') {
    return (
      <span
        className="flex min-w-0 items-baseline gap-2"
        title={`${byWhom(state)} wrote ${column.edit.say(state.theirs)}`}
      >
        <span>{column.edit.show(value)}</span>
        <span className="truncate text-sm font-medium text-warn">
          {byWhom(state).split(' ')[0]}: {column.edit.say(state.theirs)}
        </span>
      </span>
    );
  }
  return (
    <>
      {state === undefined ? null : <Mark state={state} />}
      {state?.did === 'refused' ? <span className="truncate">{value}</span> : column.edit.show(value)}
    </>
  );
}

export type RowProps<Row extends GridRow> = {
  gridId: string;
  columns: readonly GridColumn<Row>[];
  row: Row;
  index: number;
  /** The states of this row's cells that have one, by column. */
  states: ReadonlyMap<string, CellState> | undefined;
  /** The column of the cell in focus, or -1. */
  active: number;
  /** The columns that are chosen, from and to; from -1 for none. */
  from: number;
  to: number;
  /** What stands in the cell that is being typed into; null when none is. */
  typing: string | null;
  onType: (text: string) => void;
  onTypingKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  onLeave: () => void;
};

function CellRow<Row extends GridRow>(props: RowProps<Row>) {
  const { gridId, columns, row, index, states, active, from, to, typing } = props;
  return (
    <div role="row" aria-rowindex={index + 2} className={ROW_LOOK}>
      {columns.map((column, at) => {
        const isActive = at === active;
        const state = states?.get(column.id);
        const value = state?.value ?? row.cells[column.id] ?? '';
        const isTyping = isActive && typing !== null;
        return (
          <div
            key={column.id}
            id={`${gridId}-${index}-${at}`}
            role={at === 0 ? 'rowheader' : 'gridcell'}
            aria-colindex={at + 1}
            aria-readonly={isEditable(column) ? undefined : true}
            aria-selected={at >= from && at <= to ? true : undefined}
            aria-invalid={state?.did === 'refused' || undefined}
            tabIndex={isActive && !isTyping ? 0 : -1}
            data-at={`${index} ${at}`}
            className={classes(
              cellLook(column, at),
              'gap-1.5 -outline-offset-2 select-none',
              state && TINTS[state.did],
              at >= from && at <= to && 'bg-accent-tint!',
            )}
          >
            {column.edit === undefined ? (
              column.show(row)
            ) : isTyping ? (
              <input
                autoFocus
                aria-label={`${column.header}, ${row.label}`}
                value={typing}
                maxLength={column.edit.maxLength}
                inputMode={column.edit.numeric ? 'numeric' : undefined}
                autoComplete="off"
                onChange={(event) => props.onType(event.target.value)}
                onKeyDown={props.onTypingKey}
                onBlur={props.onLeave}
                className={classes(
                  'h-full w-full bg-transparent outline-none',
                  column.align === 'right' && 'text-right',
                )}
              />
            ) : (
              <Shown column={column} value={value} state={state} />
            )}
          </div>
        );
      })}
    </div>
  );
}

/** One row; drawn again only when something of it changes. */
export const GridCellRow = memo(CellRow) as typeof CellRow;
