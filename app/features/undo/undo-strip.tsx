import { Form, useNavigation } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { formatTime } from '#app/ui/format.ts';
import type { Undoable, UndoableKind } from './undo.ts';

type Strip = {
  undoable: readonly Undoable[];
  /** (3) → '3 bookings cancelled'. */
  words: Partial<Record<UndoableKind, (count: number) => string>>;
};

/** What the reader did a moment ago, each with the button that takes it back. */
export function UndoStrip({ undoable, words }: Strip) {
  const sent = useNavigation().formData?.get('undo');
  if (undoable.length === 0) return null;
  return (
    <section aria-label="Can be taken back" className="rounded-md border border-info-line bg-info-tint px-4 py-2">
      <ul className="grid gap-1">
        {undoable.map(({ change, kind, count, madeAt, until }) => (
          <li key={change} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span>
              {words[kind]?.(count) ?? kind} at {formatTime(madeAt)}
              <span className="text-sm text-ink-soft"> · can be taken back until {formatTime(until)}</span>
            </span>
            <Form method="post" preventScrollReset>
              <Button size="small" name="undo" value={change} disabled={sent === change}>
                Undo<span className="sr-only">: {words[kind]?.(count) ?? kind}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
