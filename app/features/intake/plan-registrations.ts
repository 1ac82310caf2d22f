// Decides what a file of registrations changes: who is new, who has changed, which enrolments and progress follow, and which rows are refused
// because they contradict each other or the register (bad-D12, bad-D16). Nobody is moved to another employer by a file.
import { fullerPhone, isSamePhone } from './phone.ts';
import { Fates, foldName, groupRows, type Tally } from './plan-import.ts';
import type { Refused } from './refusals.ts';
import type { KnownPerson, Register } from './register.ts';
import type { RegistrationRow } from './row-schemas.ts';

export type NewPerson = { email: string; firstName: string; lastName: string; phone: string | null };
export type NewEmployment = { email: string; mpnId: string; countryCode: string; jobRole: string };
export type NewEnrolment = { email: string; workshopId: number; percent: number };
type Facts = Readonly<Record<string, string | null>>;
/** Only what differs, by column. */
export type Change = { id: number; before: Facts; after: Facts };

export type RegistrationPlan = {
  readonly tally: Tally;
  readonly refused: readonly Refused[];
  readonly employers: readonly { mpnId: string; name: string }[];
  readonly persons: readonly NewPerson[];
  readonly employments: readonly NewEmployment[];
  readonly enrolments: readonly NewEnrolment[];
  readonly personChanges: readonly Change[];
  readonly employmentChanges: readonly Change[];
  /** From the waiting list. */
  readonly admitted: readonly { id: number }[];
  readonly progress: readonly { id: number; before: number; after: number }[];
  /** Addresses in use of the people who are to acknowledge the attested notice. */
  readonly acknowledging: readonly string[];
};

type Draft = {
  -readonly [Part in Exclude<keyof RegistrationPlan, 'tally' | 'refused'>]: RegistrationPlan[Part][number][];
};

const phonesAgree = (one: string | null, other: string | null) =>
  one === null || other === null || isSamePhone(one, other);

function agree(one: RegistrationRow, other: RegistrationRow): boolean {
  return (
    one.first_name === other.first_name &&
    one.last_name === other.last_name &&
    one.country === other.country &&
    one.mpn_id === other.mpn_id &&
    one.job_role === other.job_role &&
    phonesAgree(one.phone, other.phone)
  );
}

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

/** Companies by MPN ID: one has one name, in the register and in the file. Gives the rows that may go on. */
function withAgreedCompanies(
  rows: readonly RegistrationRow[],
  register: Register,
  fates: Fates,
  draft: Draft,
): RegistrationRow[] {
  const passed: RegistrationRow[] = [];
  for (const [mpnId, group] of groupRows(rows, (row) => row.mpn_id)) {
    const first = group[0];
    const known = register.employers.get(mpnId);
    if (known === undefined && first !== undefined) {
      if (group.every((row) => foldName(row.company) === foldName(first.company))) {
        draft.employers.push({ mpnId, name: first.company });
        passed.push(...group);
      } else for (const row of group) fates.refuse(row.number, 'company', 'rows-contradict');
      continue;
    }
    for (const row of group) {
      if (known !== undefined && foldName(row.company) !== foldName(known.name))
        fates.refuse(row.number, 'company', 'company-differs');
      else passed.push(row);
    }
  }
  return passed.sort((one, other) => one.number - other.number);
}

/** Rows that stand by themselves against the register. */
function withKnownThings(rows: readonly RegistrationRow[], register: Register, fates: Fates): RegistrationRow[] {
  return rows.filter((row) => {
    const person = register.persons.get(row.email);
    if (register.suppressed.has(row.email) || person?.isBlocked === true)
      fates.refuse(row.number, 'email', 'suppressed');
    else if (!register.countryCodes.has(row.country)) fates.refuse(row.number, 'country', 'country-unknown');
    else if (!register.workshops.has(foldName(row.workshop_name)))
      fates.refuse(row.number, 'workshop_name', 'workshop-unknown');
    else return true;
    return false;
  });
}

function planEmployment(
  row: RegistrationRow,
  person: KnownPerson | undefined,
  register: Register,
  draft: Draft,
): 'kept' | 'changed' | 'other-employer' | 'employment-ended' {
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
    return 'changed';
  }
  if (employment.employerId !== employerId) return 'other-employer';
  const change = differing(
    { country_code: employment.countryCode, job_role: employment.jobRole },
    { country_code: row.country, job_role: row.job_role },
  );
  if (change === null) return 'kept';
  draft.employmentChanges.push({ id: employment.id, ...change });
  return 'changed';
}

function planPersonFacts(rows: readonly RegistrationRow[], person: KnownPerson, draft: Draft): boolean {
  const [row] = rows;
  if (row === undefined) return false;
  const change = differing(
    { first_name: person.firstName, last_name: person.lastName, phone: person.phone },
    { first_name: row.first_name, last_name: row.last_name, phone: phoneOf(rows, person.phone) },
  );
  if (change !== null) draft.personChanges.push({ id: person.id, ...change });
  return change !== null;
}

/** The enrolments of one person: one row a workshop; the same row again changes nothing, another percent contradicts it. */
function planEnrolments(
  rows: readonly RegistrationRow[],
  person: KnownPerson | undefined,
  isChanged: boolean,
  register: Register,
  fates: Fates,
  draft: Draft,
): void {
  for (const [name, group] of groupRows(rows, (row) => foldName(row.workshop_name))) {
    const [row, ...again] = group;
    const workshop = register.workshops.get(name);
    if (row === undefined || workshop === undefined) continue;
    const known = person?.enrolments.get(workshop.id);
    if (known === undefined) {
      draft.enrolments.push({ email: person?.email ?? row.email, workshopId: workshop.id, percent: row.progress });
      fates.set(row.number, 'created');
    } else {
      const isAdmitted = known.state === 'waiting';
      if (isAdmitted) draft.admitted.push({ id: known.id });
      if (known.percent !== row.progress)
        draft.progress.push({ id: known.id, before: known.percent, after: row.progress });
      fates.set(row.number, isChanged || isAdmitted || known.percent !== row.progress ? 'changed' : 'same');
    }
    for (const repeated of again) fates.set(repeated.number, 'same');
  }
}

/** Refuses the rows of one person that contradict each other or a cancelled enrolment; gives the others. */
function withoutContradictions(
  rows: readonly RegistrationRow[],
  person: KnownPerson | undefined,
  register: Register,
  fates: Fates,
): readonly RegistrationRow[] {
  const [first] = rows;
  if (first === undefined) return rows;
  if (!rows.every((row) => agree(first, row))) {
    for (const row of rows) fates.refuse(row.number, null, 'rows-contradict');
    return [];
  }
  if (rows.length === 1 && person === undefined) return rows;
  const passed: RegistrationRow[] = [];
  for (const [name, group] of groupRows(rows, (row) => foldName(row.workshop_name))) {
    const workshop = register.workshops.get(name);
    const isCancelled = workshop !== undefined && person?.enrolments.get(workshop.id)?.state === 'cancelled';
    const isOne = group.every((row) => row.progress === group[0]?.progress);
    if (isOne && !isCancelled) passed.push(...group);
    else
      for (const row of group)
        fates.refuse(
          row.number,
          isOne ? 'workshop_name' : 'progress',
          isOne ? 'enrolment-cancelled' : 'rows-contradict',
        );
  }
  return passed;
}

function planPerson(
  all: readonly RegistrationRow[],
  register: Register,
  noticeVersion: number | null,
  fates: Fates,
  draft: Draft,
): void {
  const person = register.persons.get(all[0]?.email ?? '');
  const rows = withoutContradictions(all, person, register, fates);
  const [row] = rows;
  if (row === undefined) return;
  const employment = planEmployment(row, person, register, draft);
  if (employment === 'other-employer' || employment === 'employment-ended') {
    for (const { number } of rows) fates.refuse(number, 'mpn_id', employment);
    return;
  }
  if (person === undefined) {
    draft.persons.push({
      email: row.email,
      firstName: row.first_name,
      lastName: row.last_name,
      phone: phoneOf(rows, null),
    });
  }
  const isRenamed = person !== undefined && planPersonFacts(rows, person, draft);
  const isAcknowledging = noticeVersion !== null && (person?.noticeVersion ?? 0) < noticeVersion;
  if (isAcknowledging) draft.acknowledging.push(person?.email ?? row.email);
  planEnrolments(rows, person, isRenamed || isAcknowledging || employment === 'changed', register, fates, draft);
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
    employers: [],
    persons: [],
    employments: [],
    enrolments: [],
    personChanges: [],
    employmentChanges: [],
    admitted: [],
    progress: [],
    acknowledging: [],
  };
  const possible = withAgreedCompanies(withKnownThings(rows, register, fates), register, fates, draft);
  for (const group of groupRows(possible, (row) => String(register.persons.get(row.email)?.id ?? row.email)).values()) {
    planPerson(group, register, noticeVersion, fates, draft);
  }
  // A company that only refused rows name is not made.
  const named = new Set(draft.employments.map(({ mpnId }) => mpnId));
  const employers = draft.employers.filter(({ mpnId }) => named.has(mpnId));
  return { ...draft, employers, tally: fates.tally(), refused: fates.refused };
}
