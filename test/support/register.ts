// Arranges people, employers and agreements straight in the tables, as the superuser: what a test starts from, not what it tests.
import { makeAgreements, type NewAgreement } from '#app/features/agreements/make-agreement.server.ts';
import { publishNotice } from '#app/features/people/publish-notice.server.ts';
import { DATASETS } from '#reports/catalogue.ts';
import { NOTICE } from '../../prisma/seed/notice.ts';
import type { TestDatabase } from './database.ts';

export type ArrangedSitting = {
  readonly exam: string;
  readonly month: string;
  readonly outcome?: 'passed' | 'failed';
  readonly state?: 'booked' | 'taken' | 'not-taken' | 'cancelled';
};

export type ArrangedPerson = {
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phone?: string;
  readonly country?: string;
  readonly mpnId?: string;
  readonly company?: string;
  readonly jobRole?: string;
  /** Null leaves the notice unacknowledged. */
  readonly noticeVersion?: number | null;
  readonly confirmed?: boolean;
  readonly endedOn?: string;
  readonly workshops?: readonly { readonly name: string; readonly exam?: string; readonly percent: number }[];
  readonly sittings?: readonly ArrangedSitting[];
};

/** Everything that F1–F3 may hold, monthly, by portal and folder. */
export const FULL_AGREEMENT: Omit<NewAgreement, 'recipient'> = {
  datasets: { F1: DATASETS.F1.fields, F2: DATASETS.F2.fields, F3: DATASETS.F3.fields },
  cadence: 'monthly',
  anchorDay: 1,
  localTime: '06:00',
  zone: 'Europe/Amsterdam',
  language: 'en',
  reidentificationRule: 'report',
  channels: ['portal', 'folder'],
  contact: 'Reporting desk, reports@psa.example',
  inForceFrom: '2020-01-01',
};

export const MICROSOFT = { kind: 'microsoft', slug: 'microsoft', name: 'Microsoft EU' } as const;

export const arrangeNotice = (): Promise<unknown> => publishNotice(NOTICE);

export const arrangeAgreement = (
  recipient: NewAgreement['recipient'],
  changes: Partial<Omit<NewAgreement, 'recipient'>> = {},
): Promise<number> => makeAgreements([{ ...FULL_AGREEMENT, ...changes, recipient }]);

const DEFAULTS = {
  firstName: 'Sanne',
  lastName: 'de Vries',
  phone: '+31612345678',
  country: 'NL',
  mpnId: '1000001',
  company: 'Bluecloud B.V.',
  jobRole: 'Cloud Engineer',
  noticeVersion: 1,
  confirmed: true,
} as const;

/** Makes one person with employer, employment, enrolments and sittings. Gives the person's id. */
export async function arrangePerson(database: TestDatabase, given: ArrangedPerson): Promise<number> {
  const person = { ...DEFAULTS, ...given };
  const [made] = await database.query<{ id: number; employment: number }>(
    `with employer as (
       insert into employers (mpn_id, name) values ($5, $6) on conflict (mpn_id) do update set name = excluded.name returning id
     ), person as (
       insert into persons (email, first_name, last_name, phone, informed_at) values ($1, $2, $3, $4, psa_now()) returning id
     ), employment as (
       insert into employments (person_id, employer_id, country_code, job_role, started_on, ended_on, confirmed_by, confirmed_at)
       select p.id, r.id, $7, $8, '2020-01-01', $9::date, case when $10 then 'staff' end, case when $10 then now() end
       from person p, employer r returning id, person_id
     ) select person_id as id, id as employment from employment`,
    [
      person.email,
      person.firstName,
      person.lastName,
      person.phone,
      person.mpnId,
      person.company,
      person.country,
      person.jobRole,
      person.endedOn ?? null,
      person.confirmed,
    ],
  );
  if (made === undefined) throw new Error('The person was not made');
  if (person.noticeVersion !== null) {
    await database.query(
      `insert into notice_acknowledgements (person_id, version, language, how) values ($1, $2, 'en', 'portal')`,
      [made.id, person.noticeVersion],
    );
  }
  for (const { name, exam = 'AZ-104', percent } of person.workshops ?? []) {
    await database.query(
      `with exam as (insert into exams (code) values ($4) on conflict do nothing),
         workshop as (
           insert into workshops (name, exam_code) values ($3, $4) on conflict (lower(name)) do update set exam_code = excluded.exam_code returning id
         )
       insert into enrolments (person_id, employment_id, workshop_id, percent) select $1, $2, id, $5 from workshop`,
      [made.id, made.employment, name, exam, percent],
    );
  }
  for (const [index, { exam, month, outcome, state }] of (person.sittings ?? []).entries()) {
    await database.query('insert into exams (code) values ($1) on conflict do nothing', [exam]);
    await database.query(
      `insert into sittings (person_id, employment_id, exam_code, attempt, month, state, outcome, outcome_changed_at)
       values ($1, $2, $3, $4, $5, $6, $7::text, case when $7::text is not null then now() end)`,
      [made.id, made.employment, exam, index + 1, month, state ?? (outcome ? 'taken' : 'booked'), outcome ?? null],
    );
  }
  return made.id;
}

/** Makes an employer with one person and a monthly agreement about everything for each of these MPN IDs. */
export async function arrangeEmployers(database: TestDatabase, mpnIds: readonly string[]): Promise<void> {
  for (const mpnId of mpnIds) {
    await arrangePerson(database, {
      email: `one@company-${mpnId}.example`,
      mpnId,
      company: `Company ${mpnId}`,
      workshops: [{ name: 'Azure Administrator', percent: 10 }],
    });
    await arrangeAgreement({ kind: 'employer', mpnId });
  }
}

/** Moves the database's clock by an interval such as '1 month'; production's login can't. */
export async function moveClock(database: TestDatabase, interval: string): Promise<void> {
  await database.query(
    `create or replace function psa_now() returns timestamptz language sql stable parallel safe
       return now() + interval '${interval}'`,
  );
}
