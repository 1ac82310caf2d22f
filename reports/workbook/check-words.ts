/** Says what each check of a finished file is for, to whoever answers for what left: a question, and what a pass means. */
import type { CheckId } from './findings.ts';

export const CHECK_GROUPS = [
  'Only what was agreed',
  'Nobody is told apart',
  'Nothing is hidden',
  'The file is what was built',
] as const;
export type CheckGroup = (typeof CHECK_GROUPS)[number];

type Words = Readonly<{ group: CheckGroup; title: string; means: string }>;

const [AGREED, APART, HIDDEN, BUILT] = CHECK_GROUPS;

export const CHECK_WORDS: Readonly<Record<CheckId, Words>> = {
  sheets: {
    group: AGREED,
    title: 'The agreed sheets',
    means: 'It has the sheets that the agreement gives, all of them visible, and no other.',
  },
  headers: {
    group: AGREED,
    title: 'The agreed columns',
    means: 'Each sheet has the columns of the agreement, in their order, and no other.',
  },
  rows: {
    group: AGREED,
    title: 'As many rows as were recorded',
    means: 'Every row has its entry in the record of what left about whom, and nothing was left out or added.',
  },
  cells: {
    group: AGREED,
    title: 'Plain cells',
    means:
      'Every cell is text, or a whole percentage where progress stands: nothing that a spreadsheet would carry out.',
  },
  about: {
    group: AGREED,
    title: 'The first page',
    means: 'It says what was agreed, when the data was taken and how many rows there are, and nothing about people.',
  },
  months: {
    group: APART,
    title: 'No day of an exam',
    means: 'Exams are told by month or by quarter; there is no day anywhere.',
  },
  order: {
    group: APART,
    title: 'The order tells nothing',
    means:
      'Exam rows stand in the order of what they say, so that none can be matched with the list of people by its place.',
  },
  properties: {
    group: APART,
    title: 'Nobody in the properties',
    means: 'The properties of the file name the academy, no author, and no time.',
  },
  times: { group: APART, title: 'No times', means: 'No part of the file says when it was made.' },
  formats: {
    group: APART,
    title: 'No dates',
    means: 'Cells are formatted as text or whole numbers; a date could not even be shown.',
  },
  hidden: {
    group: HIDDEN,
    title: 'No hidden rows, columns or sheets',
    means: 'What the reader sees is all that there is.',
  },
  attachments: {
    group: HIDDEN,
    title: 'No comments, drawings or objects',
    means: 'Nothing is attached to a cell or a sheet.',
  },
  links: { group: HIDDEN, title: 'No links', means: 'Nothing leads out of the file or is fetched when it is opened.' },
  active: {
    group: HIDDEN,
    title: 'No formulas, no macros',
    means: 'Nothing in it is carried out when it is opened.',
  },
  names: {
    group: HIDDEN,
    title: 'No other names',
    means: 'Only the print titles and the filter are defined, which point at what is visible.',
  },
  archive: {
    group: BUILT,
    title: 'Whole',
    means: 'The file can be read from end to end, every byte of it belongs to a part, and nothing is encrypted.',
  },
  entries: { group: BUILT, title: 'Its parts', means: 'It consists of the parts that a report has, and no other.' },
  fixed: {
    group: BUILT,
    title: 'Its frame',
    means: 'All around the rows is, byte for byte, what the agreement gives.',
  },
  sha256: {
    group: BUILT,
    title: 'Its hash',
    means: 'The bytes that were checked are the ones that were written; every sending checks this again.',
  },
};
