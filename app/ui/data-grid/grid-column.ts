import type { ReactNode } from 'react';

/** What was typed, as it is kept; or why it can't be, in words. */
export type ReadCell = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: string };

export type GridRow = {
  readonly id: number;
  /** Who or what the row is about, read out with each of its cells. */
  readonly label: string;
  readonly cells: Readonly<Record<string, string>>;
};

export type GridColumn<Row extends GridRow> = {
  readonly id: string;
  readonly header: string;
  /** More about the column than its header has room for. */
  readonly hint?: string;
  /** Fixed, so that rows are laid out without each other. */
  readonly width: string;
  readonly align?: 'right' | 'center';
  readonly sort?: { readonly to: string; readonly direction: 'ascending' | 'descending' | null };
} & (
  | { readonly show: (row: Row) => ReactNode; readonly edit?: undefined }
  | {
      readonly edit: {
        readonly read: (typed: string) => ReadCell;
        readonly show: (value: string) => ReactNode;
        /** How a value reads aloud and in words. */
        readonly say: (value: string) => string;
        readonly numeric?: boolean;
        /** The values that the space bar goes through; such a cell is chosen, not typed, on a page without scripts. */
        readonly among?: readonly string[];
        readonly maxLength: number;
      };
    }
);

export const isEditable = <Row extends GridRow>(
  column: GridColumn<Row> | undefined,
): column is GridColumn<Row> & { edit: NonNullable<GridColumn<Row>['edit']> } => column?.edit !== undefined;
