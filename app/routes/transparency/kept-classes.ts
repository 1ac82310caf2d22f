// What the page says of each class of data beyond the notice: what becomes of it as somebody is erased, from the entries of the data map.
import type { TransparencyMessages } from '#app/features/language/messages.ts';
import type { Erasure } from '#app/features/privacy/data-classes.ts';
import { erasuresOf } from '#app/features/privacy/erasure-words.ts';
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

export const keptClasses = (words: Words): KeptClass[] =>
  [LIST, EXAMS, ...KEPT].map((one) => ({ ...one, onErasure: sayErasure(one, words) }));
