import { Link } from '@remix-run/react';

import { useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { classes } from '#app/ui/classes.ts';
import { Empty } from '#app/ui/empty.tsx';

import { planExamLine, type LineMonth } from './exam-line.ts';
import type { OwnSitting } from './list-sittings.server.ts';
import { OwnStandingBadge } from './standing-badge.tsx';

function LineItem({ sitting }: { sitting: LineMonth<OwnSitting>['sittings'][number] }) {
  const { exams } = useMessages();
  const { id, examCode, standing, answered, askNoMore } = sitting;
  if (standing !== 'unknown' || askNoMore || answered !== null)
    return (
      <>
        <OwnStandingBadge standing={standing} exam={examCode} />
        {answered === null ? null : (
          <p className="mt-1 text-sm text-ink-soft">{exams.answered(exams.claims[answered])}</p>
        )}
      </>
    );
  return (
    <div className="grid justify-items-start gap-1.5">
      <OwnStandingBadge standing={standing} exam={examCode} />
      <ButtonLink to={`/me/exams#sitting-${id}`} size="small">
        {exams.howDidItGo}
      </ButtonLink>
    </div>
  );
}

/** A learner's exams on a line of months. */
export function OwnExams({ now, sittings }: { now: string; sittings: readonly OwnSitting[] }) {
  const { exams } = useMessages();
  const { formatMonth } = useFormats();
  if (sittings.length === 0) {
    return (
      <Card>
        <Empty icon="exams" title={exams.none}>
          <p>{exams.noneText}</p>
          <p className="mt-2">
            <Link to="/me/exams#book" className="font-medium text-accent underline underline-offset-2">
              {exams.book}
            </Link>
          </p>
        </Empty>
      </Card>
    );
  }
  return (
    <Card className="overflow-x-auto">
      <ol className="grid gap-4 sm:auto-cols-[minmax(176px,1fr)] sm:grid-flow-col sm:gap-0">
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
              {formatMonth(month)} {isNow ? <span className="font-normal text-ink-soft">{exams.now}</span> : null}
            </h3>
            <ul className="mt-1.5 grid justify-items-start gap-1.5">
              {own.map((sitting) => (
                <li key={sitting.id}>
                  <LineItem sitting={sitting} />
                </li>
              ))}
              {own.length === 0 ? <li className="text-sm text-ink-soft">{exams.nothingBooked}</li> : null}
            </ul>
          </li>
        ))}
      </ol>
    </Card>
  );
}
