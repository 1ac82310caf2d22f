// What was done about a breach, in the order in which it was written down.
import { CONSEQUENCE_WORDS, MEASURE_WORDS, RISK_WORDS, STEP_WORDS } from '#app/features/privacy/breach-words.ts';
import { isUnknown, sayMinutes, sayUnkept, type BreachStep } from '#app/features/privacy/breach.ts';
import type { Breach } from '#app/features/privacy/read-breaches.server.ts';
import { Card } from '#app/ui/card.tsx';
import { counted, formatDayTime } from '#app/ui/format.ts';

const MINUTE_MS = 60_000;

function linesOf(step: BreachStep): (string | null)[] {
  switch (step.step) {
    case 'counted':
      return [
        isUnknown(step.counts)
          ? null
          : `${counted(step.counts.people, 'person', 'people')} on ${counted(step.counts.rows, 'row')}.`,
        sayUnkept(step.counts),
      ];
    case 'assessed':
      return [
        `${RISK_WORDS[step.risk].name}. ${step.why}`,
        step.consequences.length === 0
          ? null
          : `May come of it: ${step.consequences.map((one) => CONSEQUENCE_WORDS[one].toLowerCase()).join('; ')}.`,
        step.measures.length === 0
          ? null
          : `Done: ${step.measures.map((one) => MEASURE_WORDS[one].toLowerCase()).join('; ')}.`,
      ];
    case 'reported':
      return [
        step.reference === null ? null : `Reference ${step.reference}.`,
        step.lateWhy === null ? null : `Why so late: ${step.lateWhy}`,
      ];
    case 'told':
      return [step.how === 'mail' ? 'By mail, each in their language.' : null, step.why];
    default:
      return [step.why];
  }
}

export function History({ breach }: { breach: Breach }) {
  const since = (at: Date): string => {
    const minutes = Math.floor((at.getTime() - breach.knownAt.getTime()) / MINUTE_MS);
    return minutes < 0 ? '' : `${sayMinutes(minutes)} after it became known`;
  };
  return (
    <Card title="What was done">
      <ol className="grid gap-3">
        <li>
          <p className="font-medium">Recorded</p>
          <p className="text-sm text-ink-soft">
            {formatDayTime(breach.recordedAt)}, {breach.recordedBy} · {since(breach.recordedAt)}
          </p>
        </li>
        {breach.steps.map((step, index) => (
          <li key={index} className="border-t border-line pt-3">
            <p className="font-medium">{STEP_WORDS[step.step]}</p>
            <p className="text-sm text-ink-soft">
              {formatDayTime(step.at)}, {step.by} · {since(step.at)}
            </p>
            {linesOf(step)
              .filter((line) => line !== null)
              .map((line) => (
                <p key={line} className="mt-1 whitespace-pre-line">
                  {line}
                </p>
              ))}
          </li>
        ))}
      </ol>
    </Card>
  );
}
