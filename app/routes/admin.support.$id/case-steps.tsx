import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';

import { REQUEST_KINDS } from '#app/features/privacy/request-kinds.ts';
import { KIND_WORDS } from '#app/features/privacy/request-words.ts';
import { LONGEST_WORDS } from '#app/features/support/case-kinds.ts';
import type { ShownCase } from '#app/features/support/show-case.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField, TextArea } from '#app/ui/field.tsx';

type Refused = { readonly intent: string; readonly message: string; readonly words: string } | null;

function Step({
  intent,
  button,
  look,
  children,
}: {
  intent: string;
  button: string;
  look?: 'primary';
  children?: ReactNode;
}) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post" noValidate className="grid gap-3">
      <input type="hidden" name="intent" value={intent} />
      {children}
      <div>
        <Button look={look ?? 'secondary'} disabled={busy}>
          {button}
        </Button>
      </div>
    </Form>
  );
}

function Words({
  intent,
  label,
  hint,
  rows = 4,
  refused,
}: {
  intent: string;
  label: string;
  hint: string;
  rows?: number;
  refused: Refused;
}) {
  const mine = refused?.intent === intent ? refused : null;
  return (
    <TextArea
      label={label}
      hint={hint}
      name="words"
      rows={rows}
      required
      maxLength={LONGEST_WORDS}
      defaultValue={mine?.words ?? ''}
      error={mine?.message}
    />
  );
}

function More({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details className="border-t border-line py-3 last:pb-0" open={open}>
      <summary className="w-fit cursor-pointer font-medium text-accent">{title}</summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}

/** What can be done about an open case, the usual thing first. */
export function CaseSteps({ shown: { personId, messages }, refused }: { shown: ShownCase; refused: Refused }) {
  const isOpen = (intent: string): boolean => refused?.intent === intent;
  const last = messages.length;
  return (
    <Card title="What next" key={last}>
      <div className="pb-3">
        <Step intent="answer" button="Send the answer" look="primary">
          <Words
            intent="answer"
            label="Answer"
            hint="It goes by mail in these words, framed in their language. Write nothing personal that they did not ask about."
            rows={6}
            refused={refused}
          />
          <label className="flex items-start gap-3">
            <input type="checkbox" name="close" value="yes" defaultChecked className="mt-1 size-4 shrink-0" />
            <span>
              Close the case with it
              <span className="block text-sm text-ink-soft">
                {personId === null
                  ? 'Name, address, phone and every word go at once. Whoever still has a question asks anew.'
                  : 'It stays on their page for a year at most. Whoever still has a question asks anew.'}
              </span>
            </span>
          </label>
        </Step>
      </div>
      <More title="Ask back" open={isOpen('ask-back')}>
        <Step intent="ask-back" button="Ask">
          <Words
            intent="ask-back"
            label="What is still needed"
            hint={
              personId === null
                ? 'It goes by mail, with a link under which they can answer once, for fourteen days.'
                : 'It goes by mail; they answer on their own page.'
            }
            refused={refused}
          />
        </Step>
      </More>
      <More title="Note for other staff" open={isOpen('note')}>
        <Step intent="note" button="Add the note">
          <Words
            intent="note"
            label="Note"
            hint="Nobody else reads it. It goes with the case."
            rows={3}
            refused={refused}
          />
        </Step>
      </More>
      <More title="It is a request about their data" open={isOpen('request')}>
        <p className="mb-3 text-ink-soft">
          Whoever asks to see, correct or delete what is held about them uses a right: a privacy officer answers within
          a month of the day on which they asked. What was written here goes along, and the case is closed.
        </p>
        <Step intent="request" button="Make it a request">
          <SelectField label="Right" name="kind" defaultValue="access">
            {REQUEST_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {KIND_WORDS[kind]}
              </option>
            ))}
          </SelectField>
        </Step>
      </More>
      <More title="Close without an answer" open={isOpen('close')}>
        <p className="mb-3 text-ink-soft">
          {personId === null
            ? 'Name, address, phone and every word go at once. It can’t be taken back.'
            : 'It can’t be taken back; they can ask anew.'}
        </p>
        <Step intent="close" button="Close" />
      </More>
    </Card>
  );
}
