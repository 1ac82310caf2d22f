import { classes } from '../classes.ts';
import type { GridColumn, GridRow } from './grid-column.ts';
import { cellLook, HeaderRow, ROW_LOOK, Scroller } from './grid-frame.tsx';

/** What a form could not save: what was typed, and why. */
export type NotSaved = {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly words: string;
};

type Plain<Row extends GridRow> = {
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  label: string;
  notSaved: readonly NotSaved[];
};

function Input<Row extends GridRow>({
  column,
  row,
  fault,
}: {
  column: GridColumn<Row> & { edit: NonNullable<GridColumn<Row>['edit']> };
  row: Row;
  fault: NotSaved | undefined;
}) {
  const held = row.cells[column.id] ?? '';
  const name = `${row.id}.${column.id}`;
  const shared = {
    name: `is.${name}`,
    defaultValue: fault?.value ?? held,
    'aria-label': `${column.header}, ${row.label}`,
    'aria-invalid': fault === undefined ? undefined : (true as const),
    className: classes(
      'h-8 w-full rounded-sm border border-transparent bg-transparent px-1 hover:border-line-strong',
      column.align === 'right' && 'text-right tabular-nums',
      fault && 'border-danger',
    ),
  };
  return (
    <span className="grid w-full">
      <input type="hidden" name={`was.${name}`} value={held} />
      {column.edit.among === undefined ? (
        <input
          {...shared}
          inputMode={column.edit.numeric ? 'numeric' : undefined}
          maxLength={column.edit.maxLength}
          autoComplete="off"
        />
      ) : (
        <select {...shared}>
          {column.edit.among.map((value) => (
            <option key={value} value={value}>
              {column.edit.say(value)}
            </option>
          ))}
        </select>
      )}
      {fault === undefined ? null : <span className="text-sm font-medium text-danger">{fault.words}</span>}
    </span>
  );
}

/** The grid as it is before scripts run: a table of inputs, `was.ROW.COLUMN` and `is.ROW.COLUMN`, to stand in a form. */
export function PlainGrid<Row extends GridRow>({ columns, rows, label, notSaved }: Plain<Row>) {
  return (
    <Scroller label={label}>
      <div role="table" aria-label={label} className="w-max min-w-full">
        <HeaderRow columns={columns} />
        <div role="rowgroup">
          {rows.map((row) => (
            <div key={row.id} role="row" className={ROW_LOOK}>
              {columns.map((column, index) => (
                <div key={column.id} role="cell" className={cellLook(column, index)}>
                  {column.edit === undefined ? (
                    column.show(row)
                  ) : (
                    <Input
                      column={column}
                      row={row}
                      fault={notSaved.find((one) => one.row === row.id && one.column === column.id)}
                    />
                  )}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </Scroller>
  );
}
