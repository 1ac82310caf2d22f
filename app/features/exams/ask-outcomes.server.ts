// Asks people by mail how an exam went, as their follow-up was planned (C8): one link a sitting and month, one mail and one reminder a link. Who
// moves an exam is asked about the new month.
import type { PoolClient } from 'pg';

import { withLanguage } from '#app/features/language/language.ts';
import { mailsIn } from '#app/features/language/messages.ts';
import '#app/features/language/all-messages.server.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { queueMail, type Addressee, type Writer } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import {
  ANSWER_IS_WAITING,
  IS_BY_DAY,
  IS_NEXT,
  IS_STALE,
  putOffRest,
  readFollowUpRules,
  TODAY,
} from './follow-up-state.server.ts';
import { STALE_AFTER_DAYS } from './follow-up.ts';
import { hashOfToken, outcomeAddress, outcomeToken } from './outcome-links.server.ts';
import { planFollowUps } from './plan-follow-up.server.ts';
import { MAY_BE_ASKED } from './standing.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const ASKED_AT_ONCE = 200;

/**
 * Plans; by day it makes the links that are due, too, and queues their mails, until none is or `stopping` says so. What is planned now is due on
 * another day. Gives how many mails.
 */
export async function askOutcomes(stopping?: AbortSignal): Promise<number> {
  await planFollowUps(stopping);
  for (let asked = 0; ;) {
    const made = stopping?.aborted === true ? 0 : await askSome();
    asked += made;
    if (made === 0) return asked;
  }
}

type Due = {
  id: number;
  kind: 'mail' | 'reminder';
  step: number;
  sittingId: number;
  month: string;
  personId: number;
  auditKey: string;
};

// Step and sitting are held: two workers take different ones, and whoever records, moves or cancels at this moment comes before or after.
const FIND_DUE = `
  select f.id, f.kind, f.step::int as step, s.id as "sittingId", s.month::text as month, s.person_id as "personId", p.audit_key::text as "auditKey"
  from follow_ups f join sittings s on s.id = f.sitting_id and s.month = f.month join persons p on p.id = s.person_id
  where f.state = 'planned' and f.kind in ('mail', 'reminder') and f.due_on <= ${TODAY} and f.step <= $1 and ${MAY_BE_ASKED}
    and ${IS_NEXT} and not ${ANSWER_IS_WAITING} and ${IS_BY_DAY} and not ${IS_STALE}
  order by f.due_on, f.id limit ${ASKED_AT_ONCE} for update of f, s skip locked`;

/** The links of these sittings and months, made where there is none yet. */
async function linksOf(client: PoolClient, due: readonly Due[]): Promise<Map<number, number>> {
  const sittings = due.map(({ sittingId }) => sittingId);
  const months = due.map(({ month }) => month);
  await client.query(
    `insert into outcome_links (sitting_id, month, token_sha256) select * from unnest($1::int[], $2::text[], $3::bytea[])
     on conflict do nothing`,
    [sittings, months, due.map(({ sittingId, month }) => hashOfToken(outcomeToken(sittingId, month)))],
  );
  const { rows } = await client.query<{ id: number; sittingId: number }>(
    `select l.id, l.sitting_id as "sittingId" from outcome_links l
     join unnest($1::int[], $2::text[]) as d (sitting_id, month) on d.sitting_id = l.sitting_id and d.month = l.month`,
    [sittings, months],
  );
  return new Map(rows.map(({ id, sittingId }) => [sittingId, id]));
}

const MAIL_OF = { mail: 'outcome-asked', reminder: 'outcome-reminded' } as const;

async function askSome(): Promise<number> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const { contacts } = await readFollowUpRules(client);
    const { rows: due } = await client.query<Due>(FIND_DUE, [contacts]);
    if (due.length === 0) return 0;
    const links = await linksOf(client, due);
    const ids = due.map(({ id }) => id);
    await putOffRest(client, ids);
    await client.query(
      `update follow_ups set state = 'done', result = 'sent', settled_at = psa_now() where id = any($1::int[])`,
      [ids],
    );
    for (const { kind, personId, sittingId } of due)
      await queueMail(client, { kind: MAIL_OF[kind], personId, about: links.get(sittingId) ?? 0 });
    await appendEvents(
      client,
      due.map(({ sittingId, step, auditKey }) => ({
        event: 'outcome.asked' as const,
        subjectId: auditKey,
        details: { sittingId, step },
      })),
    );
    return due.length;
  });
}

// Whose mail waited for the server for too long is not asked any more.
const IS_LATE = `exists (select from follow_ups f where f.sitting_id = l.sitting_id and f.month = l.month and f.kind = $3 and f.state = 'done'
  and f.settled_at < psa_now() - interval '${STALE_AFTER_DAYS} days')`;

/** Where the link of a mail leads; null when the outcome became known meanwhile, is answered, or may not be asked about any more. */
async function addressOf(client: PoolClient, to: Addressee, linkId: number, kind: Due['kind']): Promise<string | null> {
  const { rows } = await client.query<{ sittingId: number; month: string }>(
    `select s.id as "sittingId", s.month::text as month
     from outcome_links l join sittings s on s.id = l.sitting_id and s.month = l.month join persons p on p.id = s.person_id
     where l.id = $1 and s.person_id = $2 and l.answer is null and l.expires_at > psa_now() and ${MAY_BE_ASKED} and not ${IS_LATE}`,
    [linkId, to.id, kind],
  );
  const [link] = rows;
  if (link === undefined) return null;
  // The secret may have changed since the link was made.
  await client.query('update outcome_links set token_sha256 = $2 where id = $1 and token_sha256 <> $2', [
    linkId,
    hashOfToken(outcomeToken(link.sittingId, link.month)),
  ]);
  return withLanguage(outcomeAddress(link.sittingId, link.month), to.language);
}

/** A mail that waited for the server until the reminder was due is not sent beside it. */
const wasReminded = async (client: PoolClient, linkId: number): Promise<boolean> =>
  (
    await client.query(
      `select from follow_ups f join outcome_links l on l.sitting_id = f.sitting_id and l.month = f.month
       where l.id = $1 and f.step > 1 and f.state = 'done' limit 1`,
      [linkId],
    )
  ).rowCount !== 0;

const writerOf = (kind: 'outcomeAsked' | 'outcomeReminded'): Writer => ({
  async write(client, to, linkId) {
    if (kind === 'outcomeAsked' && (await wasReminded(client, linkId))) return null;
    const href = await addressOf(client, to, linkId, kind === 'outcomeAsked' ? 'mail' : 'reminder');
    if (href === null) return null;
    const words = mailsIn(to.language)[kind];
    return {
      subject: words.subject,
      paragraphs: [words.hello(to.firstName), words.text, { label: words.open, href }, words.noSignIn, words.stop],
    };
  },
  async remember(client, linkId) {
    const { rows } = await client.query<{ sitting: number; month: string }>(
      'select sitting_id as sitting, month::text as month from outcome_links where id = $1',
      [linkId],
    );
    const [asked] = rows;
    return asked === undefined ? {} : { asked: { ...asked, kind: kind === 'outcomeAsked' ? 'mail' : 'reminder' } };
  },
});

export const outcomeAsked = writerOf('outcomeAsked');
export const outcomeReminded = writerOf('outcomeReminded');
