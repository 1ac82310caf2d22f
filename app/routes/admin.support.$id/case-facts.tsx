import { LANGUAGE_NAMES, languageFor } from '#app/features/language/language.ts';
import { CLOSED_WORDS } from '#app/features/support/case-words.ts';
import { ageInWords } from '#app/features/support/case-words.ts';
import type { ShownCase } from '#app/features/support/show-case.server.ts';
import { Card, Facts } from '#app/ui/card.tsx';
import { counted, formatDayTime } from '#app/ui/format.ts';

function Who({ shown: { name, email, phone, personId } }: { shown: ShownCase }) {
  if (email === null) return 'not kept any more';
  return (
    <>
      {name === null ? null : <bdi className="block">{name}</bdi>}
      <span className="block break-all">{email}</span>
      {phone === null ? null : <span className="block">{phone}</span>}
      <span className="block text-sm text-ink-soft">
        {personId === null ? 'without an account' : 'with an account'}
      </span>
    </>
  );
}

/** Who asks, since when, and how it ended. */
export function CaseFacts({ shown }: { shown: ShownCase }) {
  const { askedAt, language, closedAt, closedHow, closedBy, tookDays, underWay, requestId } = shown;
  return (
    <Card title="The case">
      <Facts
        facts={[
          { term: 'By', value: <Who shown={shown} /> },
          { term: 'Asked', value: formatDayTime(askedAt) },
          { term: 'Mails in', value: LANGUAGE_NAMES[languageFor(language, null)] },
          ...(underWay === 0 ? [] : [{ term: 'On its way', value: counted(underWay, 'mail') }]),
          ...(closedAt === null
            ? []
            : [
                {
                  term: CLOSED_WORDS[closedHow ?? 'answered'],
                  value: `${formatDayTime(closedAt)}${closedBy === null ? '' : `, ${closedBy}`}`,
                },
                { term: 'It took', value: tookDays === 0 ? 'less than a day' : ageInWords(tookDays ?? 0) },
              ]),
          ...(requestId === null ? [] : [{ term: 'Request', value: String(requestId) }]),
        ]}
      />
    </Card>
  );
}
