import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';

import type { CellRef } from './cell-book.ts';
import { isEditable, type GridColumn, type GridRow } from './grid-column.ts';
import { actionOf, spanOf, type Place, type Span } from './grid-keys.ts';
import { readBlock, writeBlock } from './grid-text.ts';
import { useCells, type Edit, type Save } from './use-cells.ts';

type Typing = { readonly text: string };

/** Where the grid was pressed; null beside its cells. */
function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof Element ? target.closest('[data-at]') : null;
  const [row, column] = (cell?.getAttribute('data-at') ?? '').split(' ').map(Number);
  return row === undefined || column === undefined || Number.isNaN(row) ? null : { row, column };
}

/** Everything that a grid does: which cell is in focus, what is typed, filled, pasted and taken back. */
export function useGrid<Row extends GridRow>(columns: readonly GridColumn<Row>[], rows: readonly Row[], save: Save) {
  const gridId = useId();
  const read = useCallback(
    (id: string, typed: string) => {
      const column = columns.find((one) => one.id === id);
      return isEditable(column)
        ? column.edit.read(typed)
        : { ok: false as const, reason: 'This can’t be changed here.' };
    },
    [columns],
  );
  const cells = useCells(rows, read, save);
  const firstEditable = Math.max(
    0,
    columns.findIndex((column) => isEditable(column)),
  );
  const [chosen, setAt] = useState<Place>({ row: 0, column: firstEditable });
  const [started, setAnchor] = useState<Place | null>(null);
  // Where fewer rows are shown than before, the keyboard goes on in the last of them.
  const lastRow = Math.max(0, rows.length - 1);
  const at = chosen.row > lastRow ? { ...chosen, row: lastRow } : chosen;
  const anchor = started !== null && started.row > lastRow ? { ...started, row: lastRow } : started;
  const [typing, setTyping] = useState<Typing | null>(null);
  const [said, setSaid] = useState('');
  const wantsFocus = useRef(false);
  const size = { rows: rows.length, columns: columns.length };
  const span: Span = spanOf(anchor ?? at, at);

  useEffect(() => {
    if (!wantsFocus.current || typing !== null) return;
    wantsFocus.current = false;
    document.getElementById(`${gridId}-${at.row}-${at.column}`)?.focus();
  });

  const go = (to: Place, keepsAnchor = false): void => {
    wantsFocus.current = true;
    setAnchor(keepsAnchor ? (anchor ?? at) : null);
    setAt(to);
  };

  const refAt = ({ row, column }: Place): CellRef | null => {
    const [one, other] = [rows[row], columns[column]];
    return one !== undefined && isEditable(other) ? { row: one.id, column: other.id } : null;
  };
  const within = (block: Span): Place[] => {
    const places: Place[] = [];
    for (let row = block.top; row <= block.bottom; row++)
      for (let column = block.left; column <= block.right; column++) places.push({ row, column });
    return places;
  };
  /** One step of as many cells as can be changed. */
  const typeInto = (into: readonly { place: Place; text: string }[]): number => {
    const edits = into.flatMap(({ place, text }): Edit[] => {
      const ref = refAt(place);
      return ref === null ? [] : [{ ...ref, typed: text }];
    });
    cells.type(edits);
    return edits.length;
  };

  const finish = (to: Place | null): void => {
    if (typing !== null) typeInto([{ place: at, text: typing.text }]);
    setTyping(null);
    if (to !== null) go(to);
  };

  const fillDown = (): void => {
    const isOne = span.top === span.bottom;
    const from = isOne ? span.top - 1 : span.top;
    if (from < 0) return;
    const into = within({ ...span, top: isOne ? span.top : span.top + 1 }).map((place) => {
      const ref = refAt({ row: from, column: place.column });
      return { place, text: ref === null ? '' : cells.valueOf(ref) };
    });
    typeInto(into);
  };

  const toggle = (): void => {
    const column = columns[at.column];
    const ref = refAt(at);
    if (ref === null || !isEditable(column)) return;
    const { among } = column.edit;
    if (among === undefined) {
      setTyping({ text: ' ' });
      return;
    }
    const next = among[(among.indexOf(cells.valueOf(ref)) + 1) % among.length] ?? '';
    typeInto(within(span).map((place) => ({ place, text: next })));
  };

  const edit = (text: string | null): void => {
    const ref = refAt(at);
    if (ref === null) return;
    setAnchor(null);
    setTyping({ text: text ?? cells.valueOf(ref) });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (typing !== null || placeOf(event.target) === null) return;
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const action = actionOf({ key, ctrl: ctrlKey || metaKey, shift: shiftKey, alt: altKey }, at, size);
    if (action === null) return;
    event.preventDefault();
    if ('to' in action) go(action.to, action.extends);
    else if (action.does === 'edit') edit(action.with);
    else if (action.does === 'clear') typeInto(within(span).map((place) => ({ place, text: '' })));
    else if (action.does === 'fill-down') fillDown();
    else if (action.does === 'undo') cells.undo();
    else toggle();
  };

  const onTypingKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { key, shiftKey } = event;
    const { row, column } = at;
    if (key === 'Escape') {
      event.preventDefault();
      setTyping(null);
      go(at);
    } else if (key === 'Enter') {
      event.preventDefault();
      finish({ row: Math.max(0, Math.min(rows.length - 1, row + (shiftKey ? -1 : 1))), column });
    } else if (key === 'Tab') {
      event.preventDefault();
      finish({ row, column: Math.max(0, Math.min(columns.length - 1, column + (shiftKey ? -1 : 1))) });
    }
  };

  /** What of a block has no place here, in words. */
  const leftOut = (block: readonly (readonly string[])[]): string => {
    const lines = span.top + block.length - rows.length;
    const wide = span.left + Math.max(...block.map((line) => line.length)) - columns.length;
    return [
      lines > 0 ? `${lines} lines of what was pasted have no row here and were left out.` : '',
      wide > 0 ? `${wide} columns of what was pasted have no column here and were left out.` : '',
    ]
      .filter((words) => words !== '')
      .join(' ');
  };

  const onPaste = (event: ClipboardEvent<HTMLElement>): void => {
    if (typing !== null) return;
    const block = readBlock(event.clipboardData.getData('text/plain'));
    const [first] = block;
    if (first === undefined) return;
    event.preventDefault();
    const isOneCell = block.length === 1 && first.length === 1;
    const into = isOneCell
      ? within(span).map((place) => ({ place, text: first[0] ?? '' }))
      : block.flatMap((line, down) =>
          line.map((text, right) => ({ place: { row: span.top + down, column: span.left + right }, text })),
        );
    const count = typeInto(into);
    setSaid(count === 0 ? 'Nothing was pasted: choose a cell that can be changed.' : isOneCell ? '' : leftOut(block));
    if (!isOneCell) {
      // What was pasted is chosen, and the place where one was stays in sight.
      wantsFocus.current = true;
      setAt({ row: span.top, column: span.left });
      setAnchor({
        row: Math.min(rows.length - 1, span.top + block.length - 1),
        column: Math.min(columns.length - 1, span.left + first.length - 1),
      });
    }
  };

  const onCopy = (event: ClipboardEvent<HTMLElement>): void => {
    if (typing !== null) return;
    const block: string[][] = [];
    for (let row = span.top; row <= span.bottom; row++) {
      const line: string[] = [];
      for (let column = span.left; column <= span.right; column++) {
        const ref = refAt({ row, column });
        line.push(ref === null ? (rows[row]?.cells[columns[column]?.id ?? ''] ?? '') : cells.valueOf(ref));
      }
      block.push(line);
    }
    event.preventDefault();
    event.clipboardData.setData('text/plain', writeBlock(block));
  };

  const onMouseDown = (event: MouseEvent<HTMLElement>): void => {
    const place = placeOf(event.target);
    // Links in a cell stay links.
    if (place === null || (event.target instanceof Element && event.target.closest('a, input') !== null)) return;
    if (typing !== null) finish(null);
    event.preventDefault();
    go(place, event.shiftKey);
  };

  const onDoubleClick = (event: MouseEvent<HTMLElement>): void => {
    if (placeOf(event.target) !== null && typing === null) edit(null);
  };

  // What a row is given stays the same from one drawing to the next.
  const latest = useRef({ onTypingKey, leave: () => finish(null) });
  useEffect(() => {
    latest.current = { onTypingKey, leave: () => finish(null) };
  });
  const stable = useMemo(
    () => ({
      onType: (text: string) => setTyping({ text }),
      onTypingKey: (event: KeyboardEvent<HTMLInputElement>) => latest.current.onTypingKey(event),
      onLeave: () => latest.current.leave(),
    }),
    [],
  );

  const handlers = { onKeyDown, onPaste, onCopy, onMouseDown, onDoubleClick };
  return { gridId, cells, at, span, isChosen: anchor !== null, typing, said, handlers, stable, go };
}
