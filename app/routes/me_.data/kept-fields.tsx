import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

import { LANGUAGE_NAMES, isLanguage } from '#app/features/language/language.ts';
import { nameOfField } from '#app/features/language/field-names.ts';
import { useFormats, useLanguage, useMessages } from '#app/features/language/use-language.tsx';
import type { OwnData, ReportedField } from '#app/features/privacy/own-data.ts';
import { Card } from '#app/ui/card.tsx';
import { classes } from '#app/ui/classes.ts';
import { Notice } from '#app/ui/notice.tsx';
import { fieldOf, type SheetId } from '#reports/catalogue.ts';
import type { Country } from './posted.ts';

type Line = { label: string; values: readonly string[]; who: string; last: string };

function useReadable(countries: readonly Country[]): (field: ReportedField) => Line {
  const words = useMessages().privacy.fields;
  const formats = useFormats();
  const language = useLanguage();
  const show = (field: ReportedField, value: string): string => {
    const { kind } = fieldOf(field.field);
    if (field.field === 'country') return countries.find(({ code }) => code === value)?.name ?? value;
    if (kind === 'percent') return formats.formatPercent(Number(value));
    if (kind === 'month') return formats.formatMonth(value);
    if (kind !== 'result') return value;
    return value === 'passed' || value === 'failed' ? words.results[value] : words.unknown;
  };
  return (field) => ({
    label: nameOfField(field.field, language),
    values: field.values.map((value) => show(field, value)),
    who: field.recipients.length === 0 ? words.nobody : field.recipients.join(', '),
    last: field.lastSentAt === null ? words.never : formats.formatDay(field.lastSentAt),
  });
}

const CELL = 'px-4 py-2 max-sm:p-0';

function Values({ values }: { values: readonly string[] }) {
  const words = useMessages().privacy.fields;
  if (values.length === 0) return <span className="text-ink-soft">{words.empty}</span>;
  return values.map((value, index) => (
    // Two workshops can stand at the same percentage.
    <p key={`${index} ${value}`} className="break-words">
      {value}
    </p>
  ));
}

/** On a phone each field is two lines: what stands in it, and when it was last sent and to whom. */
function Lines({
  title,
  lines,
  given,
  folded,
}: {
  title: string;
  lines: readonly Line[];
  given: boolean;
  folded?: boolean;
}) {
  const words = useMessages().privacy.fields;
  return (
    <table className="w-full border-collapse max-sm:block sm:table-fixed">
      <caption className={classes(folded ? 'sr-only' : 'px-4 pt-4 pb-1 text-left font-semibold max-sm:block')}>
        {title}
      </caption>
      <thead className="max-sm:sr-only">
        <tr className="text-left text-ink-soft">
          {[words.field, words.value, ...(given ? [words.who, words.last] : [])].map((header) => (
            <th key={header} scope="col" className="px-4 py-1.5 font-medium">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-t border-line max-sm:block">
        {lines.map(({ label, values, who, last }) => (
          <tr
            key={label}
            className="align-top max-sm:grid max-sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] max-sm:gap-x-3 max-sm:px-4 max-sm:py-1.5"
          >
            <th scope="row" className={classes(CELL, 'text-left font-medium max-sm:block')}>
              {label}
            </th>
            <td className={classes(CELL, 'max-sm:block')}>
              <Values values={values} />
            </td>
            {given ? (
              <>
                <td className={classes(CELL, 'text-ink-soft max-sm:order-last max-sm:text-sm')}>{who}</td>
                <td className={classes(CELL, 'text-ink-soft max-sm:text-sm')}>{last}</td>
              </>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="border-t border-line">
      <summary className="rounded-sm px-4 py-3 font-semibold underline-offset-2 hover:underline">{title}</summary>
      {children}
    </details>
  );
}

/** Every field that is kept: what stands in it, who gets it and when it last left. */
export function KeptFields({ own, countries }: { own: OwnData; countries: readonly Country[] }) {
  const { notice, privacy } = useMessages();
  const words = privacy.fields;
  const readable = useReadable(countries);
  const { person, employments } = own;
  const ofSheet = (sheet: SheetId): Line[] => own.reported.filter((field) => field.sheet === sheet).map(readable);
  const kept = (label: string, values: readonly string[]): Line => ({
    label,
    values,
    who: words.nobody,
    last: words.never,
  });
  const isUnconfirmed = employments.some(({ endedOn, confirmed }) => endedOn === null && !confirmed);
  return (
    <Card title={words.title} flush>
      <p className="px-4 text-ink-soft">
        {words.lead}{' '}
        <Link to="/transparency" className="text-accent underline underline-offset-2">
          {notice.onOnePage}
        </Link>
      </p>
      {isUnconfirmed ? <Notice tone="info" title={words.unconfirmed} className="mx-4 mt-3" /> : null}
      <Lines title={words.named} lines={ofSheet('registration')} given />
      <Folded title={words.nameless}>
        <Lines title={words.nameless} lines={ofSheet('exams')} given folded />
      </Folded>
      <Folded title={words.kept}>
        <Lines
          title={words.kept}
          folded
          given={false}
          lines={[
            kept(words.city, person.city === null ? [] : [person.city]),
            kept(words.language, [isLanguage(person.language) ? LANGUAGE_NAMES[person.language] : person.language]),
            kept(words.formerAddresses, person.formerEmails),
            kept(
              words.formerEmployers,
              employments.filter(({ endedOn }) => endedOn !== null).map(({ company }) => company),
            ),
            kept(words.noticeVersion, person.noticeVersion === null ? [] : [words.version(person.noticeVersion)]),
          ]}
        />
      </Folded>
    </Card>
  );
}
