// Takes what somebody typed at /register and sends the link that proves the address. What is answered, and how long it takes, is the same
// for an address that is known here already: only its mailbox learns that.
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';

import { takeTurn } from '#app/features/access/rate-limit.server.ts';
import { hashToken, makeToken } from '#app/features/access/sign-in-cookie.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { afterAnswer } from '#app/platform/after-answer.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { isMailInUse } from '#app/platform/mail.server.ts';
import type { NewRegistration } from './registration-form.ts';
import { sendGuardianMail, sendKnownMail, sendRegistrationMail } from './registration-mails.server.ts';

/** True when the link that proves an address can be sent at all. */
export const canRegister = isMailInUse;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The same form with the same answers, sent twice, is one registration; mended and sent again it is another (bad-C2). */
function keyOf(given: NewRegistration): string {
  const hash = createHash('sha256').update(JSON.stringify(given)).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}

const INSERT = `
  insert into registrations (token_sha256, submission, email, first_name, last_name, phone, city, country_code, company, mpn_id, job_role,
    language, notice_version, notice_language, consents, guardian_email, guardian_token_sha256)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  on conflict (submission) do nothing`;

/** Keeps it, whoever it is, so that neither rows nor time tell who is known. Gives what is to be mailed, if anything. */
async function keep(client: PoolClient, given: NewRegistration, token: string): Promise<'link' | 'known' | null> {
  const made = await client.query(INSERT, [
    hashToken(token),
    keyOf(given),
    given.email,
    given.firstName,
    given.lastName,
    given.phone,
    given.city,
    given.country,
    given.company,
    given.mpnId,
    given.jobRole,
    given.language,
    given.notice.version,
    given.notice.language,
    given.consents,
    given.guardianEmail,
    given.guardianEmail === null ? null : hashToken(makeToken()),
  ]);
  if (made.rowCount === 0) return null;
  await appendEvent(client, { event: 'registration.asked', details: { guardian: given.guardianEmail !== null } });
  const known = await client.query(
    'select from person_emails e join persons p on p.id = e.person_id where e.email = $1 and p.erased_at is null',
    [given.email],
  );
  return known.rowCount === 0 ? 'link' : 'known';
}

/** Takes a registration. The mail goes after the answer; beyond the limit of an address none does, and nothing is kept. */
export async function askToRegister(given: NewRegistration): Promise<void> {
  if ((await takeTurn('register:address', given.email)) > 0) return;
  const token = makeToken();
  const mail = await inRoleSql('psa_door', {}, (client) => keep(client, given, token));
  if (mail === null) return;
  afterAnswer(() =>
    mail === 'link'
      ? sendRegistrationMail(given.email, given.language, token)
      : sendKnownMail(given.email, given.language),
  );
}

export type OpenRegistration = {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly jobRole: string;
  readonly country: string;
  readonly phone: string;
  readonly mpnId: string;
  readonly city: string | null;
  readonly consents: readonly string[];
  readonly language: string;
  readonly guardianEmail: string | null;
  readonly isProved: boolean;
};

const FIND = `
  select first_name as "firstName", last_name as "lastName", company, job_role as "jobRole", country_code as country, language,
    phone, mpn_id as "mpnId", city, consents,
    guardian_email as "guardianEmail", address_proved_at is not null as "isProved"
  from registrations where expires_at > psa_now() and `;

/** What waits behind the link of a mail; null for one that was used, is over or was never made. Reading changes nothing. */
async function find(condition: string, token: string | undefined): Promise<OpenRegistration | null> {
  if (token === undefined || !TOKEN.test(token)) return null;
  const found = await inRoleSql(
    'psa_door',
    {},
    (client) => client.query<OpenRegistration>(`${FIND}${condition}`, [hashToken(token)]),
    { readOnly: true },
  );
  return found.rows[0] ?? null;
}

export const findRegistration = (token: string | undefined) => find('token_sha256 = $1', token);
export const findForGuardian = (token: string | undefined) =>
  find('guardian_token_sha256 = $1 and address_proved_at is not null', token);

/** The address of somebody who needs a guardian is proved: now the guardian is asked, once. Null when there is nothing to prove. */
export async function askGuardian(token: string): Promise<'asked' | null> {
  const guardianToken = makeToken();
  const proved = await inRoleSql('psa_door', {}, async (client) => {
    const { rows } = await client.query<{ guardianEmail: string; language: string }>(
      `update registrations set address_proved_at = psa_now(), guardian_token_sha256 = $2
       where token_sha256 = $1 and expires_at > psa_now() and guardian_email is not null and address_proved_at is null
       returning guardian_email as "guardianEmail", language`,
      [hashToken(token), hashToken(guardianToken)],
    );
    if (rows[0] !== undefined) await appendEvent(client, { event: 'guardian.asked' });
    return rows[0] ?? null;
  });
  if (proved === null) return null;
  // Nobody's mailbox is filled by others who name it.
  if ((await takeTurn('register:guardian', proved.guardianEmail)) > 0) return 'asked';
  afterAnswer(() => sendGuardianMail(proved.guardianEmail, proved.language, guardianToken));
  return 'asked';
}

/** Deletes what nobody followed up (C5, R4, bad-I16). Gives how many. */
export function forgetOldRegistrations(): Promise<number> {
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    const { rowCount } = await client.query('delete from registrations where expires_at <= psa_now()');
    const count = rowCount ?? 0;
    if (count > 0) await appendEvent(client, { event: 'registrations.expired', details: { count } });
    return count;
  });
}
