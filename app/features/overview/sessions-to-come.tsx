import { Link } from '@remix-run/react';

import { workshopPeopleAddress } from '#app/features/learning/progress-shares.ts';
import { Card } from '#app/ui/card.tsx';
import type { Overview } from './overview.ts';

const LINK = 'text-accent underline-offset-2 hover:underline';

/** `mayOpen`: whoever looks may see the rosters, too. */
export function SessionsToCome({ sessions, mayOpen }: Pick<Overview, 'sessions'> & { mayOpen: boolean }) {
  return (
    <Card title="Sessions to come">
      {sessions.length === 0 ? (
        <p className="text-ink-soft">None is planned.</p>
      ) : (
        <ul className="grid gap-2.5">
          {sessions.map(({ id, workshopId, workshop, title, startsAt, zone, places, enrolled, waiting }) => (
            <li key={id} className="flex items-baseline justify-between gap-4">
              <span className="min-w-0">
                {mayOpen ? (
                  <Link
                    to={`/train/sessions/${id}`}
                    className="font-medium text-accent underline-offset-2 hover:underline"
                  >
                    {workshop}
                  </Link>
                ) : (
                  <span className="font-medium">{workshop}</span>
                )}
                <span className="block text-sm text-ink-soft">
                  {title} ·{' '}
                  {new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
                    startsAt,
                  )}
                </span>
              </span>
              <span className="text-right text-sm whitespace-nowrap tabular-nums">
                <Link to={workshopPeopleAddress(workshopId, { session: id })} className={LINK}>
                  {places === null ? `${enrolled} enrolled` : `${enrolled} of ${places}`}
                </Link>
                {waiting === 0 ? null : (
                  <Link
                    to={workshopPeopleAddress(workshopId, { session: id, state: 'waiting' })}
                    className={`block ${LINK}`}
                  >
                    {waiting} waiting
                  </Link>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
