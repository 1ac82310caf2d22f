// Decides what a key does in a grid: where it leads, or what it does to the cell. Pure.

export type Place = { readonly row: number; readonly column: number };
export type Size = { readonly rows: number; readonly columns: number };
export type Pressed = { readonly key: string; readonly ctrl: boolean; readonly shift: boolean; readonly alt: boolean };

export type KeyAction =
  | { readonly to: Place; readonly extends: boolean }
  | { readonly does: 'edit'; readonly with: string | null }
  | { readonly does: 'toggle' | 'clear' | 'fill-down' | 'undo' };

const PAGE_ROWS = 12;

const within = ({ row, column }: Place, { rows, columns }: Size): Place => ({
  row: Math.max(0, Math.min(rows - 1, row)),
  column: Math.max(0, Math.min(columns - 1, column)),
});

function leads({ key, ctrl, shift }: Pressed, { row, column }: Place, size: Size): Place | null {
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  switch (key) {
    case 'ArrowUp':
      return { row: ctrl ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: ctrl ? lastRow : row + 1, column };
    case 'ArrowLeft':
      return { row, column: ctrl ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: ctrl ? lastColumn : column + 1 };
    case 'Home':
      return { row: ctrl ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrl ? lastRow : row, column: lastColumn };
    case 'PageUp':
      return { row: row - PAGE_ROWS, column };
    case 'PageDown':
      return { row: row + PAGE_ROWS, column };
    case 'Enter':
      return { row: row + (shift ? -1 : 1), column };
    default:
      return null;
  }
}

/** What a key does while nothing is being typed; null: it is the browser's, such as Tab, which leaves the grid. */
export function actionOf(pressed: Pressed, at: Place, size: Size): KeyAction | null {
  const { key, ctrl, shift, alt } = pressed;
  if (alt) return null;
  const to = leads(pressed, at, size);
  if (to !== null) return { to: within(to, size), extends: shift && key !== 'Enter' };
  if (ctrl) {
    if (key.toLowerCase() === 'd') return { does: 'fill-down' };
    return key.toLowerCase() === 'z' && !shift ? { does: 'undo' } : null;
  }
  if (key === 'F2') return { does: 'edit', with: null };
  if (key === 'Delete' || key === 'Backspace') return { does: 'clear' };
  if (key === ' ') return { does: 'toggle' };
  return Array.from(key).length === 1 ? { does: 'edit', with: key } : null;
}

export type Span = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };

/** The block between two corners. */
export const spanOf = (one: Place, other: Place): Span => ({
  top: Math.min(one.row, other.row),
  bottom: Math.max(one.row, other.row),
  left: Math.min(one.column, other.column),
  right: Math.max(one.column, other.column),
});
