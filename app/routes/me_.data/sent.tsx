import type { ReactNode } from 'react';

import { nameOfAny } from '#app/features/language/field-names.ts';
import { useFormats, useLanguage, useMessages } from '#app/features/language/use-language.tsx';
import type { OwnData } from '#app/features/privacy/own-data.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import type { Language } from '#reports/catalogue.ts';

const namesOf = (fields: readonly string[], language: Language): string =>
  fields.map((id) => nameOfAny(id, language)).join(', ');

function Hash({ sha256 }: { sha256: string }) {
  const words = useMessages().privacy.sent;
  return (
    <p className="mt-1 text-sm text-ink-soft">
      {words.hash}: <code className="font-mono break-all select-all">{sha256}</code>
    </p>
  );
}

const SHOWN = 5;

/** The newest few; those before stand folded away below them. */
function Newest({ children }: { children: readonly ReactNode[] }) {
  const words = useMessages().privacy.consents;
  const older = children.slice(SHOWN);
  const list = 'divide-y divide-line border-t border-line';
  return (
    <>
      <ul className={list}>{children.slice(0, SHOWN)}</ul>
      {older.length === 0 ? null : (
        <details className="border-t border-line">
          <summary className="rounded-sm px-4 py-3 font-medium text-accent underline-offset-2 hover:underline">
            {words.history} ({older.length})
          </summary>
          <ul className={list}>{older}</ul>
        </details>
      )}
    </>
  );
}

/** Every disclosure: to whom, when, which fields, and the hash of the file. */
export function Sent({ disclosures }: { disclosures: OwnData['disclosures'] }) {
  const words = useMessages().privacy.sent;
  const { formatDayTime, formatPeriod } = useFormats();
  const language = useLanguage();
  const howOf = (channel: string): string =>
    Object.entries(words.channels).find(([known]) => known === channel)?.[1] ?? channel;
  return (
    <Card title={words.title} flush>
      <p className="px-4 pb-3 text-ink-soft">{disclosures.length === 0 ? words.none : words.lead}</p>
      {disclosures.length === 0 ? null : (
        <Newest>
          {disclosures.map((sent) => (
            <li key={`${sent.runId} ${sent.sheet} ${sent.sha256}`} className="px-4 py-2.5">
              <details>
                <summary className="grid items-baseline gap-x-4 rounded-sm sm:grid-cols-[150px_minmax(0,1fr)_minmax(0,2fr)_auto]">
                  <span className="text-ink-soft">{formatDayTime(sent.disclosedAt)}</span>
                  <span className="font-medium">{sent.recipient}</span>
                  <span>
                    {words.fields(sent.fields.length)},{' '}
                    {sent.sheet === 'exams' ? words.exams(sent.rows) : words.registration(sent.rows)}
                  </span>
                  <span className="font-medium text-accent">{words.show}</span>
                </summary>
                <p className="mt-2 text-ink-soft">
                  {words.reportOf(formatPeriod(sent.period))}, {howOf(sent.channel)}: {namesOf(sent.fields, language)}.
                </p>
                <Hash sha256={sent.sha256} />
              </details>
            </li>
          ))}
        </Newest>
      )}
    </Card>
  );
}

/** Which recipients were told that something is not as it was. */
export function Told({ told }: { told: OwnData['told'] }) {
  const words = useMessages().privacy.told;
  const { formatDayTime } = useFormats();
  const language = useLanguage();
  return (
    <Card title={words.title} flush>
      <p className="px-4 pb-3 text-ink-soft">{told.length === 0 ? words.none : words.lead}</p>
      {told.length === 0 ? null : (
        <Newest>
          {told.map(({ id, recipient, cause, fields, at, sha256 }) => (
            <li key={id} className="px-4 py-2.5">
              <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                <span className="text-ink-soft">{formatDayTime(at)}</span>
                <span className="font-medium">{recipient}</span>
                <Badge tone="info">{words.causes[cause]}</Badge>
                {fields.length === 0 ? null : <span>{namesOf(fields, language)}</span>}
              </p>
              <Hash sha256={sha256} />
            </li>
          ))}
        </Newest>
      )}
    </Card>
  );
}
