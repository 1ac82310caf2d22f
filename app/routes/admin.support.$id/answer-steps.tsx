import type { ShownCase } from '#app/features/support/show-case.server.ts';

import { More, Step, Words, type Refused } from './step.tsx';

/** Answering and asking back: what goes by mail. */
export function Answering({ shown: { personId }, refused }: { shown: ShownCase; refused: Refused }) {
  return (
    <>
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
      <More title="Ask back" open={refused?.intent === 'ask-back'}>
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
    </>
  );
}

export function Closing({ shown: { personId }, open }: { shown: ShownCase; open: boolean }) {
  return (
    <More title="Close without an answer" open={open}>
      <p className="mb-3 text-ink-soft">
        {personId === null
          ? 'Name, address, phone and every word go at once. It can’t be taken back.'
          : 'It can’t be taken back; they can ask anew.'}
      </p>
      <Step intent="close" button="Close" />
    </More>
  );
}
