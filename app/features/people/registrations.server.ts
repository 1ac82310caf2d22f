// Takes what somebody typed at /register and sends the link that proves the address. What is answered, and how long it takes, is the same
// for an address that is known here already: only its mailbox learns that.
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';

import { networkOf } from '#app/features/access/network.ts';
import { takeTurn } from '#app/features/access/rate-limit.server.ts';
import { requestScope } from '#app/features/access/request-scope.server.ts';
import { hashToken, makeToken } from '#app/features/access/sign-in-cookie.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { afterAnswer } from '#app/platform/after-answer.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { isMailInUse } from '#app/platform/mail.server.ts';
import { forgetOldRefusals, rememberRefusal } from './guardian-refusals.server.ts';
import type { NewRegistration } from './registration-form.ts';
import { sendKnownMail, sendRegistrationMail } from './registration-mails.server.ts';

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
  const here = `${given.email} ${networkOf(requestScope()?.address ?? '')}`;
  if ((await takeTurn('register:address-network', here)) > 0 || (await takeTurn('register:address', given.email)) > 0)
    return;
  const token = makeToken();
  const mail = await inRoleSql('psa_door', {}, (client) => keep(client, given, token));
  if (mail === null) return;
  afterAnswer(async () => {
    if (mail === 'link') await sendRegistrationMail(given.email, given.language, token);
    else await sendKnownMail(given.email, given.language);
  });
}

/**
 * Whose guardian is to agree: the registration itself, or another of the same address that says another age. One whose address nobody proved
 * counts for nothing: anybody could have typed it.
 */
export type Awaited = {
  readonly id: number;
  readonly guardianEmail: string;
  readonly language: string;
  readonly isProved: boolean;
  /** When the last mail to the guardian went; null while none has. */
  readonly askedAt: Date | null;
};

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
  /** Null where nobody's permission is needed. */
  readonly awaited: Awaited | null;
};

type Found = Omit<OpenRegistration, 'awaited'> & {
  awaited: (Omit<Awaited, 'askedAt'> & { askedAt: string | null }) | null;
};

const FIND = `
  select r.first_name as "firstName", r.last_name as "lastName", r.company, r.job_role as "jobRole", r.country_code as country, r.language,
    r.phone, r.mpn_id as "mpnId", r.city, r.consents, (
      select jsonb_build_object('id', g.id, 'guardianEmail', g.guardian_email, 'language', g.language,
        'isProved', g.address_proved_at is not null, 'askedAt', g.guardian_asked_at)
      from registrations g where g.email = r.email and g.guardian_email is not null and g.expires_at > psa_now()
        and (g.id = r.id or g.address_proved_at is not null)
      order by g.id = r.id desc, g.guardian_asked_at desc nulls last, g.id desc limit 1) as awaited
  from registrations r where r.expires_at > psa_now() and `;

/** What waits behind the link of a mail; null for one that was used, is over or was never made. Reading changes nothing. */
async function find(condition: string, token: string | undefined): Promise<OpenRegistration | null> {
  if (token === undefined || !TOKEN.test(token)) return null;
  const { rows } = await inRoleSql(
    'psa_door',
    {},
    (client) => client.query<Found>(`${FIND}${condition}`, [hashToken(token)]),
    { readOnly: true },
  );
  const [found] = rows;
  if (found === undefined) return null;
  const { awaited } = found;
  return {
    ...found,
    awaited: awaited && { ...awaited, askedAt: awaited.askedAt === null ? null : new Date(awaited.askedAt) },
  };
}

export const findRegistration = (token: string | undefined) => find('r.token_sha256 = $1', token);
export const findForGuardian = (token: string | undefined) =>
  find('r.guardian_token_sha256 = $1 and r.address_proved_at is not null', token);

/** Deletes what nobody followed up (C5, R4, bad-I16), and answers of guardians that are a year old. Gives how many registrations. */
export function forgetOldRegistrations(): Promise<number> {
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    await forgetOldRefusals(client);
    const { rows } = await client.query<{ email: string; isUnanswered: boolean }>(
      `delete from registrations where expires_at <= psa_now()
       returning email, guardian_email is not null and address_proved_at is not null as "isUnanswered"`,
    );
    const count = rows.length;
    // A guardian's silence is no permission: a later registration of the address needs it, too.
    for (const { email, isUnanswered } of rows) if (isUnanswered) await rememberRefusal(client, email);
    if (count > 0) await appendEvent(client, { event: 'registrations.expired', details: { count } });
    return count;
  });
}
