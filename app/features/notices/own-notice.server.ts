// The newest notice that somebody was told of and has not answered, on their own pages; and their answer to it (C6).
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { ALL_MESSAGES } from '#app/features/language/all-messages.server.ts';
import { languageFor } from '#app/features/language/language.ts';
import type { NoticeAnswerMessages } from '#app/features/language/messages.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { changesBetween, type NoticeChange } from '#app/features/people/notice-changes.ts';
import { inRoleSql, readOften } from '#app/platform/db.server.ts';
import { dayIn } from './day-in.ts';
import { DAYS_TO_OBJECT } from './draft.ts';
import { hasObjected } from './objected.ts';

/** A newer notice than the person's, as the banner tells it. */
export type NoticeNews = {
  readonly version: number;
  readonly publishedOn: Date;
  /** It tells of more than the person's own version does. */
  readonly widens: boolean;
  /** From when it applies without an answer; null once they have objected. */
  readonly appliesFrom: Date | null;
  /** The language in which they are told. */
  readonly language: string;
};

// Told now, if by nothing before: whoever reads this sees it.
const NEWS = `
  select t.version, (n.published_on + time '12:00') at time zone 'UTC' as "publishedOn", w.widens,
    case when t.answer is null and not (w.widens and ${hasObjected('t.person_id')}) then greatest((n.published_on::timestamp) at time zone 'Europe/Amsterdam',
      coalesce(least(t.mailed_at, t.seen_at), psa_now()) + case when w.widens then interval '${DAYS_TO_OBJECT} days' else interval '0' end) end as "appliesFrom",
    p.language, t.seen_at is null as unseen
  from notice_tellings t join privacy_notices n on n.version = t.version join persons p on p.id = t.person_id
  cross join lateral (select psa_notice_widens(p.notice_version, t.version) as widens) w
  where t.person_id = $1 and p.notice_version < t.version and t.applied_at is null
  order by t.version desc limit 1`;

/** As a page says it. */
export type ToldNews = { readonly title: string; readonly meaning: string; readonly read: string };

export const noticeAnswerIn = (language: string): NoticeAnswerMessages =>
  ALL_MESSAGES[languageFor(language, null)].noticeAnswer;

/** What a newer notice means for somebody, in two sentences. */
export function tellNews({ publishedOn, widens, appliesFrom, language }: NoticeNews): ToldNews {
  const words = noticeAnswerIn(language);
  const means =
    appliesFrom === null ? words.stays : widens ? words.wider(dayIn(language, appliesFrom)) : words.notWider;
  return { title: words.title, meaning: `${words.from(dayIn(language, publishedOn))} ${means}`, read: words.read };
}

type Found = NoticeNews & { readonly unseen: boolean };

const readNews = async (client: PoolClient, personId: number): Promise<Found | null> =>
  (await readOften<Found>(client, NEWS, [personId]))[0] ?? null;

/** Remembers that it was shown to them: from then on they are told. */
async function markSeen(actor: PersonActor, { version, unseen }: Found): Promise<void> {
  if (!unseen) return;
  await inRoleSql('psa_portal', actorSettings(actor), (client) =>
    client.query(
      'update notice_tellings set seen_at = psa_now() where person_id = $1 and version = $2 and seen_at is null',
      [actor.personId, version],
    ),
  );
}

/** What a page is to tell them at its head, which from then on they have been told; null when there is nothing to answer. */
export async function showNoticeNews(actor: PersonActor): Promise<(NoticeNews & ToldNews) | null> {
  const news = await inRoleSql('psa_portal', actorSettings(actor), (client) => readNews(client, actor.personId), {
    readOnly: true,
  });
  if (news === null) return null;
  await markSeen(actor, news);
  return { ...news, ...tellNews(news) };
}

export type NoticeInQuestion = NoticeNews & {
  readonly own: number;
  /** Of the texts that are compared. */
  readonly textLanguage: string;
  readonly changes: readonly NoticeChange[];
};

type Texts = { own: number; language: string; before: string; after: string };

/** As `showNoticeNews`, with what differs from the version that they were told before, in their language or else in English. */
export async function showNoticeInQuestion(actor: PersonActor): Promise<NoticeInQuestion | null> {
  const found = await inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const news = await readNews(client, actor.personId);
      if (news === null) return null;
      const { rows } = await client.query<Texts>(
        `select p.notice_version as own, b.language, o.body as before, b.body as after
         from persons p
         join privacy_notice_texts b on b.version = $2 and b.language in (p.language, 'en')
         join privacy_notice_texts o on o.version = p.notice_version and o.language = b.language
         where p.id = $1 order by b.language = p.language desc limit 1`,
        [actor.personId, news.version],
      );
      return { news, texts: rows[0] };
    },
    { readOnly: true },
  );
  if (found?.texts === undefined) return null;
  await markSeen(actor, found.news);
  const { own, language, before, after } = found.texts;
  return { ...found.news, own, textLanguage: language, changes: changesBetween(before, after, language) };
}

const ANSWER = `
  update notice_tellings t set answer = $3, answered_at = psa_now(), seen_at = coalesce(seen_at, psa_now()),
    applied_at = case when $3 = 'acknowledged' then psa_now() end
  from persons p
  where t.person_id = $1 and t.version = $2 and p.id = t.person_id and p.notice_version < t.version and t.applied_at is null
    and t.answer is distinct from $3
  returning p.audit_key::text as key, (select language from privacy_notice_texts x where x.version = t.version
    order by x.language = p.language desc, x.language = 'en' desc limit 1) as language`;

/** Acknowledged, the version is theirs at once; objected to, it stays away until they say otherwise. False when there is nothing to answer (any more). */
export function answerNotice(
  actor: PersonActor,
  version: number,
  answer: 'acknowledged' | 'objected',
): Promise<boolean> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const { rows } = await client.query<{ key: string; language: string }>(ANSWER, [actor.personId, version, answer]);
    const [answered] = rows;
    if (answered === undefined) return false;
    if (answer === 'acknowledged')
      await client.query(
        `insert into notice_acknowledgements (person_id, version, language, how) values ($1, $2, $3, 'portal')`,
        [actor.personId, version, answered.language],
      );
    await appendEvent(client, {
      event: answer === 'acknowledged' ? 'notice.acknowledged' : 'notice.objected',
      subjectId: answered.key,
      details: { version },
    });
    return true;
  });
}
