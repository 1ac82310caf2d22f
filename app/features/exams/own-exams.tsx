import { Card } from '#app/ui/card.tsx';
import { classes } from '#app/ui/classes.ts';
import { Empty } from '#app/ui/empty.tsx';
import { formatMonth } from '#app/ui/format.ts';

import { planExamLine } from './exam-line.ts';
import type { OwnSitting } from './list-sittings.server.ts';
import { StandingBadge } from './standing-badge.tsx';

/** A learner's exams on a line of months. */
export function OwnExams({ now, sittings }: { now: string; sittings: readonly OwnSitting[] }) {
  if (sittings.length === 0) {
    return (
      <Card>
        <Empty icon="exams" title="No exam yet">
          Tell your trainer which exam you want to sit and in which month. No day is asked for.
        </Empty>
      </Card>
    );
  }
  const waiting = sittings.some(
    (sitting) => sitting.outcome === null && sitting.state !== 'not-taken' && sitting.month < now,
  );
  return (
    <Card className="overflow-x-auto">
      <ol className="grid gap-4 sm:auto-cols-[minmax(160px,1fr)] sm:grid-flow-col sm:gap-0">
        {planExamLine(sittings, now).map(({ month, isNow, sittings: own }) => (
          <li
            key={month}
            aria-current={isNow ? 'date' : undefined}
            className={classes(
              'border-l-2 pl-3 sm:border-t-2 sm:border-l-0 sm:pt-3 sm:pr-4 sm:pl-0',
              isNow ? 'border-accent' : 'border-line',
            )}
          >
            <h3 className="font-semibold">
              {formatMonth(month)} {isNow ? <span className="font-normal text-ink-soft">now</span> : null}
            </h3>
            <ul className="mt-1.5 grid justify-items-start gap-1.5">
              {own.map((sitting) => (
                <li key={sitting.id}>
                  <StandingBadge standing={sitting.standing} exam={sitting.examCode} />
                </li>
              ))}
              {own.length === 0 ? <li className="text-sm text-ink-soft">nothing booked</li> : null}
            </ul>
          </li>
        ))}
      </ol>
      {waiting ? (
        <p className="mt-4 text-sm text-ink-soft">Where the outcome is unknown, tell your trainer how it went.</p>
      ) : null}
    </Card>
  );
}
