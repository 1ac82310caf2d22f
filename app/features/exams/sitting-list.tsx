import { useNavigation, useSubmit } from '@remix-run/react';
import type { FormEvent } from 'react';

import { classes } from '#app/ui/classes.ts';
import { FieldError } from '#app/ui/field.tsx';
import { formatMonth } from '#app/ui/format.ts';

import type { BoardAnswer } from './board-change.ts';
import type { SittingRow } from './list-sittings.server.ts';
import { ChangeBooking, RecordOutcome } from './sitting-forms.tsx';
import { isOpen, standingOf } from './sitting.ts';
import { StandingBadge } from './standing-badge.tsx';

type Item = { sitting: SittingRow; now: string; busy: boolean; posted: BoardAnswer | undefined };

function SittingItem({ sitting, now, busy, posted }: Item) {
  const standing = standingOf(sitting, now);
  const fault = posted?.ok === false && posted.sittingId === sitting.id ? posted.message : null;
  return (
    <li
      className={classes(
        'grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 md:grid-cols-[minmax(0,5fr)_minmax(0,3fr)_160px] md:items-center xl:grid-cols-[minmax(0,1fr)_112px_160px_424px]',
        busy && 'opacity-60',
      )}
    >
      <div className="min-w-0">
        <p className="truncate font-medium">{sitting.name}</p>
        <p className="truncate text-sm text-ink-soft">{sitting.company}</p>
      </div>
      <div className="max-md:text-right">
        <p className="font-medium tabular-nums">
          {sitting.examCode}
          {sitting.attempt > 1 ? (
            <span className="text-sm font-normal text-ink-soft"> attempt {sitting.attempt}</span>
          ) : null}
        </p>
        <p className="text-sm text-ink-soft">{formatMonth(sitting.month)}</p>
      </div>
      <div className="max-md:col-span-2 max-xl:md:justify-self-end">
        <StandingBadge standing={standing} />
      </div>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1.5 max-md:col-span-2 max-xl:md:col-span-3">
        {isOpen(sitting) && sitting.month <= now ? <RecordOutcome sitting={sitting} busy={busy} /> : null}
        {isOpen(sitting) ? <ChangeBooking sitting={sitting} now={now} /> : null}
        <div aria-live="polite" className="basis-full empty:hidden">
          {fault === null ? null : <FieldError>{fault}</FieldError>}
        </div>
      </div>
    </li>
  );
}

/** A page of sittings, each with what can be done about it. */
export function SittingList({
  rows,
  now,
  posted,
}: {
  rows: readonly SittingRow[];
  now: string;
  posted: BoardAnswer | undefined;
}) {
  const submit = useSubmit();
  const sent = useNavigation().formData?.get('sittingId');
  const send = (event: FormEvent): void => {
    const { target, nativeEvent } = event;
    if (!(target instanceof HTMLFormElement)) return;
    event.preventDefault();
    const by = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    submit(by instanceof HTMLButtonElement ? by : target, { method: 'post', preventScrollReset: true });
  };
  return (
    <ul onSubmit={send}>
      {rows.map((sitting) => (
        <SittingItem key={sitting.id} sitting={sitting} now={now} busy={sent === String(sitting.id)} posted={posted} />
      ))}
    </ul>
  );
}
