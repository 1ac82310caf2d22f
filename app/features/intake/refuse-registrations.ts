// Decides which registration rows are refused because they contradict each other or the register (bad-D12, bad-D16), before anything is planned
// with the others.
import { isSamePhone } from './phone.ts';
import { foldName, groupRows, type Fates } from './plan-import.ts';
import type { KnownPerson, Register } from './register.ts';
import type { RegistrationRow } from './row-schemas.ts';

export type NewEmployer = { readonly mpnId: string; readonly name: string };

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

/**
 * Companies by MPN ID: one has one name, in the register and in the file; a name that somebody typed as they registered binds no file. Gives
 * the rows that may go on, and the companies that are new.
 */
export function withAgreedCompanies(
  rows: readonly RegistrationRow[],
  register: Register,
  fates: Fates,
): { passed: RegistrationRow[]; newEmployers: NewEmployer[] } {
  const passed: RegistrationRow[] = [];
  const newEmployers: NewEmployer[] = [];
  for (const [mpnId, group] of groupRows(rows, (row) => row.mpn_id)) {
    const first = group[0];
    const known = register.employers.get(mpnId);
    if (first !== undefined && known?.namedBy !== 'register') {
      if (group.every((row) => foldName(row.company) === foldName(first.company))) {
        if (known === undefined) newEmployers.push({ mpnId, name: first.company });
        passed.push(...group);
      } else for (const row of group) fates.refuse(row.number, 'company', 'rows-contradict');
      continue;
    }
    for (const row of group) {
      const names = [known?.name, known?.formerName].map((name) => foldName(name ?? ''));
      if (known !== undefined && !names.includes(foldName(row.company)))
        fates.refuse(row.number, 'company', 'company-differs');
      else passed.push(row);
    }
  }
  return { passed: passed.sort((one, other) => one.number - other.number), newEmployers };
}

/** Rows that stand by themselves against the register. */
export function withKnownThings(rows: readonly RegistrationRow[], register: Register, fates: Fates): RegistrationRow[] {
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

/** Refuses the rows of one person that contradict each other or a cancelled enrolment; gives the others. */
export function withoutContradictions(
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
