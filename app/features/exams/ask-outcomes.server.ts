// Asks people by mail how an exam went, once its month is over and nobody has told (C8): one link a sitting and month, one
// mail a link. Who moves an exam is asked about the new month.
import { withLanguage } from '#app/features/language/language.ts';
import { mailsIn } from '#app/features/language/messages.ts';
import '#app/features/language/all-messages.server.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { queueMail, type Writer } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { MONTH_NOW } from './exams.server.ts';
import { hashOfToken, outcomeAddress, outcomeToken } from './outcome-links.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const ASKED_AT_ONCE = 200;

/** Of sittings `s` of persons `p`: over, unknown, and of somebody who may be asked. Whoever was not told yet what is held is not asked either. */
const MAY_BE_ASKED = `s.outcome is null and s.state in ('booked', 'taken') and s.month < ${MONTH_NOW} and not s.ask_no_more
  and p.erased_at is null and p.restricted_at is null and p.objected_at is null and p.found_minor_at is null and p.found_false_at is null
  and p.informed_at is not null`;

/** Makes the links that are due and queues their mails, until none is or `stopping` says so. Gives how many. */
export async function askOutcomes(stopping?: AbortSignal): Promise<number> {
  for (let asked = 0; ;) {
    const made = stopping?.aborted === true ? 0 : await askSome();
    asked += made;
    if (made === 0) return asked;
  }
}

async function askSome(): Promise<number> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const { rows: due } = await client.query<{ id: number; month: string; personId: number; auditKey: string }>(
      `select s.id, s.month::text as month, s.person_id as "personId", p.audit_key::text as "auditKey" from sittings s join persons p on p.id = s.person_id
       where ${MAY_BE_ASKED} and not exists (select from outcome_links l where l.sitting_id = s.id and l.month = s.month)
       order by s.month, s.id limit ${ASKED_AT_ONCE}`,
    );
    const bySitting = new Map(due.map((sitting) => [sitting.id, sitting]));
    // Two workers at once: the second waits for the first one's rows, and makes none of them again.
    const { rows: links } = await client.query<{ id: number; sittingId: number }>(
      `insert into outcome_links (sitting_id, month, token_sha256) select * from unnest($1::int[], $2::text[], $3::bytea[])
       on conflict do nothing returning id, sitting_id as "sittingId"`,
      [
        due.map(({ id }) => id),
        due.map(({ month }) => month),
        due.map(({ id, month }) => hashOfToken(outcomeToken(id, month))),
      ],
    );
    const asked = links.flatMap(({ id, sittingId }) => {
      const sitting = bySitting.get(sittingId);
      return sitting === undefined ? [] : [{ linkId: id, ...sitting }];
    });
    for (const { linkId, personId } of asked)
      await queueMail(client, { kind: 'outcome-asked', personId, about: linkId });
    await appendEvents(
      client,
      asked.map(({ id, auditKey }) => ({
        event: 'outcome.asked' as const,
        subjectId: auditKey,
        details: { sittingId: id },
      })),
    );
    return asked.length;
  });
}

/** The mail with the link; dropped when the outcome became known meanwhile, or the person may not be asked any more. */
export const outcomeAsked: Writer = {
  async write(client, to, linkId) {
    const { rows } = await client.query<{ sittingId: number; month: string }>(
      `select s.id as "sittingId", s.month::text as month
       from outcome_links l join sittings s on s.id = l.sitting_id and s.month = l.month join persons p on p.id = s.person_id
       where l.id = $1 and s.person_id = $2 and l.answer is null and l.expires_at > psa_now() and ${MAY_BE_ASKED}`,
      [linkId, to.id],
    );
    const [link] = rows;
    if (link === undefined) return null;
    // The secret may have changed since the link was made.
    await client.query('update outcome_links set token_sha256 = $2 where id = $1 and token_sha256 <> $2', [
      linkId,
      hashOfToken(outcomeToken(link.sittingId, link.month)),
    ]);
    const words = mailsIn(to.language).outcomeAsked;
    return {
      subject: words.subject,
      paragraphs: [
        words.hello(to.firstName),
        words.text,
        { label: words.open, href: withLanguage(outcomeAddress(link.sittingId, link.month), to.language) },
        words.noSignIn,
        words.stop,
      ],
    };
  },
};
