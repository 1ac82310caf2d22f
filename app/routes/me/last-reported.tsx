import { Link } from '@remix-run/react';

import { nameOfAny } from '#app/features/language/field-names.ts';
import { useFormats, useLanguage, useMessages } from '#app/features/language/use-language.tsx';
import type { Disclosure } from '#app/features/reporting/disclosures.server.ts';
import { Card } from '#app/ui/card.tsx';

/** What left about the learner, newest first: to whom, when, and which fields. */
export function LastReported({ disclosures }: { disclosures: readonly Disclosure[] }) {
  const { reported } = useMessages().home;
  const { formatDay, formatPeriod } = useFormats();
  const language = useLanguage();
  return (
    <Card title={reported.title} flush>
      {disclosures.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-ink-soft">{reported.nothing}</p>
      ) : (
        <ul className="mt-2 divide-y divide-line">
          {disclosures.map(({ runId, sheet, disclosedAt, recipient, fields, rows, period }) => (
            <li key={`${runId} ${sheet}`} className="px-4 py-2.5">
              <details>
                <summary className="grid items-baseline gap-x-4 rounded-sm sm:grid-cols-[112px_minmax(0,1fr)_minmax(0,2fr)_auto]">
                  <span className="text-ink-soft">{formatDay(disclosedAt)}</span>
                  <bdi className="min-w-0 font-medium wrap-anywhere">{recipient}</bdi>
                  <span>
                    {reported.fields(
                      fields.length,
                      sheet === 'exams' ? reported.exams(rows) : reported.workshops(rows),
                    )}
                  </span>
                  <span className="font-medium text-accent">{reported.show}</span>
                </summary>
                <p className="mt-2 text-ink-soft">
                  {reported.reportOf(formatPeriod(period), fields.map((id) => nameOfAny(id, language)).join(', '))}
                </p>
              </details>
            </li>
          ))}
        </ul>
      )}
      <p className="border-t border-line px-4 py-3">
        <Link to="/me/data" className="font-medium text-accent underline-offset-2 hover:underline">
          {reported.all}
        </Link>
      </p>
    </Card>
  );
}
