// Decides which form of a word a number takes, by the rules of each language (CLDR, in Intl).
import type { Language } from '#reports/catalogue.ts';

type Forms = Readonly<{ one: string; few?: string; many?: string; other: string }>;

/** Gives `count` with the form that it takes: `counter('pl')(2, { one: 'kurs', few: 'kursy', many: 'kursów', other: 'kursu' })` → '2 kursy'. */
export function counter(language: Language): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, forms) => {
    const rule = rules.select(count);
    const form = rule === 'one' || rule === 'few' || rule === 'many' ? forms[rule] : undefined;
    return `${numbers.format(count)} ${form ?? forms.other}`;
  };
}
