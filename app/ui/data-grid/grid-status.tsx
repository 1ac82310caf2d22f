import { Button } from '../button.tsx';
import { counted } from '../format.ts';
import { byWhom, type CellState } from './cell-book.ts';

type Counts = Readonly<Record<CellState['did'], number>>;

function tell({ saving, saved, refused, conflict }: Counts): string {
  if (saving > 0) return `Saving ${counted(saving, 'cell')}…`;
  const parts = [
    saved > 0 ? `${counted(saved, 'cell')} saved` : '',
    refused > 0 ? `${counted(refused, 'cell')} not saved` : '',
    conflict > 0 ? `${counted(conflict, 'cell')} changed by somebody else meanwhile` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Everything is saved as you type.' : `${parts.join(', ')}.`;
}

/** How the cells are, what can be taken back, and the way to those that need somebody. */
export function GridStatus({
  counts,
  said,
  steps,
  onUndo,
  onNext,
  onRetry,
}: {
  counts: Counts;
  said: string;
  steps: number;
  onUndo: () => void;
  onNext: (() => void) | null;
  onRetry: () => void;
}) {
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-1.5 text-sm">
      <p role="status" className="mr-auto text-ink-soft">
        {tell(counts)} {said}
      </p>
      {onNext === null ? null : (
        <Button type="button" size="small" onClick={onNext}>
          Next to look at
        </Button>
      )}
      {counts.refused === 0 ? null : (
        <Button type="button" size="small" onClick={onRetry}>
          Save again
        </Button>
      )}
      <Button type="button" look="quiet" size="small" disabled={steps === 0} onClick={onUndo}>
        Undo <kbd className="font-sans text-ink-soft">Ctrl Z</kbd>
      </Button>
    </div>
  );
}

/** What is wrong with the cell in focus, and the ways out of it. */
export function Trouble({
  state,
  about,
  say,
  onTheirs,
  onMine,
}: {
  state: CellState;
  about: string;
  say: (value: string) => string;
  onTheirs: () => void;
  onMine: () => void;
}) {
  if (state.did === 'refused') {
    return (
      <p role="alert" className="border-b border-danger-line bg-danger-tint px-4 py-2 text-danger">
        <span className="font-semibold">{about} was not saved.</span> {state.words}
      </p>
    );
  }
  if (state.did !== 'conflict') return null;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-warn-line bg-warn-tint px-4 py-2 text-warn"
    >
      <p>
        <span className="font-semibold">{about}:</span> {byWhom(state)} wrote <b>{say(state.theirs)}</b> meanwhile; you
        wrote <b>{say(state.value)}</b>. Nothing was overwritten.
      </p>
      <span className="flex gap-2">
        <Button type="button" size="small" onClick={onTheirs}>
          Keep theirs
        </Button>
        <Button type="button" size="small" onClick={onMine}>
          Use mine
        </Button>
      </span>
    </div>
  );
}
