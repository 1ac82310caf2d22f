import { useFetcher } from '@remix-run/react';
import { useId, useState, type CSSProperties } from 'react';

import { Badge, Tag } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { classes } from '#app/ui/classes.ts';
import { FieldError } from '#app/ui/field.tsx';
import { formatDay } from '#app/ui/format.ts';
import { useHydrated } from '#app/ui/hydrated.ts';
import { ProgressBar, ProgressRing } from '#app/ui/progress.tsx';
import type { Learning } from './enrolments.server.ts';

/** What the server answered to a progress that was set. */
export type ProgressAnswer = { enrolmentId: number; ok: boolean; message: string; typed: string };

type Enrolment = Learning['enrolments'][number];

const asPercent = (typed: string): number | null =>
  /^\d{1,3}$/.test(typed) && Number(typed) <= 100 ? Number(typed) : null;

function Slider({ value, label, onChange }: { value: number; label: string; onChange: (value: string) => void }) {
  const filled: CSSProperties & Record<'--filled', string> = { '--filled': `${value}%` };
  return (
    <input
      type="range"
      min={0}
      max={100}
      value={value}
      aria-label={label}
      className="slider"
      style={filled}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** The field that is sent, and the slider that helps to fill it. */
function SetProgress({
  enrolment,
  answer,
  fetcher,
}: {
  enrolment: Enrolment;
  answer: ProgressAnswer | undefined;
  fetcher: ReturnType<typeof useFetcher<ProgressAnswer>>;
}) {
  const id = useId();
  const hydrated = useHydrated();
  const refusedText = answer?.ok === false ? answer.typed : undefined;
  const [typed, setTyped] = useState(refusedText ?? String(enrolment.percent));
  const shown = asPercent(typed) ?? enrolment.percent;
  const lower = asPercent(typed) !== null && shown < enrolment.percent;
  const hint = lower ? `That is less than the ${enrolment.percent} % it stood at. You can save it.` : null;
  return (
    <fetcher.Form
      method="post"
      action="/me"
      className="grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center"
    >
      <input type="hidden" name="enrolmentId" value={enrolment.id} />
      <div className="flex h-6 max-w-md items-center">
        {hydrated ? (
          <Slider value={shown} label={`Progress in ${enrolment.workshop}`} onChange={setTyped} />
        ) : (
          <ProgressBar percent={enrolment.percent} className="w-full" />
        )}
      </div>
      <div className="flex items-center gap-2">
        <label htmlFor={id} className="sr-only">
          Progress in {enrolment.workshop}, percent
        </label>
        <input
          id={id}
          name="percent"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-invalid={refusedText !== undefined || undefined}
          aria-describedby={refusedText !== undefined ? `${id}-error` : hint ? `${id}-hint` : undefined}
          className="control w-16 text-right tabular-nums"
        />
        <span aria-hidden="true" className="text-ink-soft">
          %
        </span>
        <Button look="primary" disabled={fetcher.state !== 'idle'}>
          Save
        </Button>
      </div>
      <div aria-live="polite" className="empty:hidden sm:col-span-2">
        {refusedText !== undefined && answer ? <FieldError id={`${id}-error`}>{answer.message}</FieldError> : null}
        {refusedText === undefined && hint ? (
          <p id={`${id}-hint`} className="text-sm text-ink-soft">
            {hint}
          </p>
        ) : null}
        {answer?.ok && !hint ? <Badge tone="success">{answer.message}</Badge> : null}
      </div>
    </fetcher.Form>
  );
}

/** One workshop of the learner's own. `posted` is the answer to a form that was sent without scripts. */
export function WorkshopCard({ enrolment, posted }: { enrolment: Enrolment; posted: ProgressAnswer | undefined }) {
  const fetcher = useFetcher<ProgressAnswer>({ key: `progress-${enrolment.id}` });
  const answer = fetcher.data ?? (posted?.enrolmentId === enrolment.id ? posted : undefined);
  const sent = fetcher.formData?.get('percent');
  const percent = (typeof sent === 'string' ? asPercent(sent) : null) ?? enrolment.percent;
  const folded = enrolment.percent === 100 && answer === undefined;
  const form = <SetProgress enrolment={enrolment} answer={answer} fetcher={fetcher} />;
  return (
    <Card>
      <div className="flex gap-4">
        <ProgressRing percent={percent} />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h2 className="text-lg font-semibold">{enrolment.workshop}</h2>
            {enrolment.examCode ? <Tag>leads to {enrolment.examCode}</Tag> : null}
          </div>
          <p className={classes('text-ink-soft', !enrolment.waiting && 'mb-2')}>
            {enrolment.waiting
              ? 'You are on the waiting list. A place that comes free is offered to you by e-mail.'
              : enrolment.setAt
                ? `Last set ${formatDay(enrolment.setAt)}`
                : 'As your training centre told us; not set here yet'}
          </p>
          {enrolment.waiting ? null : folded ? (
            <details>
              <summary className="w-fit font-medium text-accent underline-offset-2 hover:underline">Change</summary>
              <div className="mt-2">{form}</div>
            </details>
          ) : (
            form
          )}
        </div>
      </div>
    </Card>
  );
}
