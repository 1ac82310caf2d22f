// Takes what somebody writes again: on their own page, or by the link of a mail, which works once and for some days.
import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { hashToken } from '#app/features/access/sign-in-cookie.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const BEHIND = `
  select m.body as question from support_messages m join support_cases c on c.id = m.case_id
  where c.person_id is null and c.closed_at is null and m.reply_token_sha256 = $1 and m.reply_expires_at > psa_now()`;
// The case before the message, as whoever closes it takes them.
const HOLD_BEHIND = `
  select c.id from support_cases c where c.person_id is null and c.closed_at is null
    and c.id = (select m.case_id from support_messages m where m.reply_token_sha256 = $1) for update`;
const USE_LINK = `
  update support_messages set reply_token_sha256 = null, reply_expires_at = null where reply_token_sha256 = $1 and reply_expires_at > psa_now()`;

const REPLY = `insert into support_messages (case_id, kind, body) values ($1, 'reply', $2)`;
const WAITS = `waits_for = 'staff', last_at = psa_now(), warned_at = null`;

/** What was asked back, for whoever holds the link; null where it was used, is over or was never made. Reading changes nothing. */
export async function findAskedBack(token: string | undefined): Promise<{ readonly question: string } | null> {
  if (token === undefined || !TOKEN.test(token)) return null;
  const { rows } = await inRoleSql(
    'psa_door',
    {},
    (client) => client.query<{ question: string }>(BEHIND, [hashToken(token)]),
    { readOnly: true },
  );
  const [found] = rows;
  return found ?? null;
}

/** False where the link is over. */
export async function replyByLink(token: string | undefined, message: string): Promise<boolean> {
  if (token === undefined || !TOKEN.test(token)) return false;
  return inRoleSql('psa_door', {}, async (client) => {
    const hash = hashToken(token);
    const { rows } = await client.query<{ id: number }>(HOLD_BEHIND, [hash]);
    const id = rows[0]?.id;
    if (id === undefined || (await client.query(USE_LINK, [hash])).rowCount === 0) return false;
    await client.query(`update support_cases set ${WAITS} where id = $1`, [id]);
    await client.query(REPLY, [id, message]);
    await appendEvent(client, { event: 'support.replied', subjectId: id, details: { way: 'link' } });
    return true;
  });
}

/** False where there is no such case of theirs that is open. */
export const replyAsPerson = (actor: PersonActor, caseId: number, message: string): Promise<boolean> =>
  inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const open = await client.query(
      `update support_cases set ${WAITS} where id = $1 and person_id = $2 and closed_at is null`,
      [caseId, actor.personId],
    );
    if (open.rowCount === 0) return false;
    await client.query(REPLY, [caseId, message]);
    await appendEvent(client, { event: 'support.replied', subjectId: caseId, details: { way: 'account' } });
    return true;
  });
