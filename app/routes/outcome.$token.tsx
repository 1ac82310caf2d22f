import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';

import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound } from '#app/features/access/require.server.ts';
import { answerOutcome, findOutcomeQuestion, takeAnswerBack } from '#app/features/exams/outcome-links.server.ts';
import { readOutcomeAnswer } from '#app/features/exams/outcome-form.ts';
import { ANSWERS, type Answer } from '#app/features/exams/sitting.ts';
import { titled, useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = (args) => [
  ...titled(({ outcome }) => outcome.title)(args),
  { name: 'robots', content: 'noindex' },
];

/** Expired, or never made: the same answer, so that nothing can be learned by trying. */
const gone = () => data({ question: null }, { status: 410 });

/** Changes nothing: mail scanners open links, too. */
export async function loader({ params }: LoaderFunctionArgs) {
  await limitNetwork('outcome-link:network');
  const question = await findOutcomeQuestion(params['token']);
  return question === null ? gone() : data({ question });
}

export async function action({ request, params }: ActionFunctionArgs) {
  await limitNetwork('outcome-answer:network');
  const sent = readOutcomeAnswer(await readForm(request));
  if (sent === undefined) throw notFound();
  const { token } = params;
  const done = sent === null ? await takeAnswerBack(token) : await answerOutcome(token, sent);
  if (!done.ok && done.reason === 'gone') return gone();
  // What could not be done any more is said by the page itself: it shows how things stand.
  return redirect(`/outcome/${token ?? ''}${new URL(request.url).search}`);
}

const LOOKS: Readonly<Record<Answer, string>> = {
  passed: 'border-success-line text-success hover:bg-success-tint',
  failed: 'border-danger-line text-danger hover:bg-danger-tint',
  'not-taken': 'border-line-strong text-ink hover:bg-sunken',
  'rather-not-say': 'border-line-strong text-ink hover:bg-sunken',
};

function Answers() {
  const { outcome, exams } = useMessages();
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post" replace className="grid gap-3 sm:grid-cols-2">
      {ANSWERS.map((answer) => (
        <button
          key={answer}
          name="answer"
          value={answer}
          disabled={busy}
          className={`grid min-h-24 content-center gap-0.5 rounded-md border bg-surface px-5 py-4 text-left shadow-card transition-colors disabled:opacity-60 ${LOOKS[answer]}`}
        >
          <span className="text-lg font-semibold">{exams.claims[answer]}</span>
          <span className="text-sm text-ink-soft">{outcome.follows[answer]}</span>
        </button>
      ))}
    </Form>
  );
}

type Given = { answer: Answer; undoUntil: Date | null; isDisputed: boolean };

function Thanks({ answer, undoUntil, isDisputed }: Given) {
  const { outcome, exams } = useMessages();
  const { formatTime } = useFormats();
  const busy = useNavigation().state !== 'idle';
  return (
    <div role="status" className="grid gap-4">
      <p className="text-lg">{outcome.youAnswered(exams.claims[answer])}</p>
      {undoUntil === null ? (
        <p className="text-ink-soft">
          {isDisputed
            ? outcome.disputed
            : outcome.settled[answer === 'passed' || answer === 'failed' ? 'counts' : answer]}
        </p>
      ) : (
        <Form method="post" replace className="grid justify-items-start gap-3">
          <input type="hidden" name="undo" value="yes" />
          <p className="text-ink-soft">{outcome.canUndo(formatTime(undoUntil))}</p>
          <Button disabled={busy}>{outcome.undo}</Button>
        </Form>
      )}
    </div>
  );
}

export default function Outcome() {
  const { question } = useLoaderData<typeof loader>();
  const { outcome } = useMessages();
  const { formatMonth } = useFormats();
  if (question === null)
    return (
      <div className="mx-auto max-w-[560px]">
        <PageHeading title={outcome.gone} lead={<p>{outcome.goneText}</p>} />
        <ButtonLink to="/sign-in" look="primary">
          {outcome.signIn}
        </ButtonLink>
      </div>
    );
  const { examCode, month, answer, undoUntil, isDisputed, isKnown } = question;
  if (answer === null && isKnown)
    return (
      <div className="mx-auto max-w-[560px]">
        <PageHeading title={outcome.known} lead={<p>{outcome.knownText}</p>} />
      </div>
    );
  return (
    <div className="mx-auto max-w-[640px]">
      <PageHeading
        title={answer === null ? outcome.ask(examCode) : outcome.thanks}
        lead={<p>{answer === null ? outcome.lead(formatMonth(month)) : `${examCode}, ${formatMonth(month)}`}</p>}
      />
      {answer === null ? <Answers /> : <Thanks answer={answer} undoUntil={undoUntil} isDisputed={isDisputed} />}
    </div>
  );
}
