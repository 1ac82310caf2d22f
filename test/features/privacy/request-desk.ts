// A privacy officer and what they do about requests, for tests.
import type { StaffActor } from '#app/features/access/actor.ts';
import type { Consent } from '#app/features/people/consent.ts';
import { decideRequest } from '#app/features/privacy/decide-request.server.ts';
import { enterRequest } from '#app/features/privacy/enter-request.server.ts';
import type { DecisionForm, EnteredRequest } from '#app/features/privacy/request-forms.ts';
import { findReason } from '#app/features/reporting/why.server.ts';
import { findRequest, type ShownRequest } from '#app/features/privacy/show-request.server.ts';
import { seedStaff } from '../../../prisma/seed/staff.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { runFor } from '#test/support/runs.ts';

export async function arrangeOfficer(database: TestDatabase): Promise<StaffActor> {
  await seedStaff();
  const [row] = await database.query<{ id: number; name: string }>(
    `select s.id, s.name from staff_members s join staff_roles r on r.staff_id = s.id where r.role = 'privacy-officer' order by 1 limit 1`,
  );
  if (row === undefined) throw new Error('no officer');
  return { kind: 'staff', staffId: row.id, roles: ['privacy-officer'], name: row.name };
}

/** What came by phone a moment ago, unless it is said otherwise. */
export async function enteredBy(
  database: TestDatabase,
  more: Partial<EnteredRequest> & { readonly at?: string },
): Promise<EnteredRequest> {
  const { at, ...given } = more;
  const [now] = await database.query<{ day: string; time: string }>(
    `select to_char(m, 'YYYY-MM-DD') as day, to_char(m, 'HH24:MI') as time
     from (select coalesce($1::timestamptz, psa_now()) at time zone 'Europe/Amsterdam' as m) n`,
    [at ?? null],
  );
  return {
    kind: 'access',
    channel: 'phone',
    receivedOn: now?.day ?? '',
    receivedAt: now?.time ?? '',
    email: '',
    name: '',
    contact: '',
    language: 'en',
    message: '',
    follows: null,
    ...given,
  };
}

export async function enter(
  database: TestDatabase,
  officer: StaffActor,
  more: Parameters<typeof enteredBy>[1],
): Promise<number> {
  const entered = await enterRequest(officer, await enteredBy(database, more));
  if (!entered.ok) throw new Error(entered.reason.why);
  return entered.value;
}

export async function shown(officer: StaffActor, id: number): Promise<ShownRequest> {
  const request = await findRequest(officer, id);
  if (request === null) throw new Error('no such request');
  return request;
}

const FORM: DecisionForm = {
  decision: 'carried-out',
  answer: '',
  keeps: [],
  consents: [],
  handover: 'account',
  email: '',
};

export const decide = async (officer: StaffActor, id: number, form: Partial<DecisionForm> = {}) =>
  decideRequest(officer, await shown(officer, id), { ...FORM, ...form });

export async function consentOf(
  database: TestDatabase,
  personId: number,
  consent: Consent,
  given = true,
): Promise<void> {
  await database.query(
    `insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
     values ($1, $2, $3, 1, 'en', 'my-data', 'person', $1)`,
    [personId, consent, given],
  );
}

export const stepsOf = async (officer: StaffActor, id: number): Promise<string[]> =>
  (await shown(officer, id)).steps.map(({ step }) => step);

/** What the gate says about somebody and the report of their employer, now. */
export async function reasonOf(officer: StaffActor, { email, slug }: { email: string; slug: string }): Promise<string> {
  const { period } = await runFor(slug);
  const found = await findReason(officer, { email, slug, period });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
}
