import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { daysBetween, mayExtend } from '#app/features/privacy/due-date.ts';
import { STEP_REFUSALS, takeStep } from '#app/features/privacy/handle-request.server.ts';
import { readStep } from '#app/features/privacy/request-forms.ts';
import { lettersOf } from '#app/features/privacy/request-letter.ts';
import {
  daysLeftInWords,
  daysLeftTone,
  DECISION_WORDS,
  KIND_WORDS,
  LETTER_WORDS,
} from '#app/features/privacy/request-words.ts';
import { findRequest } from '#app/features/privacy/show-request.server.ts';
import { listLostMails } from '#app/features/privacy/unreached-requests.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { RequestFacts } from './request-facts.tsx';
import { RequestSteps } from './request-steps.tsx';
import { Unreached } from './unreached.tsx';
import { WhatNext } from './what-next.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: titleOf(shown === undefined ? 'Request' : `Request ${shown.request.id}`) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'request:read');
  const shown = found(await findRequest(actor, readId(params['id'])));
  return {
    request: shown,
    daysLeft: daysBetween(shown.today, shown.dueOn),
    mayExtend: shown.extendedAt === null && mayExtend(shown.receivedOn, shown.today),
    letters: lettersOf(shown),
    lost: shown.personId === null ? [] : await listLostMails(actor, shown.id),
    done: new URL(request.url).searchParams.get('done'),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'request:change');
  const id = readId(params['id']);
  const read = readStep(await readForm(request));
  if (!read.ok) return data(read.reason, { status: 400 });
  const taken = await takeStep(actor, id, read.value);
  if (taken.ok) return redirect(`/desk/requests/${id}?${new URLSearchParams({ done: read.value.intent })}`);
  if (taken.reason === 'not-found') throw notFound();
  return data({ intent: read.value.intent, message: STEP_REFUSALS[taken.reason] }, { status: 409 });
}

const DONE: Readonly<Record<string, string>> = {
  note: 'Noted.',
  'name-person':
    'It is known now whose request it is. They are told by mail that it was received; that it was they who asked still has to be checked.',
  'ask-identity': 'Asked. Whoever has a page here is told by mail, and reads it there. The clock runs on.',
  'prove-identity': 'It is known who asks.',
  extend:
    'Extended. The person is told why, on their page and by a mail that leads there; print the letter for whoever has none.',
  close: 'Closed. What was kept to answer somebody unknown is gone.',
  lift: 'Lifted, after the person was told.',
  told: 'It is written down that they were told.',
  decide: 'Decided, and carried out.',
};

export default function Request() {
  const { request, daysLeft, letters, lost, done, mayExtend: isExtendable } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const { id, kind, decision, closedAt, steps } = request;
  const isUntold = steps.some(({ step }) => step === 'not-told');
  return (
    <>
      <PageHeading
        crumbs={[{ to: '/desk/requests', label: 'Requests' }]}
        title={`${KIND_WORDS[kind]}, request ${id}`}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            {decision === null ? null : (
              <Badge tone={decision === 'refused' ? 'warn' : 'success'}>{DECISION_WORDS[decision]}</Badge>
            )}
            {closedAt === null ? <Badge tone={daysLeftTone(daysLeft)}>{daysLeftInWords(daysLeft)}</Badge> : null}
            {closedAt === null && decision !== null ? <Badge tone="warn">the answer is still to be sent</Badge> : null}
          </span>
        }
      />
      {refusal ? (
        <Notice live tone="danger" title={refusal.message} className="mb-4" />
      ) : done !== null && DONE[done] !== undefined ? (
        <Notice live tone="success" title={DONE[done]} className="mb-4" />
      ) : null}
      {isUntold ? (
        <Notice tone="warn" title="No mail went out" className="mb-4">
          {closedAt === null
            ? 'The person was erased, and could not be told by mail. Send them the letter, or ring them. Name and address are kept for that alone, and go once you close the request.'
            : 'The person was erased, and could not be told by mail.'}
        </Notice>
      ) : null}
      <Unreached id={id} lost={lost} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
        <div className="grid gap-4">
          <RequestFacts request={request} />
          <RequestSteps request={request} />
        </div>
        <div className="grid gap-4">
          <WhatNext request={request} isExtendable={isExtendable} refusedIntent={refusal?.intent ?? null} />
          <Card title="Letters">
            {letters.length === 0 ? (
              <p className="text-ink-soft">Nobody is left to write to.</p>
            ) : (
              <>
                <p className="mb-3 text-ink-soft">
                  In the language of whoever asks, to print or to copy.
                  {request.personId === null ? null : ' What stands in them is on the person’s own page, too.'}
                </p>
                <p className="flex flex-wrap gap-2">
                  {letters.map((letter) => (
                    <ButtonLink key={letter} to={`/desk/requests/${id}/letter/${letter}`}>
                      {LETTER_WORDS[letter]}
                    </ButtonLink>
                  ))}
                </p>
              </>
            )}
          </Card>
          {decision === null ? null : (
            <Card title="Asked again?">
              <p className="mb-3 text-ink-soft">
                What is decided stays decided. Whoever asks again gets a new request with a clock of its own, which
                names this one.
              </p>
              <Link to={`/desk/requests/new?follows=${id}`} className="font-medium text-accent underline">
                Enter a request that follows this one
              </Link>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}
