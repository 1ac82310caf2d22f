import { Button } from '#app/ui/button.tsx';
import { classes } from '#app/ui/classes.ts';

import type { SittingRow } from './list-sittings.server.ts';
import { monthAfter } from './sitting.ts';

const RESULTS = [
  {
    value: 'passed',
    label: 'Passed',
    look: 'has-checked:border-success has-checked:bg-success-tint has-checked:text-success',
  },
  {
    value: 'failed',
    label: 'Failed',
    look: 'has-checked:border-danger has-checked:bg-danger-tint has-checked:text-danger',
  },
  { value: 'not-taken', label: 'Not taken', look: 'has-checked:border-ink-soft has-checked:bg-sunken' },
] as const;

// Stands out once something is chosen.
const READY =
  'group-has-checked/record:border-accent group-has-checked/record:bg-accent group-has-checked/record:text-on-accent group-has-checked/record:hover:bg-accent-strong';

// Plain forms: the list that they stand in sends them (`SittingList`). A hundred forms of Remix's own would each work out anew where they post to,
// which is most of the time that such a page takes to render.

function Hidden({ intent, sittingId }: { intent: string; sittingId: number }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="sittingId" value={sittingId} />
    </>
  );
}

/** Two gestures, since an outcome can't be taken back: choose, then record. */
export function RecordOutcome({ sitting, busy }: { sitting: SittingRow; busy: boolean }) {
  return (
    <form method="post" className="group/record flex flex-wrap items-center gap-1.5">
      <Hidden intent="record" sittingId={sitting.id} />
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">
          How did {sitting.examCode} go for {sitting.name}?
        </legend>
        {RESULTS.map(({ value, label, look }) => (
          <label
            key={value}
            className={classes(
              'flex h-8 items-center gap-1.5 rounded-md border border-line px-2.5 text-sm font-medium text-ink-soft transition-colors hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              look,
            )}
          >
            <input
              type="radio"
              name="result"
              value={value}
              required
              className="m-0 size-3 accent-current outline-none"
            />
            {label}
          </label>
        ))}
      </fieldset>
      <Button size="small" disabled={busy} className={READY}>
        Record
      </Button>
    </form>
  );
}

/** Another month, or none at all. */
export function ChangeBooking({ sitting, now }: { sitting: SittingRow; now: string }) {
  return (
    <details key={sitting.month} className="group open:basis-full">
      <summary className="w-fit list-none rounded-sm py-1.5 text-sm font-medium text-accent underline-offset-2 hover:underline">
        Change<span className="sr-only"> the booking of {sitting.name}</span>
      </summary>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <form method="post" className="flex flex-wrap items-center gap-2">
          <Hidden intent="move" sittingId={sitting.id} />
          <input
            type="month"
            name="month"
            required
            aria-label={`Month of ${sitting.examCode} of ${sitting.name}, as year-month`}
            defaultValue={sitting.month}
            min={monthAfter(now, -12)}
            max={monthAfter(now, 24)}
            className="control h-8 w-40 text-sm"
          />
          <Button size="small">Move</Button>
        </form>
        <form method="post">
          <Hidden intent="cancel" sittingId={sitting.id} />
          <Button size="small" look="danger">
            Cancel the booking
          </Button>
        </form>
      </div>
    </details>
  );
}
