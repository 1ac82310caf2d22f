// Tells everybody of a newer notice than theirs, by mail and on the site, and lets it apply to them when it may (C6): at once where it tells of
// nothing more, thirty days after they were told where it does, and never by silence to somebody who has objected.
import type { PoolClient } from 'pg';

import '#app/features/language/all-messages.server.ts';
import { withLanguage } from '#app/features/language/language.ts';
import { mailsIn } from '#app/features/language/messages.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { dayIn } from './day-in.ts';
import { DAYS_TO_OBJECT } from './draft.ts';
import { hasObjected } from './objected.ts';
import { noticeAnswerIn } from './own-notice.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const LIMIT_MS = 10 * 60_000;

/** Whoever holds an older version, and was not told of this one. Those who were told of none have nothing to compare it with: they are not here. */
const TELL = `
  with new as (
    select id from persons where notice_version < $1 and erased_at is null and informed_at is not null
  ), heard as (
    -- The same words, published before a restore: who was mailed them is not mailed again, and what they answered stands.
    delete from lost_tellings l using new where l.person_id = new.id and l.version = $1 and l.said = (select psa_notice_digest($1))
    returning l.person_id, l.mailed_at, l.objected_at
  ), told as (
    insert into notice_tellings (person_id, version, mailed_at, answered_at, answer)
    select new.id, $1, h.mailed_at, h.objected_at, case when h.objected_at is not null then 'objected' end
    from new left join heard h on h.person_id = new.id
    on conflict do nothing returning person_id, mailed_at, answer
  )
  insert into mails (kind, person_id, about) select 'notice-changed', person_id, $1 from told
  where mailed_at is null and answer is null order by person_id on conflict do nothing`;

/** Gives how many are told from now on. In the transaction under way, as the worker. */
export async function tellOf(client: PoolClient, version: number): Promise<number> {
  const told = await client.query(TELL, [version]);
  const count = told.rowCount ?? 0;
  if (count > 0) await appendEvent(client, { event: 'notice.told', subjectId: version, details: { people: count } });
  return count;
}

/** Said by mail or on the site, whichever came first, and in force. */
const APPLY = `
  with due as (
    select t.person_id
    from notice_tellings t join persons p on p.id = t.person_id join privacy_notices n on n.version = t.version
    where t.version = $1 and t.applied_at is null and t.answer is null and p.notice_version < t.version
      and n.published_on <= (psa_now() at time zone 'Europe/Amsterdam')::date
      and case when psa_notice_widens(p.notice_version, t.version)
        then least(t.mailed_at, t.seen_at) <= psa_now() - interval '${DAYS_TO_OBJECT} days'
          and not ${hasObjected('t.person_id')}
        else least(t.mailed_at, t.seen_at) is not null end
    for update of t, p
  ), moved as (
    update persons p set notice_version = $1 from due where p.id = due.person_id returning p.id
  )
  update notice_tellings t set applied_at = psa_now() from moved where t.person_id = moved.id and t.version = $1`;

/** The job: whoever came to an older version since is told, too, and each version applies to those for whom its time has come. */
export async function tellNotices(): Promise<{ told: number; applied: number }> {
  const { rows } = await inRoleSql('psa_worker', SYSTEM, (client) =>
    client.query<{ version: number }>(
      'select version from privacy_notices where announced_at is not null order by version',
    ),
  );
  const count = { told: 0, applied: 0 };
  for (const { version } of rows)
    await inRoleSql(
      'psa_worker',
      SYSTEM,
      async (client) => {
        // Of several that are newer, people are told of the newest.
        if (version === rows.at(-1)?.version) count.told += await tellOf(client, version);
        const applied = (await client.query(APPLY, [version])).rowCount ?? 0;
        count.applied += applied;
        if (applied > 0)
          await appendEvent(client, { event: 'notice.applied', subjectId: version, details: { people: applied } });
      },
      { timeoutMs: LIMIT_MS },
    );
  return count;
}

type Told = { publishedOn: Date; widens: boolean; objected: boolean };

export const noticeChanged: Writer = {
  async write(client, to, version) {
    const { rows } = await client.query<Told>(
      `select (n.published_on + time '12:00') at time zone 'UTC' as "publishedOn", psa_notice_widens(p.notice_version, n.version) as widens,
         ${hasObjected('p.id')} as objected
       from persons p join privacy_notices n on n.version = $2
       join notice_tellings t on t.person_id = p.id and t.version = n.version
       where p.id = $1 and p.notice_version < n.version and t.answer is null
         -- Of several that are newer, people are told of the newest.
         and not exists (select from notice_tellings o where o.person_id = p.id and o.version > n.version)`,
      [to.id, version],
    );
    const [told] = rows;
    if (told === undefined) return null;
    const words = mailsIn(to.language).noticeChanged;
    const linkTo = (path: string) => withLanguage(`${env().origin}${path}`, to.language);
    return {
      subject: words.subject,
      paragraphs: [
        words.hello(to.firstName),
        words.what(dayIn(to.language, told.publishedOn)),
        told.widens
          ? told.objected
            ? noticeAnswerIn(to.language).stays
            : words.wider(DAYS_TO_OBJECT)
          : words.notWider,
        { label: words.read, href: linkTo('/notice') },
        { label: words.answer, href: linkTo('/me/notice') },
      ],
    };
  },
  async remember(client, version) {
    const { rows } = await client.query<{ said: string }>('select psa_notice_digest($1) as said', [version]);
    return { said: rows[0]?.said };
  },
  // The thirty days of whoever did not see it on the site begin when they are told for the first time.
  bounced: (client, mailId) =>
    client.query(
      `update notice_tellings t set mailed_at = null from mails m
       where m.id = $1 and t.person_id = m.person_id and t.version = m.about and t.seen_at is null and t.answer is null and t.applied_at is null`,
      [mailId],
    ),
  async sent(client, to, version) {
    await client.query(
      'update notice_tellings set mailed_at = psa_now() where person_id = $1 and version = $2 and mailed_at is null',
      [to.id, version],
    );
  },
};
