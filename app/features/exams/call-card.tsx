import { Form, useNavigation } from '@remix-run/react';

import { theAcademy } from '#app/features/language/academy.ts';
import { classes } from '#app/ui/classes.ts';
import { formatMonth } from '#app/ui/format.ts';

import type { CallResult } from './follow-up.ts';
import { CancelPlanned } from './cancel-planned.tsx';
import { RESULT_WORDS, KIND_WORDS } from './follow-up-words.ts';
import type { FollowUpRow } from './list-follow-ups.server.ts';

const ANSWERS: readonly { result: CallResult; label: string; look: string }[] = [
  { result: 'passed', label: 'Passed', look: 'border-success-line text-success hover:bg-success-tint' },
  { result: 'failed', label: 'Failed', look: 'border-danger-line text-danger hover:bg-danger-tint' },
  { result: 'not-taken', label: 'Not taken', look: 'border-line-strong text-ink hover:bg-sunken' },
];
const NO_ANSWERS: readonly { result: CallResult; label: string }[] = [
  { result: 'no-answer', label: 'No answer' },
  { result: 'wrong-number', label: 'Wrong number' },
  { result: 'asked-no-more', label: 'Asks not to be asked again' },
];

const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  nl: 'Dutch',
  de: 'German',
  fr: 'French',
  pl: 'Polish',
  es: 'Spanish',
};

const BUTTON =
  'inline-flex h-9 items-center rounded-md border bg-surface px-3.5 font-medium whitespace-nowrap transition-colors disabled:opacity-60';

function Script({ row, isOpen }: { row: FollowUpRow; isOpen: boolean }) {
  return (
    <details open={isOpen} className="group rounded-md bg-sunken px-3 py-2">
      <summary className="text-sm font-medium text-ink-soft">What to say</summary>
      <p className="mt-1 max-w-[72ch]">
        “Good day, I am calling for the {theAcademy().name}. You had {row.examCode} booked for {formatMonth(row.month)}.
        May I ask how it went? You need not say. Your employer and Microsoft read results without your name.”
      </p>
    </details>
  );
}

/** Whom to ring, with what is known, what to say and what may come of it. */
export function CallCard({ row, contacts, isFirst }: { row: FollowUpRow; contacts: number; isFirst: boolean }) {
  const sent = useNavigation().formData?.get('followUpId');
  const busy = sent === String(row.id);
  return (
    <li className={classes('grid gap-3 border-b border-line p-4 last:border-b-0', busy && 'opacity-60')}>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <p className="text-lg font-semibold wrap-anywhere">{row.name}</p>
          <p className="text-sm text-ink-soft">
            {row.company} · {row.examCode}, {formatMonth(row.month)}
            {row.language === null ? null : ` · reads ${LANGUAGES[row.language] ?? row.language}`}
          </p>
        </div>
        {row.phone === null || row.phone === '' ? (
          <p className="text-ink-soft">No phone number</p>
        ) : (
          <a
            href={`tel:${row.phone}`}
            className="text-xl font-semibold whitespace-nowrap text-accent tabular-nums underline-offset-4 hover:underline"
          >
            {row.phone}
          </a>
        )}
      </div>
      <p className="text-sm text-ink-soft">
        Contact {row.step} of {contacts} at most.{' '}
        {row.attempts.length === 0
          ? 'Nobody has asked before.'
          : `Before: ${row.attempts
              .map(
                ({ kind, on, result }) =>
                  `${KIND_WORDS[kind].toLowerCase()} ${on} (${RESULT_WORDS[result].toLowerCase()})`,
              )
              .join(', ')}.`}
      </p>
      <Script row={row} isOpen={isFirst} />
      <div className="flex flex-wrap items-center gap-2">
        <Form method="post" preventScrollReset className="flex flex-wrap gap-2">
          <input type="hidden" name="intent" value="call" />
          <input type="hidden" name="followUpId" value={row.id} />
          {ANSWERS.map(({ result, label, look }) => (
            <button key={result} name="result" value={result} disabled={busy} className={classes(BUTTON, look)}>
              {label}
              <span className="sr-only"> {row.name}</span>
            </button>
          ))}
          <span aria-hidden="true" className="mx-1 w-px self-stretch bg-line max-sm:hidden" />
          {NO_ANSWERS.map(({ result, label }) => (
            <button
              key={result}
              name="result"
              value={result}
              disabled={busy}
              className={classes(BUTTON, 'border-line text-ink-soft hover:border-line-strong hover:text-ink')}
            >
              {label}
              <span className="sr-only"> {row.name}</span>
            </button>
          ))}
        </Form>
        <div className="ml-auto">
          <CancelPlanned row={row} />
        </div>
      </div>
    </li>
  );
}
