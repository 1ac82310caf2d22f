import { useMemo, type ReactNode } from 'react';

import { LeaveGuard } from '../leave-guard.tsx';
import { countStates, countUnsaved, refOf, type CellState } from './cell-book.ts';
import { GridCellRow } from './grid-cell-row.tsx';
import type { GridColumn, GridRow } from './grid-column.ts';
import { HeaderRow, Scroller } from './grid-frame.tsx';
import { GridStatus, Trouble } from './grid-status.tsx';
import type { Save } from './use-cells.ts';
import { useGrid } from './use-grid.ts';

type Grid<Row extends GridRow> = {
  label: string;
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  /** Kept the same from one drawing to the next. */
  save: Save;
  /** What stands where no row is shown; what was typed into others is kept meanwhile. */
  empty: ReactNode;
};

const NONE = -1;

const shownIn = <Row extends GridRow>(row: Row, column: GridColumn<Row>, state: CellState | undefined): string =>
  state?.value ?? row.cells[column.id] ?? '';

/** A grid that is worked in like a spreadsheet. Each cell is saved by itself and says how that went; what is pasted is saved at once. */
export function DataGrid<Row extends GridRow>({ label, columns, rows, save, empty }: Grid<Row>) {
  const { gridId, cells, at, span, isChosen, typing, said, handlers, stable, go } = useGrid(columns, rows, save);
  const { book } = cells;
  const byRow = useMemo(() => {
    const found = new Map<number, Map<string, CellState>>();
    for (const [key, state] of book) {
      const { row, column } = refOf(key);
      const states = found.get(row) ?? new Map<string, CellState>();
      found.set(row, states.set(column, state));
    }
    return found;
  }, [book]);
  const row = rows[at.row];
  const column = columns[at.column];
  const state = row && column && byRow.get(row.id)?.get(column.id);
  const isTyping =
    typing !== null && row !== undefined && column !== undefined && typing.text !== shownIn(row, column, state);
  const counts = countStates(book);
  const troubled = cells.troubled();
  const toNext = (): void => {
    const places = troubled
      .map((cell) => ({
        row: rows.findIndex(({ id }) => id === cell.row),
        column: columns.findIndex(({ id }) => id === cell.column),
      }))
      .filter((place) => place.row !== NONE)
      .toSorted((one, other) => one.row - other.row || one.column - other.column);
    const next =
      places.find((place) => place.row > at.row || (place.row === at.row && place.column > at.column)) ?? places[0];
    if (next !== undefined) go(next);
  };
  return (
    <div>
      <LeaveGuard unsaved={countUnsaved(book) + Number(isTyping)} onItsWay={isTyping ? 0 : counts.saving} what="cell" />
      <GridStatus
        counts={counts}
        said={said}
        steps={cells.steps}
        onUndo={cells.undo}
        onNext={troubled.length > 0 ? toNext : null}
        onRetry={() =>
          cells.saveAgain(troubled.filter((cell) => byRow.get(cell.row)?.get(cell.column)?.did === 'refused'))
        }
      />
      {row && column && state ? (
        <Trouble
          state={state}
          about={`${column.header} of ${row.label}`}
          say={column.edit?.say ?? String}
          onTheirs={() => {
            cells.keepTheirs({ row: row.id, column: column.id });
            go(at);
          }}
          onMine={() => {
            cells.saveAgain([{ row: row.id, column: column.id }]);
            go(at);
          }}
        />
      ) : null}
      {rows.length === 0 ? (
        empty
      ) : (
        <Scroller>
          <div
            role="grid"
            aria-label={label}
            aria-rowcount={rows.length + 1}
            aria-colcount={columns.length}
            aria-multiselectable="true"
            className="w-max min-w-full"
            {...handlers}
          >
            <HeaderRow columns={columns} />
            <div role="rowgroup">
              {rows.map((one, index) => {
                const isIn = isChosen && index >= span.top && index <= span.bottom;
                return (
                  <GridCellRow
                    key={one.id}
                    gridId={gridId}
                    columns={columns}
                    row={one}
                    index={index}
                    states={byRow.get(one.id)}
                    active={index === at.row ? at.column : NONE}
                    from={isIn ? span.left : NONE}
                    to={isIn ? span.right : NONE - 1}
                    typing={index === at.row && typing !== null ? typing.text : null}
                    {...stable}
                  />
                );
              })}
            </div>
          </div>
        </Scroller>
      )}
    </div>
  );
}
