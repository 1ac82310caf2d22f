import { REQUEST_KINDS } from '#app/features/privacy/request-kinds.ts';
import { KIND_WORDS } from '#app/features/privacy/request-words.ts';
import type { ShownCase } from '#app/features/support/show-case.server.ts';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/field.tsx';

import { Answering, Closing } from './answer-steps.tsx';
import { More, Step, Words, type Refused } from './step.tsx';

type Given = {
  readonly shown: ShownCase;
  readonly refused: Refused;
  /** Answers cases. */
  readonly mayAnswer: boolean;
  /** Makes requests of them. */
  readonly mayEnter: boolean;
};

/** What can be done about an open case, the usual thing first. */
export function CaseSteps({ shown, refused, mayAnswer, mayEnter }: Given) {
  const isOpen = (intent: string): boolean => refused?.intent === intent;
  const isPassedOn = shown.passedAt !== null;
  return (
    <Card title="What next" key={`${shown.messages.length} ${String(isPassedOn)}`}>
      {isPassedOn || !mayAnswer ? null : <Answering shown={shown} refused={refused} />}
      {mayEnter ? (
        <More title="It is a request about their data" open={isPassedOn || isOpen('request')}>
          <MakeRequest />
        </More>
      ) : isPassedOn ? (
        <p className="pb-3 text-ink-soft">A privacy officer has it: they make it a request, or hand it back.</p>
      ) : null}
      {isPassedOn && mayEnter ? (
        <More title="It is none" open={isOpen('hand-back')}>
          <p className="mb-3 text-ink-soft">Whoever answers support has it again.</p>
          <Step intent="hand-back" button="Hand it back" />
        </More>
      ) : null}
      {isPassedOn || mayEnter ? null : (
        <More title="It is a request about their data" open={isOpen('pass-on')}>
          <p className="mb-3 text-ink-soft">{RIGHT} They are told, and nobody else closes it meanwhile.</p>
          <Step intent="pass-on" button="Pass it on to a privacy officer" />
        </More>
      )}
      <More title="Note for other staff" open={isOpen('note')}>
        <Step intent="note" button="Add the note">
          <Words
            intent="note"
            label="Note"
            hint="It is not sent. It goes with the case, and whoever asked reads it in the file of all that is held about them."
            rows={3}
            refused={refused}
          />
        </Step>
      </More>
      {isPassedOn || !mayAnswer ? null : <Closing shown={shown} open={isOpen('close')} />}
    </Card>
  );
}

const RIGHT =
  'Whoever asks to see, correct or delete what is held about them uses a right: a privacy officer answers within a month of the day on which they asked.';

function MakeRequest() {
  return (
    <>
      <p className="mb-3 text-ink-soft">
        {RIGHT} What was written here goes along, and the case is closed. An objection of somebody with an account acts
        at once.
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
    </>
  );
}
