// What can be done next about a breach: each step a form of its own, and only those that can be taken.
import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';

import type { Faults, Typed } from '#app/features/privacy/breach-form.ts';
import { CONSEQUENCE_WORDS, MEASURE_WORDS, RISK_WORDS } from '#app/features/privacy/breach-words.ts';
import { CONSEQUENCES, MEASURES, RISKS, type Standing } from '#app/features/privacy/breach.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { FieldError, TextArea, TextField } from '#app/ui/field.tsx';

/** What was sent last, if it was this form. */
export type Sent = { readonly intent: string; readonly typed: Typed; readonly faults: Faults };

type Step = { readonly intent: string; readonly sent: Sent | undefined };

const NOTHING: Omit<Sent, 'intent'> = { typed: {}, faults: {} };
const sentOf = ({ intent, sent }: Step): Omit<Sent, 'intent'> => (sent?.intent === intent ? sent : NOTHING);
const textIn = (typed: Typed, name: string): string => {
  const value = typed[name];
  return typeof value === 'string' ? value : '';
};

function StepForm({ intent, button, children }: { intent: string; button: string; children: ReactNode }) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post" className="grid gap-3">
      <input type="hidden" name="intent" value={intent} />
      {children}
      <Button look="primary" className="w-fit" disabled={busy}>
        {button}
      </Button>
    </Form>
  );
}

function Folded({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open} className="border-t border-line pt-3">
      <summary className="mb-3 w-fit font-medium text-accent underline-offset-2 hover:underline">{title}</summary>
      {children}
    </details>
  );
}

function Why({ step, label, hint, isNeeded = true }: { step: Step; label: string; hint?: string; isNeeded?: boolean }) {
  const { typed, faults } = sentOf(step);
  return (
    <TextArea
      label={label}
      hint={hint}
      name="why"
      required={isNeeded}
      maxLength={4_000}
      defaultValue={textIn(typed, 'why')}
      error={faults['why']}
    />
  );
}

function At({ step, label, now }: { step: Step; label: string; now: string }) {
  const { typed, faults } = sentOf(step);
  return (
    <TextField
      label={label}
      hint="Amsterdam time."
      name="at"
      type="datetime-local"
      required
      className="max-w-[320px]"
      defaultValue={textIn(typed, 'at') || now}
      error={faults['at']}
    />
  );
}

function Boxes<Name extends string>({
  legend,
  name,
  names,
  words,
  chosen,
}: {
  legend: string;
  name: string;
  names: readonly Name[];
  words: Readonly<Record<Name, string>>;
  chosen: readonly string[];
}) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium">{legend}</legend>
      {names.map((one) => (
        <label key={one} className="flex items-start gap-2">
          <input type="checkbox" name={name} value={one} className="mt-0.5" defaultChecked={chosen.includes(one)} />
          {words[one]}
        </label>
      ))}
    </fieldset>
  );
}

function AssessForm({ standing, sent }: { standing: Standing; sent: Sent | undefined }) {
  const step = { intent: 'assessed', sent };
  const { typed, faults } = sentOf(step);
  const { assessed } = standing;
  const listOf = (name: string, known: readonly string[]): readonly string[] => {
    const value = typed[name];
    return typeof value === 'object' ? value : known;
  };
  return (
    <StepForm intent="assessed" button={assessed === null ? 'Keep the assessment' : 'Keep the new assessment'}>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium">The risk to people</legend>
        {RISKS.map((risk) => (
          <label key={risk} className="flex items-start gap-2">
            <input
              type="radio"
              name="risk"
              value={risk}
              required
              className="mt-0.5"
              defaultChecked={(textIn(typed, 'risk') || assessed?.risk) === risk}
            />
            <span>
              {RISK_WORDS[risk].name}
              <span className="block text-sm text-ink-soft">{RISK_WORDS[risk].what}</span>
            </span>
          </label>
        ))}
        {faults['risk'] === undefined ? null : <FieldError>{faults['risk']}</FieldError>}
      </fieldset>
      <Why step={step} label="Why" hint="How likely and how grave, for whom; no names of people." />
      <Boxes
        legend="What may come of it"
        name="consequences"
        names={CONSEQUENCES}
        words={CONSEQUENCE_WORDS}
        chosen={listOf('consequences', assessed?.consequences ?? [])}
      />
      <Boxes
        legend="What was done about it"
        name="measures"
        names={MEASURES}
        words={MEASURE_WORDS}
        chosen={listOf('measures', assessed?.measures ?? [])}
      />
    </StepForm>
  );
}

type Steps = {
  readonly id: number;
  readonly standing: Standing;
  readonly sent: Sent | undefined;
  readonly now: string;
  readonly isLate: boolean;
};

function ReportForms({ standing, sent, now, isLate }: Steps) {
  const reported = { intent: 'reported', sent };
  const { typed, faults } = sentOf(reported);
  if (standing.report?.step === 'reported')
    return (
      <Folded title="Add to the report what was found out since" open={sent?.intent === 'supplemented'}>
        <StepForm intent="supplemented" button="It was added">
          <Why step={{ intent: 'supplemented', sent }} label="What was added" />
        </StepForm>
      </Folded>
    );
  return (
    <>
      <StepForm intent="reported" button="It was reported to the authority">
        <At step={reported} label="Reported at" now={now} />
        <TextField
          label="Reference"
          hint="The number that the authority gave, if it gave one."
          name="reference"
          maxLength={200}
          className="max-w-[320px]"
          defaultValue={textIn(typed, 'reference')}
          error={faults['reference']}
        />
        {isLate ? (
          <TextArea
            label="Why more than 72 hours have passed"
            hint="Needed unless it was reported before that (art. 33(1))."
            name="lateWhy"
            maxLength={4_000}
            defaultValue={textIn(typed, 'lateWhy')}
            error={faults['lateWhy']}
          />
        ) : null}
      </StepForm>
      {standing.assessed?.risk === 'none' && standing.report === null ? (
        <Folded title="It need not be reported …" open={sent?.intent === 'not-reported'}>
          <StepForm intent="not-reported" button="It is not reported">
            <Why
              step={{ intent: 'not-reported', sent }}
              label="Why not"
              hint="It is unlikely to result in a risk; the authority may ask for this."
            />
          </StepForm>
        </Folded>
      ) : null}
    </>
  );
}

function TellForms({ id, sent, now }: Steps) {
  return (
    <div className="grid gap-3">
      <p>Each is told in plain words what happened, what may come of it and what they can do.</p>
      <ButtonLink to={`/desk/breaches/${id}/tell`} look="primary" className="w-fit">
        Write to them by mail …
      </ButtonLink>
      <Folded title="They were told otherwise …" open={sent?.intent === 'told'}>
        <StepForm intent="told" button="They were told">
          <input type="hidden" name="how" value="otherwise" />
          <At step={{ intent: 'told', sent }} label="Told at" now={now} />
          <Why step={{ intent: 'told', sent }} label="How" hint="By letter, by phone, in public." />
        </StepForm>
      </Folded>
      <Folded title="They are not told …" open={sent?.intent === 'not-told'}>
        <StepForm intent="not-told" button="They are not told">
          <Why
            step={{ intent: 'not-told', sent }}
            label="Why not"
            hint="The data could not be read, the risk is gone, or it would take efforts out of proportion and it was told in public (art. 34(3))."
          />
        </StepForm>
      </Folded>
    </div>
  );
}

export function NextSteps(steps: Steps) {
  const { standing, sent } = steps;
  const { assessed, report, telling, hasUntold, closed } = standing;
  if (closed !== null)
    return (
      <Card title="Closed">
        <Folded title="Open it again …" open={sent?.intent === 'reopened'}>
          <StepForm intent="reopened" button="Open it again">
            <Why step={{ intent: 'reopened', sent }} label="Why" />
          </StepForm>
        </Folded>
      </Card>
    );
  return (
    <>
      <Card title={assessed === null ? '1. Assess the risk' : '1. The risk is assessed'}>
        {assessed === null ? (
          <AssessForm standing={standing} sent={sent} />
        ) : (
          <>
            <p className="mb-3">
              <strong>{RISK_WORDS[assessed.risk].name}.</strong> {RISK_WORDS[assessed.risk].what}
            </p>
            <Folded title="Assess it anew …" open={sent?.intent === 'assessed'}>
              <AssessForm standing={standing} sent={sent} />
            </Folded>
          </>
        )}
      </Card>
      <Card title="2. The authority">
        {report?.step === 'reported' ? <p className="mb-3">It was reported.</p> : null}
        {report?.step === 'not-reported' ? <p className="mb-3">It was decided not to report it.</p> : null}
        <ReportForms {...steps} />
      </Card>
      {assessed?.risk === 'high' || telling !== null ? (
        <Card title="3. The people themselves">
          {telling === null ? (
            <TellForms {...steps} />
          ) : hasUntold ? (
            <>
              <p className="mb-3">
                They were told. A file was added since: whoever stands in it alone was not. By mail only these are
                written to.
              </p>
              <TellForms {...steps} />
            </>
          ) : telling.step === 'told' ? (
            <p>They were told.</p>
          ) : (
            <>
              <p className="mb-3">It was decided not to tell them.</p>
              <Folded title="Tell them after all …" open={false}>
                <TellForms {...steps} />
              </Folded>
            </>
          )}
        </Card>
      ) : null}
      <Card title="Close it">
        <StepForm intent="closed" button="Close it">
          <Why
            step={{ intent: 'closed', sent }}
            label="What was learned (optional)"
            hint="What keeps it from happening again."
            isNeeded={false}
          />
        </StepForm>
      </Card>
    </>
  );
}
