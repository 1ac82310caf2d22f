// Learners read six languages, each of them whole: nothing missing, nothing left in English, nothing that a number or a name falls out of.
import { ALL_MESSAGES } from '#app/features/language/all-messages.server.ts';
import { languageFor, languageOfCountry } from '#app/features/language/language.ts';
import { counter } from '#app/features/language/plural.ts';
import { KEPT_BY_LAW } from '#app/features/privacy/erasure-words.ts';
import { LANGUAGES } from '#reports/catalogue.ts';
import { describe, expect, it } from 'vitest';

type Leaf = { readonly path: string; readonly value: unknown };

function leavesOf(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
}

/** Arguments that show where they end up. Those of messages are texts and counts; a count of 7 takes the rarer forms. */
const MARKS = [7, 17, 27, 37, 47];

/** What a message says, its own arguments marked. */
function said({ value }: Leaf): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'function') return '';
  const told: unknown = Reflect.apply(value, undefined, MARKS.slice(0, value.length));
  return typeof told === 'string' ? told : JSON.stringify(told);
}

const ENGLISH = new Map(leavesOf(ALL_MESSAGES.en).map((leaf) => [leaf.path, leaf]));

/** Words that are the same in another language: names, and what every language borrowed. */
const isBorrowed = (text: string): boolean => text.length <= 14 || /^(Partner Skills|https:|mailto:)/.test(text);

describe.each(LANGUAGES)('%s', (language) => {
  const leaves = leavesOf(ALL_MESSAGES[language]);

  it('has every message, and no other', () => {
    expect(leaves.map(({ path }) => path).toSorted()).toEqual([...ENGLISH.keys()].toSorted());
  });

  it('says something with each, and loses no argument on the way', () => {
    for (const leaf of leaves) {
      const text = said(leaf);
      expect(text.trim(), leaf.path).not.toBe('');
      expect(text, leaf.path).not.toMatch(/undefined|\[object|NaN/);
      const english = said(ENGLISH.get(leaf.path) ?? leaf);
      for (const mark of MARKS.filter((each) => english.includes(String(each))))
        expect(text, leaf.path).toContain(String(mark));
    }
  });
});

it.each(LANGUAGES.filter((language) => language !== 'en'))('%s is not left in English', (language) => {
  const same = leavesOf(ALL_MESSAGES[language]).filter((leaf) => {
    const text = said(leaf);
    return text === said(ENGLISH.get(leaf.path) ?? leaf) && !isBorrowed(text);
  });
  expect(same.map(({ path }) => path)).toEqual([]);
});

describe('the language of a page', () => {
  it.each([
    ['de', 'nl,en;q=0.5', 'de'],
    [null, 'nl-BE,nl;q=0.9,en;q=0.5', 'nl'],
    [null, 'en;q=0.4, pl;q=0.9', 'pl'],
    [null, 'da, fr;q=0.5', 'fr'],
    [null, 'de;q=0', 'en'],
    [null, 'xx', 'en'],
    [null, ';;;,,,q=', 'en'],
    [null, null, 'en'],
    ['zz', 'es', 'es'],
  ] as const)('is that of the account (%s), else what the browser asks for (%s): %s', (account, header, language) => {
    expect(languageFor(account, header)).toBe(language);
  });
});

it('the first language of somebody of whom only the country is known is that of the country, where it has one of ours', () => {
  expect(['NL', 'DE', 'AT', 'LI', 'FR', 'PL', 'ES', 'BE', 'CH', 'IE', 'SE', ''].map(languageOfCountry)).toEqual(
    'nl de de de fr pl es en en en en en'.split(' '),
  );
});

it('a number takes the form that its language gives it', () => {
  const workshops = { one: 'warsztat', few: 'warsztaty', many: 'warsztatów', other: 'warsztatu' };
  expect([1, 2, 5, 22].map((count) => counter('pl')(count, workshops))).toEqual([
    '1 warsztat',
    '2 warsztaty',
    '5 warsztatów',
    '22 warsztaty',
  ]);
});

it('the receipt of an erasure says in every language what is kept by which law', () => {
  for (const { notice, receipt } of Object.values(ALL_MESSAGES)) {
    expect(Object.keys(receipt.laws).toSorted()).toEqual([...KEPT_BY_LAW].toSorted());
    expect(Object.keys(notice.classes)).toEqual(expect.arrayContaining([...KEPT_BY_LAW]));
  }
});
