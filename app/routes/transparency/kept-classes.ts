// What the page says of each class of data beyond the notice: how long it is kept as it was decided, and what becomes of it as somebody is erased, from the entries of the data map.
import type { TransparencyMessages } from '#app/features/language/messages.ts';
import { DATA_CLASSES, type Erasure } from '#app/features/privacy/data-classes.ts';
import { erasuresOf } from '#app/features/privacy/erasure-words.ts';
import { ruleOf, type RetentionRuleName } from '#app/features/privacy/retention-rules.ts';
import type { KeptClass, NoticeClass } from '../notice/field-table.tsx';
import { EXAMS, KEPT, LIST } from '../notice/notice-rows.ts';

type Words = TransparencyMessages['held']['erasures'];
const isSaid = (way: Erasure, words: Words): way is Erasure & keyof Words => way in words;

/** In one sentence: what of it goes, and what stays. */
function sayErasure({ name }: NoticeClass, words: Words): string {
  const ways = erasuresOf(name).flatMap((way) => (isSaid(way, words) ? words[way] : []));
  const text = ways.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Of a period that is the same for ever the notice says all. */
const decidedRule = ({ name }: NoticeClass): RetentionRuleName | null => {
  const { rule } = DATA_CLASSES[name];
  return rule !== null && ruleOf(rule).least < ruleOf(rule).most ? rule : null;
};

/** `sayDecided` says how long something is kept as it was decided; the notice promises no more than the longest. */
export const keptClasses = (words: Words, sayDecided: (rule: RetentionRuleName) => string): KeptClass[] =>
  [LIST, EXAMS, ...KEPT].map((one) => {
    const rule = decidedRule(one);
    return { ...one, onErasure: sayErasure(one, words), ...(rule === null ? {} : { decided: sayDecided(rule) }) };
  });
