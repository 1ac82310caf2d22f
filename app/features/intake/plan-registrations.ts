// Decides what a file of registrations changes: who is new, who has changed, and which enrolments and progress follow. Nobody is moved to
// another employer by a file.
import { languageOfCountry } from '#app/features/language/language.ts';
import type { Language } from '#reports/catalogue.ts';
import { fullerPhone, isSamePhone } from './phone.ts';
import { Fates, foldName, groupRows, type Noted, type PlannedRow, type Tally } from './plan-import.ts';
import type { Refused } from './refusals.ts';
import {
  withAgreedCompanies,
  withKnownThings,
  withoutContradictions,
  type NewEmployer,
} from './refuse-registrations.ts';
import type { KnownPerson, Register } from './register.ts';
import type { RegistrationRow } from './row-schemas.ts';

export type NewPerson = {
  email: string;
  firstName: string;
  lastName: string;
  phone: string | null;
  language: Language;
};
export type NewEmployment = { email: string; mpnId: string; countryCode: string; jobRole: string };
export type NewEnrolment = { email: string; workshopId: number; percent: number };
type Facts = Readonly<Record<string, string | null>>;
/** Only what differs, by column. */
export type Change = { id: number; before: Facts; after: Facts };

export type RegistrationPlan = {
  readonly rows: readonly PlannedRow[];
  readonly tally: Tally;
  readonly refused: readonly Refused[];
  readonly employers: readonly NewEmployer[];
  readonly persons: readonly NewPerson[];
  readonly employments: readonly NewEmployment[];
  readonly enrolments: readonly NewEnrolment[];
  /** Employers that somebody who registered has named so far: from now on the file does. */
  readonly employerChanges: readonly Change[];
  readonly personChanges: readonly Change[];
  readonly employmentChanges: readonly Change[];
  /** From the waiting list. */
  readonly admitted: readonly { id: number }[];
  readonly progress: readonly { id: number; before: number; after: number }[];
  /** The people who are to acknowledge the attested notice: address in use, the id of whoever is known, and the version they had. */
  readonly acknowledging: readonly { email: string; id: number | null; before: number | null }[];
};

type Draft = {
  -readonly [
    Part in Exclude<keyof RegistrationPlan, 'rows' | 'tally' | 'refused' | 'employers' | 'employerChanges'>
  ]: RegistrationPlan[Part][number][];
};

/** The fullest spelling of the phone number that a person's rows give. */
function phoneOf(rows: readonly RegistrationRow[], known: string | null): string | null {
  let phone = known;
  for (const row of rows) {
    if (row.phone === null) continue;
    phone = phone === null || !isSamePhone(phone, row.phone) ? row.phone : fullerPhone(phone, row.phone);
  }
  return phone;
}

function differing(known: Facts, given: Facts): Omit<Change, 'id'> | null {
  const columns = Object.keys(given).filter((column) => given[column] !== known[column]);
  if (columns.length === 0) return null;
  const pick = (facts: Facts) => Object.fromEntries(columns.map((column) => [column, facts[column] ?? null]));
  return { before: pick(known), after: pick(given) };
}

/** Our columns → the fields that people know them by. */
const FIELD_OF: Readonly<Record<string, string>> = {
  country_code: 'country',
  name: 'company',
  confirmed_by: 'confirmed',
};

/** What goes with another change, and says nothing by itself. */
const UNSEEN = ['named_by', 'claimed_mpn_id', 'claimed_company'];

const noted = (change: Omit<Change, 'id'> | null): Noted[] =>
  Object.keys(change?.after ?? {})
    .filter((column) => !UNSEEN.includes(column))
    .map((column) => ({
      field: FIELD_OF[column] ?? column,
      before: change?.before[column] ?? null,
      after: change?.after[column] ?? null,
    }));

function planEmployment(
  row: RegistrationRow,
  person: KnownPerson | undefined,
  register: Register,
  draft: Draft,
): Noted[] | 'other-employer' | 'employment-ended' {
  const employerId = register.employers.get(row.mpn_id)?.id;
  const made = {
    email: person?.email ?? row.email,
    mpnId: row.mpn_id,
    countryCode: row.country,
    jobRole: row.job_role,
  };
  const employment = person?.employment ?? null;
  if (employment === null) {
    if (employerId !== undefined && person?.endedEmployerIds.includes(employerId) === true) return 'employment-ended';
    draft.employments.push(made);
    return [{ field: 'mpn_id', before: null, after: row.mpn_id }];
  }
  const { claim } = employment;
  if (claim === null && employment.employerId !== employerId) return 'other-employer';
  const facts = { country_code: row.country, job_role: row.job_role };
  const known = { country_code: employment.countryCode, job_role: employment.jobRole };
  // Whoever hands over a file knows where the person works: that confirms what they claimed, or takes its place.
  const change =
    claim === null
      ? differing(known, facts)
      : differing(
          {
            ...known,
            mpn_id: employment.employerId === employerId ? row.mpn_id : claim.employerMpnId,
            confirmed_by: null,
            claimed_mpn_id: claim.mpnId,
            claimed_company: claim.company,
          },
          { ...facts, mpn_id: row.mpn_id, confirmed_by: 'staff', claimed_mpn_id: null, claimed_company: null },
        );
  if (change !== null) draft.employmentChanges.push({ id: employment.id, ...change });
  return noted(change);
}

function planPersonFacts(rows: readonly RegistrationRow[], person: KnownPerson, draft: Draft): Noted[] {
  const [row] = rows;
  if (row === undefined) return [];
  const change = differing(
    { first_name: person.firstName, last_name: person.lastName, phone: person.phone },
    { first_name: row.first_name, last_name: row.last_name, phone: phoneOf(rows, person.phone) },
  );
  if (change !== null) draft.personChanges.push({ id: person.id, ...change });
  return noted(change);
}

const named = (name: string, by: 'register' | 'registration'): Facts => ({ name, named_by: by });

/** The first row's spelling names an employer whose name was but typed by somebody who registered. */
function planNames(rows: readonly RegistrationRow[], register: Register, fates: Fates): Change[] {
  return [...groupRows(rows, (row) => row.mpn_id)].flatMap(([mpnId, group]) => {
    const [row] = group;
    const employer = register.employers.get(mpnId);
    if (row === undefined || employer?.namedBy !== 'registration') return [];
    const change = differing(named(employer.name, 'registration'), named(row.company, 'register'));
    for (const { number } of group) fates.note(number, noted(change));
    return change === null ? [] : { id: employer.id, ...change };
  });
}

/** The enrolments of one person: one row a workshop; the same row again changes nothing, another percent contradicts it. */
function planEnrolments(
  rows: readonly RegistrationRow[],
  person: KnownPerson | undefined,
  personal: readonly Noted[],
  isNamed: boolean,
  register: Register,
  fates: Fates,
  draft: Draft,
): void {
  for (const [name, group] of groupRows(rows, (row) => foldName(row.workshop_name))) {
    const [row, ...again] = group;
    const workshop = register.workshops.get(name);
    if (row === undefined || workshop === undefined) continue;
    fates.note(row.number, personal);
    const known = person?.enrolments.get(workshop.id);
    if (known === undefined) {
      draft.enrolments.push({ email: person?.email ?? row.email, workshopId: workshop.id, percent: row.progress });
      fates.set(row.number, 'created');
    } else {
      const isAdmitted = known.state === 'waiting';
      const isFurther = known.percent !== row.progress;
      if (isAdmitted) {
        draft.admitted.push({ id: known.id });
        fates.note(row.number, [{ field: 'state', before: 'waiting', after: 'enrolled' }]);
      }
      if (isFurther) {
        draft.progress.push({ id: known.id, before: known.percent, after: row.progress });
        fates.note(row.number, [{ field: 'progress', before: String(known.percent), after: String(row.progress) }]);
      }
      fates.set(row.number, personal.length > 0 || isNamed || isAdmitted || isFurther ? 'changed' : 'same');
    }
    for (const repeated of again) fates.set(repeated.number, 'same');
  }
}

/** Gives the rows that go on. */
function planPerson(
  all: readonly RegistrationRow[],
  register: Register,
  noticeVersion: number | null,
  fates: Fates,
  draft: Draft,
): readonly RegistrationRow[] {
  const person = register.persons.get(all[0]?.email ?? '');
  const rows = withoutContradictions(all, person, register, fates);
  const [row] = rows;
  if (row === undefined) return [];
  const employment = planEmployment(row, person, register, draft);
  if (employment === 'other-employer' || employment === 'employment-ended') {
    for (const { number } of rows) fates.refuse(number, 'mpn_id', employment);
    return [];
  }
  if (person === undefined) {
    draft.persons.push({
      email: row.email,
      firstName: row.first_name,
      lastName: row.last_name,
      phone: phoneOf(rows, null),
      language: languageOfCountry(row.country),
    });
  }
  const personal = person === undefined ? [] : [...planPersonFacts(rows, person, draft), ...employment];
  const isAcknowledging = noticeVersion !== null && (person?.noticeVersion ?? 0) < noticeVersion;
  if (isAcknowledging) {
    const before = person?.noticeVersion ?? null;
    draft.acknowledging.push({ email: person?.email ?? row.email, id: person?.id ?? null, before });
    if (person !== undefined)
      personal.push({ field: 'notice', before: before?.toString() ?? null, after: String(noticeVersion) });
  }
  const isNamed = register.employers.get(row.mpn_id)?.namedBy === 'registration';
  planEnrolments(rows, person, personal, isNamed, register, fates, draft);
  return rows;
}

/** Plans a file. `noticeVersion` is the one attested for everybody in it, or null. Two addresses of one person are one person. */
export function planRegistrations(
  rows: readonly RegistrationRow[],
  names: Readonly<Record<string, string>>,
  register: Register,
  noticeVersion: number | null,
): RegistrationPlan {
  const fates = new Fates(names);
  const draft: Draft = {
    persons: [],
    employments: [],
    enrolments: [],
    personChanges: [],
    employmentChanges: [],
    admitted: [],
    progress: [],
    acknowledging: [],
  };
  const possible = withAgreedCompanies(withKnownThings(rows, register, fates), register, fates);
  const byPerson = groupRows(possible.passed, (row) => String(register.persons.get(row.email)?.id ?? row.email));
  const taken = [...byPerson.values()].flatMap((group) => planPerson(group, register, noticeVersion, fates, draft));
  // A company that only refused rows name is not made.
  const employing = new Set([
    ...draft.employments.map(({ mpnId }) => mpnId),
    ...draft.employmentChanges.map(({ after }) => after['mpn_id']),
  ]);
  const employers = possible.newEmployers.filter(({ mpnId }) => employing.has(mpnId));
  const employerChanges = planNames(taken, register, fates);
  return {
    ...draft,
    employers,
    employerChanges,
    rows: fates.rows(),
    tally: fates.tally(),
    refused: fates.refused,
  };
}
