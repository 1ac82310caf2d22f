import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { readForm } from '#app/features/access/read-form.server.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { ENTRY_REFUSALS } from '#app/features/privacy/enter-request.server.ts';
import { makeRequestOfCase } from '#app/features/privacy/request-of-case.server.ts';
import { REQUEST_KINDS } from '#app/features/privacy/request-kinds.ts';
import { CLOSED_WORDS, TOPIC_WORDS } from '#app/features/support/case-words.ts';
import { CASE_REFUSALS, takeCaseStep } from '#app/features/support/take-case-step.server.ts';
import { findCase } from '#app/features/support/show-case.server.ts';
import { readCaseStep, type CaseStep } from '#app/features/support/support-forms.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { CaseFacts } from './case-facts.tsx';
import { CaseSteps } from './case-steps.tsx';
import { CaseThread } from './case-thread.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: titleOf(shown === undefined ? 'Support' : `Case ${shown.shown.id}`) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'support:list');
  const shown = found(await findCase(actor, readId(params['id'])));
  return {
    shown,
    done: new URL(request.url).searchParams.get('done'),
    mayAnswer: isPermitted(actor, 'support:answer'),
    mayEnter: isPermitted(actor, 'request:enter'),
  };
}

const refuse = (intent: string, message: string, words: string, status: number) =>
  data({ intent, message, words }, { status });

/** What somebody asks as their right acts at once, as an objection does: only who may enter requests makes one of a case. */
async function makeRequest(actor: StaffActor, id: number, form: FormData) {
  const kind = REQUEST_KINDS.find((known) => known === form.get('kind'));
  if (kind === undefined) throw new Response('Bad request', { status: 400 });
  const made = await makeRequestOfCase(actor, id, kind);
  if (made.ok)
    return redirect(
      isPermitted(actor, 'support:answer') ? `/admin/support/${id}?done=request` : `/desk/requests/${made.value}`,
    );
  const { why, openId } = made.reason;
  if (why === 'not-found') throw notFound();
  const message = why === 'closed' ? CASE_REFUSALS.closed : ENTRY_REFUSALS[why];
  return refuse('request', openId === null ? message : `${message} It is request ${openId}.`, '', 409);
}

/** Who may take a step: those who answer, and of what was passed on those who may enter requests. */
const stepper = (request: Request, intent: CaseStep['intent']) =>
  intent === 'note'
    ? requireActor(request, 'support:list')
    : requireActor(request, intent === 'hand-back' ? 'request:enter' : 'support:answer');

export async function action({ request, params }: ActionFunctionArgs) {
  await requireActor(request, 'support:list');
  const id = readId(params['id']);
  const form = await readForm(request);
  if (form.get('intent') === 'request') return makeRequest(await requireActor(request, 'request:enter'), id, form);
  const read = readCaseStep(form);
  if (!read.ok) return refuse(read.reason.intent, read.reason.message, read.reason.words, 400);
  const { value } = read;
  const taken = await takeCaseStep(await stepper(request, value.intent), id, value);
  if (taken.ok && value.intent === 'hand-back') return redirect('/admin/support');
  if (taken.ok) return redirect(`/admin/support/${id}?${new URLSearchParams({ done: value.intent })}`);
  if (taken.reason === 'not-found') throw notFound();
  return refuse(value.intent, CASE_REFUSALS[taken.reason], 'words' in value ? value.words : '', 409);
}

const DONE: Readonly<Record<string, string>> = {
  answer: 'Answered. The mail goes within a minute.',
  'ask-back': 'Asked. The mail goes within a minute, and they can answer by it.',
  note: 'Noted, for staff alone.',
  close: 'Closed.',
  'pass-on': 'Passed on: the privacy officers are told, and make it a request or hand it back.',
  request: 'It is a request about data now: a privacy officer answers it. The case is closed.',
};

export default function SupportCase() {
  const { shown, done, mayAnswer, mayEnter } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { id, topic, closedAt, closedHow, waitsFor, passedAt, lost } = shown;
  return (
    <>
      <PageHeading
        crumbs={[{ to: '/admin/support', label: 'Support' }]}
        title={`${TOPIC_WORDS[topic]}, case ${id}`}
        lead={
          closedAt !== null ? (
            <Badge tone="success">{CLOSED_WORDS[closedHow ?? 'answered']}</Badge>
          ) : (
            <Badge tone={waitsFor === 'staff' ? 'warn' : 'neutral'}>
              {passedAt !== null
                ? 'waits for a privacy officer'
                : waitsFor === 'staff'
                  ? 'waits for us'
                  : 'waits for them'}
            </Badge>
          )
        }
      />
      {refused ? (
        <Notice live tone="danger" title={refused.message} className="mb-4" />
      ) : done !== null && DONE[done] !== undefined ? (
        <Notice live tone="success" title={DONE[done]} className="mb-4" />
      ) : null}
      {lost === 0 ? null : (
        <Notice
          tone="warn"
          title="What was written did not arrive: no mail server took it, or it came back."
          className="mb-4"
        >
          {closedAt === null
            ? 'Look at the address, and ring where there is a number.'
            : 'With the closing went what was kept to reach them: they have to ask again.'}
        </Notice>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
        <div className="grid gap-4">
          <CaseThread shown={shown} />
          {closedAt === null ? (
            <CaseSteps shown={shown} refused={refused ?? null} mayAnswer={mayAnswer} mayEnter={mayEnter} />
          ) : null}
        </div>
        <CaseFacts shown={shown} />
      </div>
    </>
  );
}
