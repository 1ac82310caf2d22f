// Changes a person's address once it is proved: a link goes to the new one, opening it changes nothing, a button does. The old one stays known
// as theirs, and is told. What is answered is the same whether somebody else has the address or not.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { hashToken, makeToken } from '#app/features/access/sign-in-cookie.ts';
import { languageFor } from '#app/features/language/language.ts';
import '#app/features/language/all-messages.server.ts';
import { mailsIn } from '#app/features/language/messages.ts';
import { tombstoneOf } from '#app/features/people/tombstone.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { queueMail } from '#app/features/mail/mails.server.ts';
import { composeMail } from '#app/features/mail/compose.ts';
import { afterAnswer } from '#app/platform/after-answer.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { log } from '#app/platform/log.server.ts';
import { isMailInUse, MailError, sendMail } from '#app/platform/mail.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { tellAtOnce } from './notify-recipients.server.ts';

const KEEP = `
  insert into email_changes (person_id, new_email, token_sha256) values ($1, $2, $3)
  on conflict (person_id) do update set new_email = excluded.new_email, token_sha256 = excluded.token_sha256,
    asked_at = psa_now(), expires_at = psa_now() + interval '1 day'`;

/** Mails a link to the new address, good for a day; nobody is named in it, since anybody's address can be typed. False: it is the one in use. */
export async function askForAddress(actor: PersonActor, newEmail: string): Promise<boolean> {
  const token = makeToken();
  const person = await inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const found = await client.query<{ email: string; language: string; key: string }>(
      'select email, language, audit_key::text as key from persons where id = $1',
      [actor.personId],
    );
    const [own] = found.rows;
    if (own === undefined || own.email === newEmail) return null;
    await client.query(KEEP, [actor.personId, newEmail, hashToken(token)]);
    await appendEvent(client, {
      event: 'address.asked',
      subjectId: own.key,
      fields: ['email'],
    });
    return own;
  });
  if (person === null) return false;
  if (!isMailInUse()) return true;
  const language = languageFor(person.language, null);
  const words = mailsIn(language).emailChange;
  const mail = composeMail(language, {
    subject: words.subject,
    paragraphs: [words.what, { label: words.link, href: `${env().origin}/me/data/address/${token}` }, words.ignore],
  });
  afterAnswer(async () => {
    try {
      await sendMail({ to: newEmail, ...mail });
    } catch (error) {
      const because = error instanceof MailError ? error.code : 'fault';
      log.error({ err: error }, 'a mail to a new address did not go');
      await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, (client) =>
        appendEvent(client, { event: 'address.unsent', subjectId: person.key, details: { because } }),
      );
    }
  });
  return true;
}

const WAITING = `
  select new_email as email from email_changes where person_id = $1 and token_sha256 = $2 and expires_at > psa_now()`;

/** The address that a link of the person's own stands for; null for one that is used up, too old or another's. */
export const findAskedAddress = (actor: PersonActor, token: string): Promise<string | null> =>
  inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const found = await client.query<{ email: string }>(WAITING, [actor.personId, hashToken(token)]);
    return found.rows[0]?.email ?? null;
  });

// As a registration from an address of one of the employer's own domains does. What was typed then gives way to the register.
const CONFIRM_BY_DOMAIN = `
  update employments e set confirmed_by = 'email-domain', confirmed_at = psa_now(), claimed_mpn_id = null, claimed_company = null
  where e.person_id = $1 and e.ended_on is null and e.confirmed_by is null
    and exists (select from employer_domains d where d.employer_id = e.employer_id and d.domain = split_part($2, '@', 2))`;

const EARLIER = `
  select p.email, p.audit_key::text as key, (select count(*)::int from mails m where m.person_id = p.id and m.kind = 'address-changed') as times
  from persons p where p.id = $1 for update of p`;

async function useAddress(client: PoolClient, personId: number, email: string): Promise<void> {
  const found = await client.query<{ email: string; key: string; times: number }>(EARLIER, [personId]);
  const [earlier] = found.rows;
  if (earlier === undefined || earlier.email === email) return;
  // Ends every sign-in but the one of the settings.
  await client.query('update persons set email = $2 where id = $1', [personId, email]);
  await queueMail(client, { kind: 'address-changed', personId, about: earlier.times, toAddress: earlier.email });
  await appendEvent(client, { event: 'address.changed', subjectId: earlier.key, fields: ['email'] });
  const { rowCount } = await client.query(CONFIRM_BY_DOMAIN, [personId, email]);
  if (rowCount !== 0)
    await appendEvent(client, {
      event: 'employment.confirmed',
      subjectId: earlier.key,
      details: { count: rowCount, how: 'email-domain' },
    });
}

/**
 * Makes the proved address the one in use; `signInId` is the sign-in that goes on, all others end. 'taken': somebody else is known by the
 * address, or was erased under it.
 */
export async function confirmAddress(
  actor: PersonActor,
  token: string,
  signInId: number,
): Promise<Result<null, 'not-found' | 'taken'>> {
  const { personId } = actor;
  const done = await inRoleSql(
    'psa_worker',
    { ...actorSettings(actor), 'psa.sign_in_id': String(signInId) },
    async (client): Promise<Result<null, 'not-found' | 'taken'>> => {
      const found = await client.query<{ email: string }>(`${WAITING} for update`, [personId, hashToken(token)]);
      const email = found.rows[0]?.email;
      if (email === undefined) return refused('not-found');
      await client.query('delete from email_changes where person_id = $1', [personId]);
      const known = await client.query(
        `select from person_emails where email = $1 and person_id <> $2 union all select from suppressed_emails where email_hmac = $3`,
        [email, personId, tombstoneOf(env().tombstoneKey, email)],
      );
      if (known.rowCount !== 0) return refused('taken');
      await useAddress(client, personId, email);
      return ok(null);
    },
  );
  if (done.ok) await tellAtOnce(personId);
  return done;
}
