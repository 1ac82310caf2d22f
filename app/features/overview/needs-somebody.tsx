import { Link } from '@remix-run/react';

import { runsAddress } from '#app/features/delivery/report-calendar.ts';
import { Card } from '#app/ui/card.tsx';
import { formatNumber } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';
import type { Overview, Pending } from './overview.ts';

/** What each count is called, and where its rows stand; without an address they are told here. */
const THINGS: Readonly<Record<keyof Pending, { one: string; many: string; to: string | null }>> = {
  held: { one: 'report awaits a release', many: 'reports await a release', to: runsAddress('held') },
  failed: {
    one: 'report failed, or was not delivered',
    many: 'reports failed, or were not delivered',
    to: runsAddress('failed'),
  },
  missed: { one: 'report was missed', many: 'reports were missed', to: runsAddress('missed') },
  unconfirmed: { one: 'employment to confirm', many: 'employments to confirm', to: '/admin/employments' },
  silentContacts: {
    one: 'contact lapsed or not confirmed, who gets nothing',
    many: 'contacts lapsed or not confirmed, who get nothing',
    to: '/admin/contacts?show=waiting',
  },
  conflicts: {
    one: 'outcome in conflict, for the trainers',
    many: 'outcomes in conflict, for the trainers',
    to: '/train/exams#conflicts',
  },
  requests: {
    one: 'request of a person, for the privacy officer',
    many: 'requests of people, for the privacy officer',
    // Who that is: what is asked is not for administrators to read.
    to: '/admin/staff',
  },
  quietCases: {
    one: 'support case has waited for us for weeks',
    many: 'support cases have waited for us for weeks',
    to: '/admin/support?show=ours',
  },
  deadMails: { one: 'mail that did not arrive', many: 'mails that did not arrive', to: null },
};

/** What each kind of mail is about; a kind without words here stands by its name. */
const MAILS: Readonly<Record<string, string>> = {
  imported: 'that somebody was registered',
  'guardian-agreed': 'that a guardian agreed',
  'place-free': 'that a place is free',
  'outcome-asked': 'how an exam went',
  'outcome-reminded': 'how an exam went, again',
  'conflict-decided': 'that a conflict was decided',
  'notifications-made': 'corrections, to recipients',
  'report-renewed': 'that a report was made anew',
  'address-changed': 'that an address changed',
  'session-recorded': 'that a session is recorded',
  'session-changed': 'that a session changed',
  'session-cancelled': 'that a session is off',
  'session-reopened': 'that a session takes place after all',
  'notice-changed': 'a newer privacy notice',
  'request-received': 'that a request was received',
  'request-identity': 'who it is that asks',
  'request-extended': 'that a request takes longer',
  'request-decided': 'that a request was decided',
  'breach-letter': 'a breach that touches them',
  'account-goes': 'that an account nobody uses goes',
  'people-merged': 'that two entries became one',
  'support-answered': 'what support answered',
  'support-asked-back': 'what support asked',
  'support-closed': 'that a question to support was closed',
};

export const nameOfMail = (kind: string): string => MAILS[kind] ?? kind;

const Figure = ({ count }: { count: number }) => (
  <span className="inline-block min-w-10 text-right font-semibold tabular-nums">{formatNumber(count)}</span>
);

function Thing({ thing, pending, deadMails }: { thing: keyof Pending } & Pick<Overview, 'pending' | 'deadMails'>) {
  const { one, many, to } = THINGS[thing];
  const count = pending[thing];
  const words = count === 1 ? one : many;
  if (to !== null)
    return (
      <Link to={to} className="flex gap-2.5 text-accent underline-offset-2 hover:underline">
        <Figure count={count} /> <span>{words}</span>
      </Link>
    );
  return (
    <details>
      <summary className="flex list-none gap-2.5 text-accent underline-offset-2 hover:underline">
        <Figure count={count} /> <span>{words}</span>
      </summary>
      <ul className="mt-1 grid gap-0.5 pl-13 text-sm text-ink-soft">
        {deadMails.map(({ kind, count: ofKind }) => (
          <li key={kind}>
            {formatNumber(ofKind)} {nameOfMail(kind)}
          </li>
        ))}
        <li>
          <Link to="/admin/unreached" className="text-accent underline underline-offset-2">
            Whom no mail reaches
          </Link>
        </li>
      </ul>
    </details>
  );
}

export function NeedsSomebody({ pending, deadMails }: Pick<Overview, 'pending' | 'deadMails'>) {
  const waiting = (Object.keys(THINGS) as (keyof Pending)[]).filter((thing) => pending[thing] > 0);
  return (
    <Card title="Needs somebody first">
      {waiting.length === 0 ? (
        <p className="flex items-center gap-2 text-success">
          <Icon name="check" />
          Nothing waits.
        </p>
      ) : (
        <ul className="grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
          {waiting.map((thing) => (
            <li key={thing}>
              <Thing thing={thing} pending={pending} deadMails={deadMails} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
