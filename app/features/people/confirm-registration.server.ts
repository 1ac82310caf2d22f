// Makes a person of a registration whose address is proved, and where one is needed whose guardian agrees: all of it in one transaction, once.
import type { PoolClient } from 'pg';

import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { hashToken } from '#app/features/access/sign-in-cookie.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { queueMail } from '#app/features/mail/mails.server.ts';
import { env } from '#app/platform/env.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { findOrNameEmployer } from './claimed-employers.server.ts';
import { askGuardian, type GuardianAsked } from './ask-guardian.server.ts';
import { forgetRefusal, isRefused, rememberRefusal } from './guardian-refusals.server.ts';
import { partnerIdOf } from './partner-id.ts';
import { findForGuardian, findRegistration } from './registrations.server.ts';
import { tombstoneOf } from './tombstone.ts';

type Taken = {
  email: string;
  first_name: string;
  last_name: string;
  phone: string;
  city: string | null;
  country_code: string;
  company: string;
  mpn_id: string;
  job_role: string;
  language: string;
  notice_version: number;
  notice_language: string;
  consents: string[];
  submitted_at: Date;
};

const TAKE = (condition: string) => `
  delete from registrations where ${condition} and expires_at > psa_now()
  returning email, first_name, last_name, phone, city, country_code, company, mpn_id, job_role, language, notice_version, notice_language,
    consents, submitted_at`;

// Whoever says to be of age doesn't get past the guardian of another registration of the same address (C5).
const BY_PERSON = TAKE(`token_sha256 = $1 and guardian_email is null and not exists (
  select from registrations g where g.email = registrations.email and g.guardian_email is not null and g.address_proved_at is not null
    and g.expires_at > psa_now())`);
const BY_GUARDIAN = TAKE('guardian_token_sha256 = $1 and address_proved_at is not null');

/** One at a time per address: two links of one address make one person. */
const LOCK = `select pg_advisory_xact_lock(hashtextextended('registration ' || $1, 0))`;

const EMAIL_OF = 'select email from registrations where token_sha256 = $1 or guardian_token_sha256 = $1';

const PERSON = `
  insert into persons (email, first_name, last_name, phone, city, language, informed_at)
  select $1, $2, $3, $4, $5, $6, psa_now() where not exists (select from person_emails where email = $1)
  on conflict (email) do nothing returning id, audit_key as key`;

// The name that the register has for a partner ID stays, whatever is typed. An address of one of the employer's own domains confirms. Until
// somebody does, what was typed is all that the person is shown of the employer: nobody learns from a form who is in the register.
const EMPLOYMENT = `
  with confirmed as (
    select exists (select from employer_domains d where d.employer_id = $2 and d.domain = split_part($3, '@', 2)) as by_domain
  )
  insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at, claimed_mpn_id, claimed_company)
  select $1, $2, $4, $5, (psa_now() at time zone 'Europe/Amsterdam')::date,
    case when c.by_domain then 'email-domain' end, case when c.by_domain then psa_now() end,
    case when not c.by_domain then $7 end, case when not c.by_domain then $6 end
  from confirmed c returning confirmed_by is not null as confirmed`;

/** An address whose person was erased comes back by no registration either (bad-D16, R4). */
async function isSuppressed(client: PoolClient, email: string): Promise<boolean> {
  const found = await client.query('select from suppressed_emails where email_hmac = $1', [
    tombstoneOf(env().tombstoneKey, email),
  ]);
  return found.rowCount !== 0;
}

/** 'known' when the address has become a person's meanwhile. */
type NobodyNew = 'known' | 'suppressed' | 'guardian-needed';

/** Gives the id, or why there is nobody new. */
async function makePerson(client: PoolClient, given: Taken, guardian: boolean): Promise<number | NobodyNew> {
  if (await isSuppressed(client, given.email)) {
    await client.query('delete from registrations where email = $1', [given.email]);
    return 'suppressed';
  }
  if (guardian) await forgetRefusal(client, given.email);
  else if (await isRefused(client, given.email)) {
    await appendEvents(client, [{ event: 'guardian.needed' }]);
    return 'guardian-needed';
  }
  const { rows } = await client.query<{ id: number; key: string }>(PERSON, [
    given.email,
    given.first_name,
    given.last_name,
    given.phone,
    given.city,
    given.language,
  ]);
  const [person] = rows;
  await client.query('delete from registrations where email = $1', [given.email]);
  if (person === undefined) return 'known';
  const employerId = await findOrNameEmployer(client, { company: given.company, mpnId: given.mpn_id });
  // From here on it is the person who acts.
  await client.query(`select set_config('psa.actor_kind', 'person', true), set_config('psa.actor_id', $1, true)`, [
    String(person.id),
  ]);
  const employed = await client.query<{ confirmed: boolean }>(EMPLOYMENT, [
    person.id,
    employerId,
    given.email,
    given.country_code,
    given.job_role,
    given.company,
    partnerIdOf(given.mpn_id),
  ]);
  await client.query(
    `insert into notice_acknowledgements (person_id, version, language, how, acknowledged_at) values ($1, $2, $3, 'portal', $4)`,
    [person.id, given.notice_version, given.notice_language, given.submitted_at],
  );
  await client.query(
    `insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id, recorded_at)
     select $1, consent, true, $3, $4, 'registration', 'person', $1, $5 from unnest($2::text[]) as consent`,
    [person.id, given.consents, given.notice_version, given.notice_language, given.submitted_at],
  );
  // The person learns by mail that it is done.
  if (guardian) await queueMail(client, { kind: 'guardian-agreed', personId: person.id });
  if (employed.rows.length === 0) throw new Error('The registration has no employment');
  const confirmed = employed.rows[0]?.confirmed === true;
  await appendEvents(client, [
    { event: 'person.registered', subjectId: person.key, details: { guardian, confirmed } },
    { event: 'notice.acknowledged', subjectId: person.key, details: { version: given.notice_version } },
    ...given.consents.map(
      (consent) =>
        ({ event: 'consent.given', subjectId: person.key, details: { consent, how: 'registration' } }) as const,
    ),
  ]);
  return person.id;
}

/** The id, or why there is nobody new; null when there is nothing behind the link. */
async function take(text: string, token: string, guardian: boolean): Promise<number | NobodyNew | null> {
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    const found = await client.query<{ email: string }>(EMAIL_OF, [hashToken(token)]);
    // Before any row is: two links of one address would hold each other's.
    if (found.rows[0] !== undefined) await client.query(LOCK, [found.rows[0].email]);
    const { rows } = await client.query<Taken>(text, [hashToken(token)]);
    const [given] = rows;
    return given === undefined ? null : makePerson(client, given, guardian);
  });
}

export type Confirmed =
  | { readonly kind: 'signed-in'; readonly cookie: string }
  | GuardianAsked
  | { readonly kind: NobodyNew }
  | { readonly kind: 'gone' };

/** The person follows the link and says so: an account, or a mail to the guardian first; another one when they ask `again`. */
export async function confirmRegistration(request: Request, token: string, again = false): Promise<Confirmed> {
  const waiting = await findRegistration(token);
  if (waiting === null) return { kind: 'gone' };
  if (waiting.awaited !== null) return askGuardian(waiting.awaited, again);
  const made = again ? null : await take(BY_PERSON, token, false);
  if (made === null) return { kind: 'gone' };
  if (typeof made === 'string') return { kind: made };
  const { cookie } = await startSignIn(request, { seat: { kind: 'person', id: made }, method: 'code' });
  return { kind: 'signed-in', cookie };
}

/** The guardian agrees, and the account is made; or does not, and everything is deleted at once. */
export async function answerAsGuardian(token: string, agrees: boolean): Promise<'agreed' | 'refused' | 'gone'> {
  if ((await findForGuardian(token)) === null) return 'gone';
  if (agrees) {
    const made = await take(BY_GUARDIAN, token, true);
    return typeof made === 'number' ? 'agreed' : 'gone';
  }
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    const { rows } = await client.query<Taken>(BY_GUARDIAN, [hashToken(token)]);
    const [given] = rows;
    if (given === undefined) return 'gone';
    await client.query('delete from registrations where email = $1', [given.email]);
    await rememberRefusal(client, given.email);
    await appendEvents(client, [{ event: 'guardian.refused' }]);
    return 'refused';
  });
}
