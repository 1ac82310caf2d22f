import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';

import { FILES_OF_KIND } from '#app/features/privacy/request-file-names.ts';
import { IDENTITY_WAYS } from '#app/features/privacy/request-kinds.ts';
import { IDENTITY_WORDS } from '#app/features/privacy/request-words.ts';
import type { ShownRequest } from '#app/features/privacy/show-request.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx';

type Given = { request: ShownRequest; isExtendable: boolean; refusedIntent: string | null };

function Ask({
  title,
  lead,
  children,
  open,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  open?: boolean;
}) {
  return (
    <details className="border-t border-line py-3 first:border-t-0 first:pt-0 last:pb-0" open={open}>
      <summary className="cursor-pointer font-medium text-accent">{title}</summary>
      {lead === undefined ? null : <p className="mt-1 text-sm text-ink-soft">{lead}</p>}
      <div className="mt-3">{children}</div>
    </details>
  );
}

function Step({ intent, button, children }: { intent: string; button: string; children: ReactNode }) {
  return (
    <Form method="post" className="grid gap-3">
      <input type="hidden" name="intent" value={intent} />
      {children}
      <div>
        <Button>{button}</Button>
      </div>
    </Form>
  );
}

function Identity({ request, refusedIntent }: Pick<Given, 'request' | 'refusedIntent'>) {
  return (
    <Card title="Is it who they say?">
      <p className="mb-3 text-ink-soft">Nothing is carried out before that is known. Keep no copy of a document.</p>
      {request.personId === null ? (
        <Ask title="It is somebody who is known here" open={refusedIntent === 'name-person'}>
          <Step intent="name-person" button="It is this person">
            <TextField label="Any address of theirs" name="email" inputMode="email" autoComplete="off" required />
          </Step>
        </Ask>
      ) : null}
      <Ask title="It was checked" open={refusedIntent === 'prove-identity'}>
        <Step intent="prove-identity" button="It is them">
          <SelectField label="How" name="how" defaultValue={IDENTITY_WAYS[0]}>
            {IDENTITY_WAYS.map((way) => (
              <option key={way} value={way}>
                {IDENTITY_WORDS[way]}
              </option>
            ))}
          </SelectField>
        </Step>
      </Ask>
      <Ask title="Ask for more" open={refusedIntent === 'ask-identity'}>
        <Step intent="ask-identity" button="Ask for it">
          <TextArea
            label="What is asked for"
            hint="The person reads it, in the words that you write. Ask for no more than is needed."
            name="note"
            maxLength={2000}
            required
          />
        </Step>
      </Ask>
    </Card>
  );
}

function Files({ request }: { request: ShownRequest }) {
  if (request.kind !== 'access' && request.kind !== 'portability') return null;
  if (request.personId === null || request.identityAt === null || request.decision === 'refused') return null;
  return (
    <Card title="The file">
      <p className="mb-3 text-ink-soft">
        For whoever is not to fetch it on their own page. Each download is written down, here and in the ledger.
      </p>
      <p className="flex flex-wrap gap-2">
        {FILES_OF_KIND[request.kind].map((file) => (
          <ButtonLink key={file} to={`/desk/requests/${request.id}/download/${file}`} reloadDocument>
            Download {file}
          </ButtonLink>
        ))}
      </p>
    </Card>
  );
}

function Close({ id }: { id: number }) {
  return (
    <Card title="Send the answer, then close">
      <p className="mb-3 text-ink-soft">
        <Link to={`/desk/requests/${id}/letter/decision`} className="text-accent underline">
          Print or copy the answer
        </Link>{' '}
        first: name and contact go when the request is closed.
      </p>
      <Step intent="close" button="It was sent: close">
        <SelectField label="The answer went" name="how" defaultValue="letter">
          <option value="letter">by letter</option>
          <option value="mail">by mail</option>
          <option value="phone">by phone</option>
        </SelectField>
      </Step>
    </Card>
  );
}

/** What can be done about it now, the next thing first. */
export function WhatNext({ request, isExtendable, refusedIntent }: Given) {
  const { id, kind, personId, decision, closedAt, identityAt, restrictedAt } = request;
  return (
    <>
      {decision === null && identityAt === null ? <Identity request={request} refusedIntent={refusedIntent} /> : null}
      {kind === 'rectification' && personId !== null && decision === null ? (
        <Card title="Where it is corrected">
          <p className="text-ink-soft">
            Name, phone and city are the person’s to correct on their own page; workshops, progress and exams are
            corrected by trainers, employer and job role by administrators.
          </p>
          <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
            <Link to={`/train/people/${personId}`} className="text-accent underline">
              The person, for trainers
            </Link>
            <Link to="/admin/employments" className="text-accent underline">
              Employments, for administrators
            </Link>
          </p>
        </Card>
      ) : null}
      <Files request={request} />
      {decision === null ? (
        <Card title="Decide">
          <p className="mb-3 text-ink-soft">
            {identityAt === null
              ? 'It can be refused now, with a reason. To carry it out, check first who asks.'
              : 'What you decide is carried out at once, and the person is told.'}
          </p>
          <ButtonLink look="primary" to={`/desk/requests/${id}/decide`}>
            Decide
          </ButtonLink>
          {isExtendable ? (
            <div className="mt-4 border-t border-line pt-3">
              <Ask
                title="Take longer"
                lead="Once, to three months after the receipt, and only within the first month. The person is told why."
                open={refusedIntent === 'extend'}
              >
                <Step intent="extend" button="Extend to three months">
                  <TextArea
                    label="Why it takes longer"
                    hint="The person reads it. How complex it is, or how many requests there are, are reasons."
                    name="reason"
                    minLength={10}
                    maxLength={2000}
                    required
                  />
                </Step>
              </Ask>
            </div>
          ) : null}
        </Card>
      ) : null}
      {decision !== null && closedAt === null ? <Close id={id} /> : null}
      {decision !== null && kind === 'restriction' && restrictedAt !== null ? (
        <Card title="End the restriction">
          <p className="mb-3 text-ink-soft">
            The person is told by mail first, and is in reports again after that. They can end it themselves, too.
          </p>
          <Step intent="lift" button="Tell them, and lift">
            {null}
          </Step>
        </Card>
      ) : null}
    </>
  );
}
