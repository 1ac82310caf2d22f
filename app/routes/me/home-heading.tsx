import { Link } from '@remix-run/react';

import type { OwnSitting } from '#app/features/exams/list-sittings.server.ts';
import { standingOf } from '#app/features/exams/sitting.ts';
import { useMessages } from '#app/features/language/use-language.tsx';
import type { Learning } from '#app/features/learning/enrolments.server.ts';
import { nextStep, type NextStep } from '#app/features/learning/next-step.ts';
import { PageHeading } from '#app/ui/page.tsx';

type Exams = { readonly now: string; readonly sittings: readonly OwnSitting[] };

function Step({ step }: { step: NextStep }) {
  const { steps } = useMessages().home;
  const words = step.kind === 'enrol' ? steps.enrol : steps[step.kind](step.name);
  if (step.kind === 'progress' || step.kind === 'enrol') return <strong className="text-ink">{words}</strong>;
  return (
    <Link to="/me/exams" className="font-semibold text-accent underline underline-offset-2">
      {words}
    </Link>
  );
}

/** Who it is, what is ahead, and the one thing to do next. */
export function HomeHeading({ learning, exams: { now, sittings } }: { learning: Learning; exams: Exams }) {
  const { home } = useMessages();
  const booked = sittings.filter(({ state, month }) => state === 'booked' && month >= now).length;
  const unknown = sittings.filter(
    (sitting) => sitting.answered === null && !sitting.askNoMore && standingOf(sitting, now) === 'unknown',
  );
  const step = nextStep(learning, {
    unknown: unknown.map(({ examCode }) => examCode),
    sat: sittings.map(({ examCode }) => examCode),
  });
  return (
    <PageHeading
      title={home.hello(learning.firstName)}
      lead={
        <p>
          {home.ahead(learning.enrolments.length, booked)}{' '}
          {step === null ? null : (
            <>
              {home.next} <Step step={step} />.
            </>
          )}
        </p>
      }
    />
  );
}
