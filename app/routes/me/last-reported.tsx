import type { Disclosure } from '#app/features/reporting/disclosures.server.ts';
import { Card } from '#app/ui/card.tsx';
import { counted, formatDay, formatPeriod } from '#app/ui/format.ts';
import { fieldOf, isFieldId } from '#reports/catalogue.ts';

const WHAT: Record<Disclosure['sheet'], (rows: number) => string> = {
  registration: (rows) => counted(rows, 'workshop'),
  exams: (rows) => `${counted(rows, 'exam')} without your name`,
};

const nameOfField = (id: string): string => (isFieldId(id) ? fieldOf(id).headers.en : id);

/** What left about the learner, newest first: to whom, when, and which fields. */
export function LastReported({ disclosures }: { disclosures: readonly Disclosure[] }) {
  return (
    <Card title="What was last reported about you" flush>
      {disclosures.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-ink-soft">
          Nothing yet. When a report with you in it reaches your employer or Microsoft, it stands here with each field.
        </p>
      ) : (
        <ul className="mt-2 divide-y divide-line">
          {disclosures.map((disclosure) => (
            <li key={`${disclosure.runId} ${disclosure.sheet}`} className="px-4 py-2.5">
              <details>
                <summary className="grid items-baseline gap-x-4 rounded-sm sm:grid-cols-[96px_minmax(0,1fr)_minmax(0,2fr)_auto]">
                  <span className="text-ink-soft">{formatDay(disclosure.disclosedAt)}</span>
                  <span className="font-medium">{disclosure.recipient}</span>
                  <span>
                    {counted(disclosure.fields.length, 'field')}, {WHAT[disclosure.sheet](disclosure.rows)}
                  </span>
                  <span className="font-medium text-accent">show</span>
                </summary>
                <p className="mt-2 text-ink-soft">
                  Report of {formatPeriod(disclosure.period)}: {disclosure.fields.map(nameOfField).join(', ')}.
                </p>
              </details>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
