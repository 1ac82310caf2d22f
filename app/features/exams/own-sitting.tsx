import { Form, Link, useNavigation } from '@remix-run/react';
import { useId, type ReactNode } from 'react';

import { useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { Button } from '#app/ui/button.tsx';
import { FieldError } from '#app/ui/field.tsx';

import type { OwnSitting } from './list-sittings.server.ts';
import { MonthOptions } from './own-booking.tsx';
import type { OwnExamAnswer } from './own-exam-change.ts';
import { CLAIMS, isOpen, standingOf, type Claim } from './sitting.ts';
import { OwnStandingBadge } from './standing-badge.tsx';

const SUMMARY = 'w-fit rounded-sm text-sm font-medium text-accent underline-offset-2 hover:underline';

function Hidden({ intent, sittingId }: { intent: string; sittingId: number }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="sittingId" value={sittingId} />
    </>
  );
}

/** Two gestures: choose, then save; what was told can be contested, but not taken back. */
function Choice({
  intent,
  name,
  sitting,
  legend,
  button,
  claims,
}: {
  intent: 'tell' | 'contest';
  name: 'result' | 'claimed';
  sitting: OwnSitting;
  legend: string;
  button: string;
  claims: readonly Claim[];
}) {
  const { exams } = useMessages();
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-2">
      <Hidden intent={intent} sittingId={sitting.id} />
      <fieldset className="flex flex-wrap items-center gap-1.5">
        <legend className="mb-1 text-sm font-medium">{legend}</legend>
        {claims.map((claim) => (
          <label
            key={claim}
            className="flex h-9 items-center gap-1.5 rounded-md border border-line px-3 font-medium text-ink-soft hover:border-line-strong has-checked:border-accent has-checked:bg-accent-tint has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input type="radio" name={name} value={claim} required className="m-0 accent-current outline-none" />
            {exams.claims[claim]}
          </label>
        ))}
      </fieldset>
      <Button disabled={busy} className="self-end">
        {button}
      </Button>
    </Form>
  );
}

/** Another month, or none at all; folded, so that nothing happens by a slip. */
function ChangeBooking({ sitting, now }: { sitting: OwnSitting; now: string }) {
  const { exams } = useMessages();
  const id = useId();
  const busy = useNavigation().state !== 'idle';
  return (
    <details>
      <summary className={SUMMARY}>
        {exams.change} <span className="sr-only">{exams.of(sitting.examCode)}</span>
      </summary>
      <div className="mt-2 flex flex-wrap items-end gap-x-6 gap-y-3">
        <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
          <Hidden intent="move" sittingId={sitting.id} />
          <div className="grid gap-1">
            <label htmlFor={id} className="text-sm font-medium">
              {exams.otherMonth}
            </label>
            <select id={id} key={sitting.month} name="month" defaultValue={sitting.month} className="control w-auto">
              <MonthOptions now={now} />
            </select>
          </div>
          <Button disabled={busy}>{exams.move}</Button>
        </Form>
        <Form method="post" preventScrollReset>
          <Hidden intent="cancel" sittingId={sitting.id} />
          <Button look="danger" disabled={busy}>
            {exams.cancel}
          </Button>
        </Form>
      </div>
    </details>
  );
}

/** What can be said against an outcome that is recorded: a claim for fourteen days, then a request. */
function Contest({ sitting }: { sitting: OwnSitting }) {
  const { exams } = useMessages();
  const { formatDay } = useFormats();
  if (sitting.contested !== null) return <Line>{exams.contested(exams.claims[sitting.contested])}</Line>;
  if (sitting.contestUntil === null)
    return (
      <Line>
        {exams.tooLateToContest}{' '}
        <Link to="/me/data" className="font-medium text-accent underline underline-offset-2">
          {exams.toRectification}
        </Link>
      </Line>
    );
  return (
    <details>
      <summary className={SUMMARY}>
        {exams.contest} <span className="sr-only">{exams.of(sitting.examCode)}</span>
      </summary>
      <div className="mt-2 grid gap-2">
        <Line>{exams.contestText(formatDay(sitting.contestUntil))}</Line>
        <Choice
          intent="contest"
          name="claimed"
          sitting={sitting}
          legend={exams.whatHappened}
          button={exams.contestIt}
          claims={CLAIMS.filter((claim) => claim !== sitting.outcome)}
        />
      </div>
    </details>
  );
}

const Line = ({ children }: { children: ReactNode }) => <p className="max-w-prose text-sm text-ink-soft">{children}</p>;

/** One exam of one's own, and all that can be done about it. */
export function OwnSittingItem({
  sitting,
  now,
  posted,
}: {
  sitting: OwnSitting;
  now: string;
  posted: OwnExamAnswer | undefined;
}) {
  const { exams } = useMessages();
  const { formatMonth } = useFormats();
  const { id, examCode, month, answered } = sitting;
  const open = isOpen(sitting);
  const fault = posted?.ok === false && posted.sittingId === id ? exams.faults[posted.fault] : null;
  return (
    <li id={`sitting-${id}`} className="grid scroll-mt-4 gap-2 px-4 py-3 target:bg-accent-tint">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold">{examCode}</h3>
        <span className="text-ink-soft">{formatMonth(month)}</span>
        <OwnStandingBadge standing={standingOf(sitting, now)} />
      </div>
      {fault ? <FieldError>{fault}</FieldError> : null}
      {answered === null ? null : <Line>{exams.answered(exams.claims[answered])}</Line>}
      {open && month <= now && answered === null ? (
        <Choice
          intent="tell"
          name="result"
          sitting={sitting}
          legend={exams.howDidExamGo(examCode)}
          button={exams.save}
          claims={CLAIMS}
        />
      ) : null}
      {open ? <ChangeBooking sitting={sitting} now={now} /> : null}
      {sitting.outcome === null ? null : <Contest sitting={sitting} />}
    </li>
  );
}
