// Writes the drafts of letters about a breach: to the authority what art. 33(3) asks for, to people what art. 34 does, in their language.
import { nameOfAny } from '#app/features/language/field-names.ts';
import { named, theAcademy } from '#app/features/language/academy.ts';
import { mailsIn } from '#app/features/language/messages.ts';
import { privacyContacts } from '#app/features/settings/brand.server.ts';
import type { Language } from '#reports/catalogue.ts';
import { CONSEQUENCE_WORDS, KIND_WORDS, MEASURE_WORDS, RISK_WORDS } from './breach-words.ts';
import { deadlineOf, isLate, standingOf, type BreachCounts, type HeldFields, type Tally } from './breach.ts';
import type { Breach } from './read-breaches.server.ts';

/** A heading with what stands under it: sentences, or a list. */
export type LetterPart = {
  readonly heading: string | null;
  readonly paragraphs: readonly string[];
  readonly list: readonly string[];
};
export type Letter = { readonly subject: string; readonly parts: readonly LetterPart[] };

const LOCALES: Readonly<Partial<Record<Language, string>>> = { en: 'en-GB' };
const dayIn = (language: Language, at: Date): string =>
  new Intl.DateTimeFormat(LOCALES[language] ?? language, { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(
    at,
  );
const timeOf = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Amsterdam' }).format(at);

const part = (
  heading: string | null,
  paragraphs: readonly (string | null)[],
  list: readonly string[] = [],
): LetterPart => ({ heading, paragraphs: paragraphs.filter((text) => text !== null), list });

const namesOf = (fields: readonly string[], language: Language): string =>
  fields.map((field) => nameOfAny(field, language)).join(', ');

/** From one day to another, on one day, or on it or later: where nobody knows when it ended. Days in words. */
function whenOf(
  words: ReturnType<typeof mailsIn>['breachLetter'],
  from: string | null | undefined,
  to: string | null | undefined,
): string | null {
  if (!from) return null;
  if (!to) return words.since(from);
  return from === to ? words.on(from) : words.between(from, to);
}

/** The letter to one of the people, with the fields that are held of them; a draft leaves `firstName` open and names the fields of all files. */
export function writeLetterToPeople(
  breach: Breach,
  language: Language,
  firstName: string | null,
  own: HeldFields | null = null,
): Letter {
  const words = mailsIn(language).breachLetter;
  const { assessed, counts } = standingOf(breach.steps);
  const { namedFields, examFields } = own ?? counts ?? { namedFields: [], examFields: [] };
  const { officer, authority } = privacyContacts();
  const [from, to] = [breach.happenedFrom, breach.happenedTo].map((at) => (at === null ? null : dayIn(language, at)));
  const holds = [
    ...(namedFields.length > 0 ? [`${words.byName} ${namesOf(namedFields, language)}.`] : []),
    ...(examFields.length > 0 ? [`${words.withoutName} ${namesOf(examFields, language)}.`] : []),
    ...(breach.everybody ? [words.account] : []),
  ];
  return {
    subject: words.subject,
    parts: [
      part(null, [words.greeting(firstName ?? '…'), words.sorry]),
      part(words.whatHappened, [
        words.kinds[breach.kind],
        whenOf(words, from, to),
        words.known(dayIn(language, breach.knownAt)),
      ]),
      part(words.whatOfYou, holds.length === 0 ? [words.stillFinding] : [], holds),
      part(
        words.whatMayCome,
        [],
        (assessed?.consequences ?? []).map((one) => words.consequences[one]),
      ),
      part(
        words.whatWeDid,
        [],
        (assessed?.measures ?? []).map((one) => words.measures[one]),
      ),
      part(words.whatYouCanDo, [words.advice, words.ask(officer.name, officer.email)]),
      part(null, [words.complain(authority.name, authority.address), theAcademy().name]),
    ],
  };
}

const talliesIn = (tallies: readonly Tally[]): string =>
  tallies.map(({ name, people }) => `${name}: ${people}`).join('; ');

function sayPeople(people: number | null, counts: BreachCounts | null): string {
  const { unkeptFiles = 0, unkeptRows = 0 } = counts ?? {};
  const record = `the record of whose ${unkeptRows} records stood in ${unkeptFiles} ${unkeptFiles === 1 ? 'file' : 'files'} is no longer kept, as its time was over`;
  if (people === null) return 'How many people it touches is not known yet.';
  if (unkeptFiles === 0) return `About ${people} people who learn.`;
  return people === 0
    ? `How many people it touches can no longer be said: ${record}.`
    : `About ${people} people who learn, and more who can no longer be counted: ${record}.`;
}

/** What the authority asks for (art. 33(3)), with what is not known yet said so. */
export function writeLetterToAuthority(breach: Breach, files: number): Letter {
  const { assessed, counts, report, telling } = standingOf(breach.steps);
  const { officer } = privacyContacts();
  const people = counts?.people ?? breach.peopleSaid;
  const late =
    report?.step === 'reported' && isLate(breach.knownAt, report.at)
      ? `Reported on ${timeOf(report.at)}, after the 72 hours. The reasons: ${report.lateWhy ?? ''}`
      : null;
  return {
    subject: named(`Report of a personal data breach, no. ${breach.id}`),
    parts: [
      part('Who reports', [
        `${theAcademy().name}, controller. Contact for data protection: ${officer.name}, ${officer.email}.`,
      ]),
      part('What happened (art. 33(3)(a))', [
        `${KIND_WORDS[breach.kind].name}. ${breach.what}`,
        breach.happenedFrom === null
          ? 'When it happened is not known yet.'
          : `It happened from ${timeOf(breach.happenedFrom)}${breach.happenedTo === null ? '' : ` to ${timeOf(breach.happenedTo)}`}.`,
        `It became known on ${timeOf(breach.knownAt)}; the 72 hours end on ${timeOf(deadlineOf(breach.knownAt))}, times of Amsterdam.`,
        late,
      ]),
      part('Whom it touches', [
        sayPeople(people, counts),
        counts === null || counts.rows === 0
          ? null
          : `${counts.rows} records in ${files} ${files === 1 ? 'file' : 'files'}; ${counts.named} of the people stand there by name.`,
        counts !== null && counts.byCountry.length > 0 ? `By country: ${talliesIn(counts.byCountry)}.` : null,
        counts !== null && counts.byRecipient.length > 0 ? `Files made for: ${talliesIn(counts.byRecipient)}.` : null,
      ]),
      part(
        'Which data',
        [counts === null ? 'Not known yet.' : null],
        [
          ...(counts !== null && counts.namedFields.length > 0
            ? [`With the name: ${namesOf(counts.namedFields, 'en')}`]
            : []),
          ...(counts !== null && counts.examFields.length > 0
            ? [`Without a name, by month: ${namesOf(counts.examFields, 'en')}`]
            : []),
          'No special categories of data, no passwords, no bank or identity numbers are held.',
        ],
      ),
      part(
        'What is likely to come of it (art. 33(3)(c))',
        assessed === null ? ['Not assessed yet.'] : [`${RISK_WORDS[assessed.risk].name}. ${assessed.why}`],
        (assessed?.consequences ?? []).map((one) => CONSEQUENCE_WORDS[one]),
      ),
      part(
        'What was done (art. 33(3)(d))',
        [(assessed?.measures.length ?? 0) === 0 ? 'Measures are being decided.' : null],
        (assessed?.measures ?? []).map((one) => MEASURE_WORDS[one]),
      ),
      part('Whether people are told (art. 34)', [
        telling?.step === 'told'
          ? `They were told on ${timeOf(telling.at)}${telling.how === 'mail' ? ', each by mail in their language' : ''}.`
          : telling?.step === 'not-told'
            ? `They are not told: ${telling.why}`
            : 'Not decided yet.',
      ]),
      part(null, ['What is found out later will be added to this report (art. 33(4)).']),
    ],
  };
}
