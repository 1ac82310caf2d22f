import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { readForm } from '#app/features/access/read-form.server.ts';
import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { ENTRY_REFUSALS } from '#app/features/privacy/enter-request.server.ts';
import { makeRequestOfCase } from '#app/features/privacy/request-of-case.server.ts';
import { REQUEST_KINDS } from '#app/features/privacy/request-kinds.ts';
import { CLOSED_WORDS, TOPIC_WORDS } from '#app/features/support/case-words.ts';
import { CASE_REFUSALS, takeCaseStep } from '#app/features/support/take-case-step.server.ts';
import { findCase } from '#app/features/support/show-case.server.ts';
import { readCaseStep } from '#app/features/support/support-forms.ts';
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
  return { shown, done: new URL(request.url).searchParams.get('done') };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'support:answer');
  const id = readId(params['id']);
  const form = await readForm(request);
  const refuse = (intent: string, message: string, words: string, status: number) =>
    data({ intent, message, words }, { status });
  if (form.get('intent') === 'request') {
    const kind = REQUEST_KINDS.find((known) => known === form.get('kind'));
    if (kind === undefined) throw new Response('Bad request', { status: 400 });
    const made = await makeRequestOfCase(actor, id, kind);
    if (made.ok) return redirect(`/admin/support/${id}?done=request`);
    const { why, openId } = made.reason;
    if (why === 'not-found') throw notFound();
    const message = why === 'closed' ? CASE_REFUSALS.closed : ENTRY_REFUSALS[why];
    return refuse('request', openId === null ? message : `${message} It is request ${openId}.`, '', 409);
  }
  const read = readCaseStep(form);
  if (!read.ok) return refuse(read.reason.intent, read.reason.message, read.reason.words, 400);
  const taken = await takeCaseStep(actor, id, read.value);
  if (taken.ok) return redirect(`/admin/support/${id}?${new URLSearchParams({ done: read.value.intent })}`);
  if (taken.reason === 'not-found') throw notFound();
  return refuse(read.value.intent, CASE_REFUSALS[taken.reason], 'words' in read.value ? read.value.words : '', 409);
}

const DONE: Readonly<Record<string, string>> = {
  answer: 'Answered. The mail goes within a minute.',
  'ask-back': 'Asked. The mail goes within a minute, and they can answer by it.',
  note: 'Noted, for staff alone.',
  close: 'Closed.',
  request: 'It is a request about data now: a privacy officer answers it. The case is closed.',
};

export default function SupportCase() {
  const { shown, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { id, topic, closedAt, closedHow, waitsFor, lost } = shown;
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
              {waitsFor === 'staff' ? 'waits for us' : 'waits for them'}
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
        <Notice tone="warn" title="What was written did not arrive: no mail server took it." className="mb-4">
          {closedAt === null
            ? 'Look at the address, and ring where there is a number.'
            : 'With the closing went what was kept to reach them: they have to ask again.'}
        </Notice>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
        <div className="grid gap-4">
          <CaseThread shown={shown} />
          {closedAt === null ? <CaseSteps shown={shown} refused={refused ?? null} /> : null}
        </div>
        <CaseFacts shown={shown} />
      </div>
    </>
  );
}
