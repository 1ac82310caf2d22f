// What the pages of imports say.
import { nameOfField } from '#app/features/language/field-names.ts';
import { FIELDS, type FieldId } from '#reports/catalogue.ts';
import type { ImportKind } from './match-columns.ts';
import type { NotReceived } from './receive-upload.server.ts';
import type { RowFate } from './upload.ts';

/** A form's name for where one of our columns is found. */
export const COLUMN_PREFIX = 'column.';

export const KIND_WORDS = {
  registrations: { name: 'Registrations', what: 'People, employers and progress: one row a person and workshop.' },
  exams: { name: 'Exam results', what: 'Sittings and results, as a test provider exports them: one row a sitting.' },
  workshops: { name: 'Workshops', what: 'The workshops, and the exam that each leads to.' },
} as const satisfies Record<ImportKind, { name: string; what: string }>;

export const FATE_WORDS = {
  refused: { name: 'Refused', none: 'No row is refused' },
  changed: { name: 'Changed', none: 'Nothing that is known changes' },
  created: { name: 'New', none: 'Nothing is new' },
  same: { name: 'Same', none: 'No row is the same as before' },
} as const satisfies Record<RowFate, { name: string; none: string }>;

export const DELIMITER_WORDS = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab' } as const;
export const ENCODING_WORDS: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

/** Why a file did not come in: what happened and what to do. */
export const NOT_RECEIVED = {
  'too-large': 'The file is larger than 5 MB. Split it, and import its parts one after the other.',
  'too-slow': 'The file took longer than a minute to arrive. Nothing was kept; try again on a better connection.',
  'no-file': 'Choose a file first.',
  'not-a-form': 'The file did not arrive whole. Nothing was kept; try again.',
} as const satisfies Record<NotReceived, string>;

export type UploadFault = 'form' | 'attested-by';
export const UPLOAD_FAULTS = {
  form: 'This form could not be read. Nothing was changed.',
  'attested-by': 'Say who attests that everybody in the file was given the notice.',
} as const satisfies Record<UploadFault, string>;

/** What is told on the page of an upload. */
export type UploadTold = UploadFault | 'plan-changed' | 'some-refused' | 'gone';

const OTHER_FIELDS: Readonly<Record<string, string>> = { notice: 'Privacy notice', state: 'Place' };
const isField = (id: string): id is FieldId => Object.hasOwn(FIELDS, id);
export const fieldName = (id: string): string => (isField(id) ? nameOfField(id, 'en') : (OTHER_FIELDS[id] ?? id));
