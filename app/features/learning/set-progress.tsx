import type { useFetcher } from '@remix-run/react';
import { useId, type CSSProperties } from 'react';

import { useMessages } from '#app/features/language/use-language.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { FieldError } from '#app/ui/field.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { ProgressBar } from '#app/ui/progress.tsx';
import { useTyped } from '#app/ui/typed.ts';

import type { Learning } from './enrolments.server.ts';
import type { HomeAnswer } from './home-change.ts';
import { LOWERING_REASONS } from './lowering.ts';

type Enrolment = Learning['enrolments'][number];

export const asPercent = (typed: string): number | null =>
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

/** Why it goes down; asked where it does. */
function Reason({ id }: { id: string }) {
  const { home } = useMessages();
  return (
    <div className="flex flex-wrap items-center gap-2 sm:col-span-2">
      <label htmlFor={id} className="font-medium">
        {home.why}
      </label>
      <select id={id} name="because" required defaultValue="" className="control w-auto max-w-full">
        <option value="">{home.choose}</option>
        {LOWERING_REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {home.because[reason]}
          </option>
        ))}
      </select>
    </div>
  );
}

function describe(
  words: ReturnType<typeof useMessages>['home'],
  { workshop, from, to }: { workshop: string; from: number; to: number },
): string {
  if (from === to) return words.changed.same(workshop, from, to);
  return words.changed[to === 100 ? 'done' : to < from ? 'lower' : 'higher'](workshop, from, to);
}

/** The field that is sent, the slider that helps to fill it, and the reason where it goes down. */
export function SetProgress({
  enrolment,
  answer,
  fetcher,
}: {
  enrolment: Enrolment;
  answer: HomeAnswer | undefined;
  fetcher: ReturnType<typeof useFetcher<HomeAnswer>>;
}) {
  const id = useId();
  const hydrated = useHydrated();
  const { home } = useMessages();
  const refusal = answer?.did === 'refused' ? answer : null;
  const { typed, setTyped, field } = useTyped(refusal?.typed ?? String(enrolment.percent));
  const shown = asPercent(typed) ?? enrolment.percent;
  const lower = asPercent(typed) !== null && shown < enrolment.percent;
  const described = [refusal && `${id}-error`, lower && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <fetcher.Form
      method="post"
      action="/me"
      className="grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center"
    >
      <input type="hidden" name="enrolmentId" value={enrolment.id} />
      <div className="flex h-6 max-w-md items-center">
        {hydrated ? (
          <Slider value={shown} label={home.progressIn(enrolment.workshop)} onChange={setTyped} />
        ) : (
          <ProgressBar percent={enrolment.percent} className="w-full" />
        )}
      </div>
      <div className="flex items-center gap-2">
        <label htmlFor={id} className="sr-only">
          {home.percentIn(enrolment.workshop)}
        </label>
        <input
          ref={field}
          id={id}
          name="percent"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-invalid={refusal !== null || undefined}
          aria-describedby={described === '' ? undefined : described}
          className="control w-16 text-right tabular-nums"
        />
        <span aria-hidden="true" className="text-ink-soft">
          %
        </span>
        <Button look="primary" disabled={fetcher.state !== 'idle'}>
          {home.save}
        </Button>
      </div>
      {lower ? <Reason id={`${id}-because`} /> : null}
      <div aria-live="polite" className="grid gap-1 empty:hidden sm:col-span-2">
        {refusal ? <FieldError id={`${id}-error`}>{home.faults[refusal.fault]}</FieldError> : null}
        {lower ? (
          <p id={`${id}-hint`} className="text-sm text-ink-soft">
            {home.less(enrolment.percent)}
          </p>
        ) : null}
        {answer?.did === 'progress' && !lower ? (
          <Badge tone="success" className="w-fit whitespace-normal">
            {describe(home, answer.change)}
          </Badge>
        ) : null}
      </div>
    </fetcher.Form>
  );
}
