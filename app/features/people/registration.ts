// What is asked of somebody who registers (C1), for the page and for what reads the form.
import { DATASETS, type FieldId } from '#reports/catalogue.ts';

/** In the order in which they stand on the page. */
export const REGISTRATION_FIELDS = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'language',
  'company',
  'mpnId',
  'country',
  'city',
  'jobRole',
  'age',
  'guardianEmail',
  'acknowledged',
] as const;
export type RegistrationField = (typeof REGISTRATION_FIELDS)[number];

const columnOf = (field: RegistrationField): string =>
  field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The field of a report that what is typed here can become (F1), or null. */
export const reportedAs = (field: RegistrationField): FieldId | null =>
  DATASETS.F1.fields.find((id) => id === columnOf(field)) ?? null;

/** What is wrong with a field, as a code; the words are the page's. */
export type RegistrationFault =
  | 'missing'
  | 'too-long'
  | 'name-missing'
  | 'email-invalid'
  | 'phone-invalid'
  | 'country-unknown'
  | 'mpn-id-invalid'
  | 'guardian-is-you'
  | 'not-acknowledged'
  | 'notice-changed';

export type RegistrationFaults = Readonly<Partial<Record<RegistrationField, RegistrationFault>>>;
