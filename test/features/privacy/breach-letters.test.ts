// Letters say what the law asks for: to the authority the facts of art. 33(3), to people those of art. 34(2), plainly and in six languages.
import '#app/features/language/all-messages.server.ts';
import {
  writeLetterToAuthority,
  writeLetterToPeople,
  type Letter,
} from '#app/features/privacy/breach-letters.server.ts';
import { BREACH_KINDS, CONSEQUENCES, MEASURES, type BreachStep } from '#app/features/privacy/breach.ts';
import type { Breach } from '#app/features/privacy/read-breaches.server.ts';
import { LANGUAGES } from '#reports/catalogue.ts';
import { describe, expect, it } from 'vitest';

const by = 'Noor';
const KNOWN = new Date('2026-10-24T21:30:00Z');

const STEPS: readonly BreachStep[] = [
  {
    step: 'counted',
    at: KNOWN,
    by,
    counts: {
      people: 34,
      named: 30,
      rows: 80,
      gone: 2,
      byRecipient: [{ key: '1', name: 'Microsoft EU', people: 34 }],
      byCountry: [
        { key: 'NL', name: 'Netherlands', people: 30 },
        { key: 'IE', name: 'Ireland', people: 4 },
      ],
      byEmployer: [],
      namedFields: ['first_name', 'email'],
      examFields: ['exam_month'],
    },
  },
  {
    step: 'assessed',
    at: KNOWN,
    by,
    risk: 'high',
    why: 'A public folder',
    consequences: CONSEQUENCES,
    measures: MEASURES,
  },
];

const breach = (changes: Partial<Breach> = {}): Breach => ({
  id: 7,
  drill: false,
  kind: 'lost-file',
  title: 'A stick',
  what: 'Somebody left it on a train.',
  happenedFrom: new Date('2026-10-20T08:00:00Z'),
  happenedTo: new Date('2026-10-22T08:00:00Z'),
  knownAt: KNOWN,
  recipient: null,
  contact: null,
  sha256: null,
  everybody: false,
  peopleSaid: null,
  recordedBy: by,
  recordedAt: KNOWN,
  steps: STEPS,
  ...changes,
});

const textOf = ({ subject, parts }: Letter): string =>
  [subject, ...parts.flatMap(({ heading, paragraphs, list }) => [heading ?? '', ...paragraphs, ...list])].join('\n');

describe('when it happened, as people read it', () => {
  const at = new Date('2026-10-20T08:00:00Z');
  const later = new Date('2026-10-20T19:00:00Z');
  const said = (language: (typeof LANGUAGES)[number], happenedTo: Date | null): string | undefined =>
    writeLetterToPeople(breach({ happenedFrom: at, happenedTo }), language, 'Anna').parts[1]?.paragraphs[1];

  it('is one day where it began and ended on the same, and that day or later where nobody knows the end', () => {
    expect(said('en', later)).toBe('It happened on 20 October 2026.');
    expect(said('en', null)).toBe('It happened on 20 October 2026 or later.');
    const sentences = LANGUAGES.map((language) => [language, said(language, later), said(language, null)] as const);
    for (const [language, closed, open] of sentences) expect(closed, language).not.toBe(open);
  });
});

describe('the letter to the authority', () => {
  it('has nature, numbers, contact, consequences and measures, and when the 72 hours end on the clock of Amsterdam', () => {
    const text = textOf(writeLetterToAuthority(breach(), 1));
    for (const fact of [
      'privacy@psa.example',
      'Lost file. Somebody left it on a train.',
      'About 34 people who learn.',
      '80 records in 1 file; 30 of the people stand there by name.',
      'Netherlands: 30; Ireland: 4',
      'With the name: First name, E-mail',
      'Without a name, by month: Exam month',
      'High risk. A public folder',
      'It was reported to the police',
      'It became known on 24 October 2026 at 23:30',
      'end on 27 October 2026 at 22:30',
    ])
      expect(text).toContain(fact);
  });

  it('tells the reasons where it is late, and what nobody knows yet', () => {
    const late: BreachStep = {
      step: 'reported',
      at: new Date('2026-10-28T21:30:00Z'),
      by,
      reference: null,
      lateWhy: 'The office was under water',
    };
    expect(textOf(writeLetterToAuthority(breach({ steps: [...STEPS, late] }), 1))).toContain(
      'after the 72 hours. The reasons: The office was under water',
    );
    const bare = textOf(writeLetterToAuthority(breach({ steps: [], happenedFrom: null, happenedTo: null }), 0));
    expect(bare).toContain('How many people it touches is not known yet.');
    expect(bare).toContain('When it happened is not known yet.');
    expect(bare).toContain('Not assessed yet.');
  });
});

describe.each(LANGUAGES)('the letter to people in %s', (language) => {
  it.each(BREACH_KINDS)(
    'says what happened (%s), which data, what may come of it, what was done, and whom to ask',
    (kind) => {
      const letter = writeLetterToPeople(breach({ kind }), language, 'Sanne');
      const text = textOf(letter);
      expect(text).toContain('Sanne');
      expect(text).toContain('privacy@psa.example');
      expect(text).toContain('https://autoriteitpersoonsgegevens.nl/');
      expect(letter.parts.map(({ list }) => list.length)).toEqual([
        0,
        0,
        2,
        CONSEQUENCES.length,
        MEASURES.length,
        0,
        0,
      ]);
      expect(text).not.toMatch(/undefined|null|NaN/);
      if (language !== 'en')
        expect(text).not.toContain(textOf(writeLetterToPeople(breach({ kind }), 'en', 'Sanne')).split('\n')[2]);
    },
  );

  it('says so while nobody knows which data it is', () => {
    const letter = writeLetterToPeople(breach({ steps: [] }), language, null);
    expect(letter.parts[2]?.paragraphs).toHaveLength(1);
  });
});
