import { Form, useNavigation } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { formatDayTime, formatMonth } from '#app/ui/format.ts';
import { Tag } from '#app/ui/badge.tsx';

import type { Conflict, Word } from './list-conflicts.server.ts';
import type { Decision } from './sitting.ts';

const SAYS: Record<Word['says'], string> = {
  passed: 'Passed',
  failed: 'Failed',
  'not-taken': 'Not taken',
  cancelled: 'Cancelled',
};

function sourceOf({ by, name }: Word, byMail = false): string {
  if (by === 'learner') return byMail ? 'The learner, by the link of a mail' : 'The learner, on their own page';
  if (by === 'import') return 'An import';
  return name ?? (by === 'staff' ? 'Staff' : 'Recorded without an outcome');
}

type Side = { decision: Decision; title: string; follows: string; word: Word; byMail?: boolean };

function Said({ title, follows, word, byMail }: Side) {
  return (
    <span className="grid min-w-0 gap-0.5">
      <span className="text-sm text-ink-soft">{title}</span>
      <span className="text-lg font-semibold">{SAYS[word.says]}</span>
      <span className="text-sm text-ink-soft">
        {sourceOf(word, byMail)}
        {word.at === null ? null : `, ${formatDayTime(word.at)}`}
      </span>
      <span className="text-sm">{follows}</span>
    </span>
  );
}

function Choice(side: Side) {
  return (
    <label className="flex gap-3 rounded-md border border-line p-3 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-tint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name="decision"
        value={side.decision}
        required
        className="mt-1 size-3.5 accent-current outline-none"
      />
      <Said {...side} />
    </label>
  );
}

const sidesOf = ({ recorded, claimed }: Conflict): [Side, Side] => [
  { decision: 'stands', title: 'Recorded', word: recorded, follows: 'It stands, and the claim is closed.' },
  {
    decision: 'changed',
    title: 'Claimed instead',
    word: claimed,
    byMail: claimed.byMail,
    follows:
      claimed.says === 'not-taken'
        ? 'Nothing is reported of it any more. What was recorded stays in the history.'
        : 'It takes the place of what is recorded, which stays in the history.',
  },
];

function What({ name, company, examCode, month }: Conflict) {
  return (
    <span className="mb-3 flex flex-wrap items-baseline gap-x-2 gap-y-1">
      <span className="font-semibold">{name}</span>
      <span className="text-sm text-ink-soft">{company}</span>
      <Tag>
        {examCode}, {formatMonth(month)}
      </Tag>
    </span>
  );
}

function ConflictItem({ conflict }: { conflict: Conflict }) {
  const { id, name, examCode } = conflict;
  const sent = useNavigation().formData?.get('conflictId');
  return (
    <li className="border-b border-line p-4 last:border-b-0">
      <Form method="post" preventScrollReset className="grid gap-3">
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="conflictId" value={id} />
        <fieldset className="grid gap-3 lg:grid-cols-2">
          <legend>
            <What {...conflict} />
          </legend>
          {sidesOf(conflict).map((side) => (
            <Choice key={side.decision} {...side} />
          ))}
        </fieldset>
        <div className="flex flex-wrap items-center gap-3">
          <Button look="primary" disabled={sent === String(id)}>
            Decide
            <span className="sr-only">
              {' '}
              about {examCode} of {name}
            </span>
          </Button>
          <p className="text-sm text-ink-soft">{name} is told by mail that it was decided.</p>
        </div>
      </Form>
    </li>
  );
}

/** For those who look and do not decide. */
function ShownConflict({ conflict }: { conflict: Conflict }) {
  return (
    <li className="border-b border-line p-4 last:border-b-0">
      <What {...conflict} />
      <div className="grid gap-3 lg:grid-cols-2">
        {sidesOf(conflict).map((side) => (
          <div key={side.decision} className="rounded-md border border-line p-3">
            <Said {...side} />
          </div>
        ))}
      </div>
    </li>
  );
}

/** What two people say differently, first of all: until it is decided, what is recorded is reported. */
export function ConflictList({ conflicts, mayDecide }: { conflicts: readonly Conflict[]; mayDecide: boolean }) {
  if (conflicts.length === 0) return null;
  return (
    <section aria-labelledby="conflicts" className="rounded-md border border-warn-line bg-surface shadow-card">
      <header className="border-b border-line px-4 py-3">
        <h2 id="conflicts" className="text-lg font-semibold">
          To decide: {conflicts.length === 1 ? 'one outcome is' : `${conflicts.length} outcomes are`} contested
        </h2>
        <p className="text-sm text-ink-soft">
          Nothing was overwritten. What is recorded is reported until {mayDecide ? 'you decide' : 'a trainer decides'}.
        </p>
      </header>
      <ul>
        {conflicts.map((conflict) =>
          mayDecide ? (
            <ConflictItem key={conflict.id} conflict={conflict} />
          ) : (
            <ShownConflict key={conflict.id} conflict={conflict} />
          ),
        )}
      </ul>
    </section>
  );
}
