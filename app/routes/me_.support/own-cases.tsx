import { Form } from '@remix-run/react';

import type { SupportMessages } from '#app/features/language/messages.ts';
import { useFormats } from '#app/features/language/use-language.tsx';
import { LONGEST_WORDS } from '#app/features/support/case-kinds.ts';
import type { OwnCase } from '#app/features/support/own-cases.server.ts';
import type { SupportFault } from '#app/features/support/support-forms.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextArea } from '#app/ui/field.tsx';

type Words = SupportMessages;

const KINDS = { question: 'question', reply: 'reply', answer: 'answer', 'asked-back': 'askedBack' } as const;

function State({ words, one: { closedAt, closedHow, waitsFor } }: { words: Words; one: OwnCase }) {
  if (closedAt === null)
    return (
      <Badge tone={waitsFor === 'staff' ? 'info' : 'warn'}>
        {waitsFor === 'staff' ? words.waitsStaff : words.waitsAsker}
      </Badge>
    );
  if (closedHow === 'request') return <Badge tone="info">{words.closedHow.request}</Badge>;
  if (closedHow === 'time-over') return <Badge tone="neutral">{words.closedHow.timeOver}</Badge>;
  return <Badge tone="success">{words.closedHow.answered}</Badge>;
}

function Reply({ words, caseId, fault }: { words: Words; caseId: number; fault: SupportFault | null }) {
  return (
    <details className="mt-3" open={fault !== null}>
      <summary className="w-fit cursor-pointer font-medium text-accent">{words.reply}</summary>
      <Form method="post" noValidate className="mt-2 grid gap-3">
        <input type="hidden" name="intent" value="reply" />
        <input type="hidden" name="case" value={caseId} />
        <TextArea
          label={words.message}
          name="message"
          rows={4}
          required
          maxLength={LONGEST_WORDS}
          error={fault === null ? undefined : `${words.message} ${words.faults[fault]}`}
        />
        <div>
          <Button>{words.replySend}</Button>
        </div>
      </Form>
    </details>
  );
}

/** Each question with what was said about it, the newest first; what is open can be written to. */
export function OwnCases({
  words,
  cases,
  fault,
}: {
  words: Words;
  cases: readonly OwnCase[];
  fault: { readonly caseId: number; readonly fault: SupportFault } | null;
}) {
  const { formatDay } = useFormats();
  return (
    <Card title={words.ownTitle} flush>
      {cases.length === 0 ? <p className="px-4 pt-2 pb-4 text-ink-soft">{words.ownNone}</p> : null}
      <ul className="divide-y divide-line">
        {cases.map((one) => (
          <li key={one.id} className="px-4 py-4">
            <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className="font-medium">{words.topics[one.topic]}</span>
              <span className="text-sm text-ink-soft">
                {words.number} {one.id}
              </span>
              <State words={words} one={one} />
            </div>
            <ol className="mt-3 grid gap-3">
              {one.messages.map(({ id, kind, body, at }) => (
                <li
                  key={id}
                  className={kind === 'question' || kind === 'reply' ? '' : 'rounded-md bg-sunken px-3 py-2'}
                >
                  <p className="text-sm text-ink-soft">
                    {words.kinds[KINDS[kind]]}, {formatDay(new Date(at))}
                  </p>
                  <p className="break-words whitespace-pre-line">{body}</p>
                </li>
              ))}
            </ol>
            {one.closedAt === null ? (
              <Reply words={words} caseId={one.id} fault={fault?.caseId === one.id ? fault.fault : null} />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
