import type { Consent } from '#app/features/people/consent.ts';
import { Card } from '#app/ui/card.tsx';
import { FieldError, TextArea, TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import type { Faults, DecisionField, Typed } from './request-forms.ts';
import type { Decision } from './request-kinds.ts';
import { CARRIED_OUT_WORDS, DECISION_WORDS, REFUSED_WORDS } from './request-words.ts';
import type { ShownRequest } from './show-request.server.ts';

type Answer =
  { typed: Typed; rows: Readonly<Record<string, readonly string[]>>; faults: Faults<DecisionField> } | undefined;
type Given = { request: ShownRequest; answer: Answer };

const CONSENT_WORDS: Readonly<Record<Consent, string>> = {
  'member-sharing': 'Sharing with the Member of their country',
  'marketing-email': 'Marketing by e-mail',
  'marketing-phone': 'Marketing by phone',
};

/** The lines behind the first of what is kept. */
const MORE = [1, 2, 3];

const PARTLY_WORDS = 'A part is carried out: say what, what is not, and why.';
const PARTLY_ERASED =
  'Something has to be kept: say what, by which law and until when. Nothing else is done with it: the person is in no report any more, and every consent is withdrawn.';

function Choice({ value, text, checked }: { value: Decision; text: string; checked: boolean }) {
  return (
    <label className="flex items-start gap-3 py-1.5">
      <input
        type="radio"
        name="decision"
        value={value}
        defaultChecked={checked}
        required
        className="mt-1 size-4 shrink-0"
      />
      <span>
        <span className="font-medium">{DECISION_WORDS[value]}</span>
        <span className="block text-sm text-ink-soft">{text}</span>
      </span>
    </label>
  );
}

function Choices({ request, answer }: Given) {
  const { kind, personId } = request;
  const chosen = answer?.typed['decision'];
  const done =
    personId === null ? 'Nobody is known here whom it is about: say what was found.' : CARRIED_OUT_WORDS[kind];
  return (
    <Card title="What is decided">
      <fieldset>
        <legend className="sr-only">What is decided</legend>
        <Choice value="carried-out" text={done} checked={chosen === 'carried-out'} />
        <Choice
          value="partly"
          text={kind === 'erasure' && personId !== null ? PARTLY_ERASED : PARTLY_WORDS}
          checked={chosen === 'partly'}
        />
        <Choice
          value="refused"
          text={`Say why. The letter says where to complain. ${REFUSED_WORDS[kind] ?? ''}`}
          checked={chosen === 'refused'}
        />
      </fieldset>
      {answer?.faults.decision === undefined ? null : <FieldError>{answer.faults.decision}</FieldError>}
    </Card>
  );
}

function Handover({ answer }: { answer: Answer }) {
  const chosen = answer?.typed['handover'] ?? 'account';
  return (
    <Card title="How it is handed over">
      <fieldset>
        <legend className="sr-only">How it is handed over</legend>
        <label className="flex items-center gap-3 py-1.5">
          <input
            type="radio"
            name="handover"
            value="account"
            defaultChecked={chosen === 'account'}
            className="size-4"
          />
          On their own page, where the files are made as they fetch them
        </label>
        <label className="flex items-center gap-3 py-1.5">
          <input type="radio" name="handover" value="file" defaultChecked={chosen === 'file'} className="size-4" />
          As the file that was downloaded on the request’s page, with the letter
        </label>
      </fieldset>
    </Card>
  );
}

function Consents({ request, answer }: Given) {
  const chosen = answer?.rows['consent'];
  return (
    <Card title="Which consent">
      {request.consents.length === 0 ? (
        <p className="text-ink-soft">None stands given. What they say can be answered by a refusal that says so.</p>
      ) : (
        <fieldset>
          <legend className="sr-only">Which consent</legend>
          {request.consents.map((consent) => (
            <label key={consent} className="flex items-center gap-3 py-1.5">
              <input
                type="checkbox"
                name="consent"
                value={consent}
                defaultChecked={chosen === undefined || chosen.includes(consent)}
                className="size-4"
              />
              {CONSENT_WORDS[consent]}
            </label>
          ))}
        </fieldset>
      )}
      {answer?.faults.consents === undefined ? null : <FieldError>{answer.faults.consents}</FieldError>}
    </Card>
  );
}

function Keeps({ answer }: { answer: Answer }) {
  const valueOf = (name: string, row: number): string => answer?.rows[name]?.[row] ?? '';
  const line = (row: number) => (
    <fieldset key={row} className="grid gap-3 sm:grid-cols-[1.2fr_1.4fr_0.8fr]">
      <legend className="sr-only">Kept, line {row + 1}</legend>
      <TextField label="What" name="what" maxLength={300} defaultValue={valueOf('what', row)} />
      <TextField label="By which law" name="law" maxLength={300} defaultValue={valueOf('law', row)} />
      <TextField label="Until" name="until" type="date" defaultValue={valueOf('until', row)} />
    </fieldset>
  );
  return (
    <Card title="What is kept, if only a part is erased">
      <p className="mb-3 text-ink-soft">
        Only what a law obliges to keep, and only for that. Leave it empty where everything is erased.
      </p>
      <div className="grid gap-4">
        {line(0)}
        <details open={MORE.some((row) => valueOf('what', row) !== '')}>
          <summary className="cursor-pointer font-medium text-accent">More lines</summary>
          <div className="mt-3 grid gap-4">{MORE.map(line)}</div>
        </details>
      </div>
      {answer?.faults.keeps === undefined ? null : <FieldError>{answer.faults.keeps}</FieldError>}
    </Card>
  );
}

/** What the kind of a request asks to be said about its decision. */
export function DecisionFields({ request, answer }: Given) {
  const { kind, personId, email } = request;
  const isKnown = personId !== null;
  return (
    <>
      <Choices request={request} answer={answer} />
      {isKnown && (kind === 'access' || kind === 'portability') ? <Handover answer={answer} /> : null}
      {isKnown && kind === 'withdrawal' ? <Consents request={request} answer={answer} /> : null}
      {isKnown && kind === 'erasure' ? <Keeps answer={answer} /> : null}
      {isKnown && kind === 'erasure' ? (
        <Notice tone="info" title="What stays after everything is erased">
          That it was asked and when, how it was proved who asked, that it was carried out, by whom and when; of what
          was kept earlier, by which law and until when. What was said, noted and answered goes with the person, here
          and in their other requests: keep nothing that you need in a note. No words of yours reach them by it: the
          mail to them says in words of its own what was done and where to complain.
        </Notice>
      ) : null}
      <Card title="The answer">
        <TextArea
          label="What the person is told"
          hint={
            isKnown && kind === 'erasure'
              ? 'It stands in the letter and on their page, in the words that you write. Needed for a refusal; empty where everything is erased.'
              : 'It stands in the letter and on their page, in the words that you write. Needed for a refusal, a part, a correction and a complaint.'
          }
          name="answer"
          rows={5}
          maxLength={4000}
          defaultValue={answer?.typed['answer'] ?? ''}
          error={answer?.faults.answer}
        />
        {isKnown && kind === 'erasure' ? (
          <TextField
            className="mt-4"
            label={`To erase everything, type ${email ?? 'the address'}`}
            hint="Leave it empty for anything else."
            name="email"
            type="text"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            error={answer?.faults.email}
          />
        ) : null}
      </Card>
    </>
  );
}
