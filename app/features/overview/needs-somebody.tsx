import { Link } from '@remix-run/react';

import { Card } from '#app/ui/card.tsx';
import { formatNumber } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';
import type { Pending } from './overview.ts';

/** What each count is called, and where its rows stand; nowhere yet means that nobody can act on it here. */
const THINGS: Readonly<Record<keyof Pending, { one: string; many: string; to: string | null }>> = {
  held: { one: 'report awaits a release', many: 'reports await a release', to: '/admin/runs?show=waiting' },
  failed: { one: 'report failed or was missed', many: 'reports failed or were missed', to: '/admin/runs?show=waiting' },
  deadDeliveries: {
    one: 'delivery that nobody tries any more',
    many: 'deliveries that nobody tries any more',
    to: '/admin/runs',
  },
  unconfirmed: { one: 'employment to confirm', many: 'employments to confirm', to: '/admin/employments' },
  lapsedContacts: {
    one: 'contact lapsed and gets nothing',
    many: 'contacts lapsed and get nothing',
    to: '/admin/contacts?show=waiting',
  },
  conflicts: { one: 'outcome in conflict, for the trainers', many: 'outcomes in conflict, for the trainers', to: null },
  requests: {
    one: 'request of a person, for the privacy officer',
    many: 'requests of people, for the privacy officer',
    to: null,
  },
  deadMails: { one: 'mail that never went', many: 'mails that never went', to: null },
};

export function NeedsSomebody({ pending }: { pending: Pending }) {
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
          {waiting.map((thing) => {
            const { one, many, to } = THINGS[thing];
            const words = pending[thing] === 1 ? one : many;
            const count = (
              <span className="inline-block min-w-10 text-right font-semibold tabular-nums">
                {formatNumber(pending[thing])}
              </span>
            );
            return (
              <li key={thing}>
                {to === null ? (
                  <span className="flex gap-2.5">
                    {count} {words}
                  </span>
                ) : (
                  <Link to={to} className="flex gap-2.5 text-accent underline-offset-2 hover:underline">
                    {count} <span>{words}</span>
                  </Link>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
