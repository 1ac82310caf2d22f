import { Link, useNavigation, useSubmit } from '@remix-run/react';
import { useRef, useState, type FormEvent } from 'react';

import { classes } from '#app/ui/classes.ts';
import { FieldError } from '#app/ui/field.tsx';
import { formatDay, formatMonth } from '#app/ui/format.ts';
import { useHydrated } from '#app/ui/hydrated.ts';

import type { BoardAnswer } from './board-change.ts';
import { BULK_FORM, BulkBar } from './bulk-bar.tsx';
import type { SittingRow } from './list-sittings.server.ts';
import { NotAskedBadge } from './not-asked-badge.tsx';
import { ChangeBooking, RecordOutcome } from './sitting-forms.tsx';
import { isOpen, standingOf } from './sitting.ts';
import { StandingBadge } from './standing-badge.tsx';

type Item = {
  sitting: SittingRow;
  now: string;
  busy: boolean;
  fault: string | null;
  canTick: boolean;
  mayChange: boolean;
};

/** What was refused about a sitting, by the last change. */
function faultOf(posted: BoardAnswer | undefined, sittingId: number): string | null {
  if (posted === undefined) return null;
  if ('many' in posted) return posted.refused.find((row) => row.sittingId === sittingId)?.message ?? null;
  return !posted.ok && posted.sittingId === sittingId ? posted.message : null;
}

const canBeRecorded = (sitting: SittingRow, now: string): boolean => isOpen(sitting) && sitting.month <= now;

function SittingItem({ sitting, now, busy, fault, canTick, mayChange }: Item) {
  const standing = standingOf(sitting, now);
  return (
    <li
      className={classes(
        'grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 md:grid-cols-[minmax(0,5fr)_minmax(0,3fr)_160px] md:items-center xl:grid-cols-[minmax(0,1fr)_112px_160px_424px]',
        busy && 'opacity-60',
      )}
    >
      <div className="flex min-w-0 items-center gap-3">
        {canTick && isOpen(sitting) ? (
          <input
            type="checkbox"
            name="sittingId"
            value={sitting.id}
            form={BULK_FORM}
            aria-label={`${sitting.examCode} of ${sitting.name}`}
            className="size-4 shrink-0 accent-accent"
          />
        ) : null}
        <div className="min-w-0">
          <p className="truncate font-medium">
            <Link to={`/train/people/${sitting.personId}`} className="underline-offset-2 hover:underline">
              {sitting.name}
            </Link>
          </p>
          <p className="truncate text-sm text-ink-soft">{sitting.company}</p>
        </div>
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
      <div className="grid gap-1 max-md:col-span-2 max-xl:md:justify-self-end">
        <div>
          <StandingBadge standing={standing} />
        </div>
        {sitting.notAskedBecause === null ? null : <NotAskedBadge because={sitting.notAskedBecause} />}
      </div>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1.5 max-md:col-span-2 max-xl:md:col-span-3">
        {mayChange && canBeRecorded(sitting, now) ? <RecordOutcome sitting={sitting} busy={busy} /> : null}
        {mayChange && isOpen(sitting) ? <ChangeBooking sitting={sitting} now={now} /> : null}
        {sitting.contestUntil === null ? null : (
          <p className="text-sm text-ink-soft">Can be contested until {formatDay(sitting.contestUntil)}</p>
        )}
        <div aria-live="polite" className="basis-full empty:hidden">
          {fault === null ? null : <FieldError>{fault}</FieldError>}
        </div>
      </div>
    </li>
  );
}

type List = { rows: readonly SittingRow[]; now: string; posted: BoardAnswer | undefined; mayChange: boolean };

/** A page of sittings, each with what can be done about it; several at once by their ticks. */
export function SittingList({ rows, now, posted, mayChange }: List) {
  const submit = useSubmit();
  const sending = useNavigation().formData;
  const hydrated = useHydrated();
  const list = useRef<HTMLDivElement>(null);
  const [ids, setIds] = useState<readonly string[]>([]);
  const boxes = (): HTMLInputElement[] => [
    ...(list.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? []),
  ];
  const readTicks = (): void => setIds(boxes().flatMap(({ checked, value }) => (checked ? [value] : [])));
  // Rows that were recorded take their ticks with them.
  const ticked = rows.filter((row) => isOpen(row) && ids.includes(String(row.id))).length;

  const send = (event: FormEvent): void => {
    const { target, nativeEvent } = event;
    if (!(target instanceof HTMLFormElement)) return;
    event.preventDefault();
    const by = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    submit(by instanceof HTMLButtonElement ? by : target, { method: 'post', preventScrollReset: true });
  };
  const tickAll = (): void => {
    for (const box of boxes()) box.checked = ticked === 0;
    readTicks();
  };

  const sent = sending?.getAll('sittingId').map(String) ?? [];
  const canTick = mayChange && rows.filter(isOpen).length > 1;
  return (
    <div ref={list} onSubmit={send} onChange={readTicks}>
      {canTick ? (
        <BulkBar ticked={hydrated ? ticked : null} busy={sent.length > 0} onTickAll={hydrated ? tickAll : null} />
      ) : null}
      <ul>
        {rows.map((sitting) => (
          <SittingItem
            key={sitting.id}
            sitting={sitting}
            now={now}
            busy={sent.includes(String(sitting.id))}
            fault={faultOf(posted, sitting.id)}
            canTick={canTick}
            mayChange={mayChange}
          />
        ))}
      </ul>
    </div>
  );
}
