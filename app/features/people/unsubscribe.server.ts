// Ends marketing mail by the link that every such mail carries (C8, RFC 8058). The link is its own proof: a keyed hash, so nothing is kept for it.
import { isKeyedHash, keyedHash } from '#app/features/access/keyed-hash.server.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';

const PURPOSE = 'unsubscribe';
const CONSENT = 'marketing-email';

/** Where one click ends marketing mail for this person; for `unsubscribeAt` of a mail, and in its text. */
export const unsubscribeAddress = (personId: number): string =>
  `${env().origin}/unsubscribe/${personId}-${keyedHash(PURPOSE, String(personId)).toString('base64url')}`;

/** The person whose link this is; null for one that was not made here. */
export function readUnsubscribeToken(token: string | undefined): number | null {
  const [, id = '', hash = ''] = /^([1-9]\d{0,8})-([A-Za-z0-9_-]{43})$/.exec(token ?? '') ?? [];
  return id !== '' && isKeyedHash(Buffer.from(hash, 'base64url'), PURPOSE, id) ? Number(id) : null;
}

// Appended under the notice that the consent was given under; whoever never gave it, or has withdrawn it, has nothing to end.
const WITHDRAW = `
  insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
  select c.person_id, c.consent, false, c.notice_version, c.notice_language, 'unsubscribe-link', 'person', c.person_id
  from consent_entries c where c.person_id = $1 and c.consent = $2
    and c.id = (select max(id) from consent_entries where person_id = $1 and consent = $2) and c.given`;

/** Effective at once; done twice, it is done. Somebody who was erased meanwhile is written to no more anyway. */
export function unsubscribe(personId: number): Promise<void> {
  const settings = { 'psa.actor_kind': 'person', 'psa.actor_id': String(personId) };
  return inRoleSql('psa_worker', settings, async (client) => {
    const { rows } = await client.query<{ key: string }>(
      'select audit_key as key from persons where id = $1 for update',
      [personId],
    );
    const [person] = rows;
    if (person === undefined) return;
    const withdrawn = await client.query(WITHDRAW, [personId, CONSENT]);
    if (withdrawn.rowCount === 0) return;
    await appendEvent(client, {
      event: 'consent.withdrawn',
      subjectId: person.key,
      details: { consent: CONSENT, how: 'unsubscribe-link' },
    });
  });
}
