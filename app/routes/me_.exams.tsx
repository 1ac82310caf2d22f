import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound, requireActor } from '#app/features/access/require.server.ts';
import { OwnBooking } from '#app/features/exams/own-booking.tsx';
import { parseOwnExamChange, type OwnExamAnswer } from '#app/features/exams/own-exam-change.ts';
import { OwnExams } from '#app/features/exams/own-exams.tsx';
import { changeOwnExams, getOwnExams } from '#app/features/exams/own-exams.server.ts';
import { OwnSittingItem } from '#app/features/exams/own-sitting.tsx';
import { titled, useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { Card } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled(({ exams }) => exams.title);

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'own-exam:list');
  return getOwnExams(actor);
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'own-exam:change');
  const parsed = parseOwnExamChange(await readForm(request));
  if (!parsed.ok) return data(parsed.reason, { status: 400 });
  await limitActor('outcome:actor', actor);
  const answer = await changeOwnExams(actor, parsed.value);
  if (!answer.ok && answer.fault === 'not-found') throw notFound();
  return data(answer, { status: answer.ok ? 200 : 400 });
}

/** What was done; a refusal stands where the fault is, or here when it stands nowhere else. */
function Told({ answer }: { answer: OwnExamAnswer | undefined }) {
  const { exams } = useMessages();
  const { formatMonth } = useFormats();
  if (answer === undefined) return null;
  if (answer.ok) {
    const words = exams.done[answer.done](answer.examCode, formatMonth(answer.month));
    return <Notice tone="success" live title={words} className="mb-4" />;
  }
  if (answer.sittingId !== undefined || answer.field !== undefined) return null;
  return <Notice tone="warn" live title={exams.faults[answer.fault]} className="mb-4" />;
}

export default function MyExams() {
  const { now, sittings, exams: codes, isEmployed } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const { exams } = useMessages();
  // What waits for an answer first, then what is ahead, then what is over.
  const rank = ({ state, outcome, month }: (typeof sittings)[number]): number =>
    outcome !== null || state === 'not-taken' ? 2 : month <= now ? 0 : 1;
  const listed = sittings.toSorted(
    (one, other) => rank(one) - rank(other) || (rank(one) === 2 ? -1 : 1) * one.month.localeCompare(other.month),
  );
  return (
    <>
      <PageHeading title={exams.title} lead={<p>{exams.lead}</p>} />
      <Told answer={posted} />
      <div className="grid gap-6">
        {sittings.length === 0 ? null : (
          <section aria-labelledby="line">
            <h2 id="line" className="sr-only">
              {exams.byMonth}
            </h2>
            <OwnExams now={now} sittings={sittings} />
          </section>
        )}
        <div id="book">
          <Card title={exams.book}>
            {isEmployed ? (
              <OwnBooking key={`${sittings.length}`} exams={codes} now={now} posted={posted} />
            ) : (
              <p className="text-ink-soft">{exams.faults['not-employed']}</p>
            )}
          </Card>
        </div>
        {listed.length === 0 ? null : (
          <Card title={exams.yours} flush>
            <ul className="mt-2 divide-y divide-line border-t border-line">
              {listed.map((sitting) => (
                <OwnSittingItem key={sitting.id} sitting={sitting} now={now} posted={posted} />
              ))}
            </ul>
          </Card>
        )}
      </div>
    </>
  );
}
