// Tells an officer how each version of the notice stands with people: who holds it, who was told and how, who answered what.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { Language } from '#reports/catalogue.ts';
import type { NoticeScope } from '#app/features/people/publish-notice.server.ts';
import { PEOPLE_A_PAGE, STANDS, type NoticeStand } from './stands.ts';

export type ListedVersion = {
  readonly version: number;
  /** 'YYYY-MM-DD'. */
  readonly publishedOn: string;
  readonly isAhead: boolean;
  readonly announcedAt: Date | null;
  /** People whose version it is. */
  readonly holders: number;
  readonly widens: boolean;
} & Readonly<Record<NoticeStand, number>>;

/** Stand → what holds of a telling `t`; each belongs to one. */
const HOLDS: Readonly<Record<NoticeStand, string>> = {
  acknowledged: `t.answer = 'acknowledged'`,
  objected: `t.answer = 'objected'`,
  applied: `t.answer is null and t.applied_at is not null`,
  seen: `t.answer is null and t.applied_at is null and t.seen_at is not null`,
  mailed: `t.answer is null and t.applied_at is null and t.seen_at is null and t.mailed_at is not null`,
  untold: `t.answer is null and t.applied_at is null and t.seen_at is null and t.mailed_at is null`,
};

const COUNTS = STANDS.map((stand) => `(count(t.person_id) filter (where ${HOLDS[stand]}))::int as "${stand}"`).join(
  ', ',
);

const VERSIONS = `
  select n.version, n.published_on::text as "publishedOn", n.published_on > (psa_now() at time zone 'Europe/Amsterdam')::date as "isAhead",
    n.announced_at as "announcedAt",
    (select count(*)::int from persons p where p.notice_version = n.version and p.erased_at is null) as holders,
    exists (select from privacy_notices o where o.version < n.version)
      and psa_notice_widens((select max(o.version) from privacy_notices o where o.version < n.version), n.version) as widens,
    ${COUNTS}
  from privacy_notices n left join notice_tellings t on t.version = n.version
  where $1::int is null or n.version = $1
  group by n.version order by n.version desc`;

/** The newest first. */
export const listVersions = (actor: StaffActor): Promise<ListedVersion[]> =>
  inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => (await client.query<ListedVersion>(VERSIONS, [null])).rows,
    { readOnly: true },
  );

export type ToldPerson = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly own: number | null;
  readonly mailedAt: Date | null;
  readonly mail: string | null;
  readonly seenAt: Date | null;
  readonly answer: 'acknowledged' | 'objected' | null;
  readonly answeredAt: Date | null;
  readonly appliedAt: Date | null;
};

export type VersionInFull = {
  readonly version: ListedVersion;
  readonly texts: Readonly<Partial<Record<Language, string>>>;
  readonly scopes: readonly NoticeScope[];
  readonly before: {
    readonly version: number;
    readonly texts: Readonly<Partial<Record<Language, string>>>;
    readonly scopes: readonly NoticeScope[];
  } | null;
  readonly people: readonly ToldPerson[];
};

const CONTENT = `
  select n.version,
    (select coalesce(json_object_agg(language, body), '{}') from privacy_notice_texts t where t.version = n.version) as texts,
    (select coalesce(json_agg(json_build_object('recipientKind', recipient_kind, 'dataset', dataset, 'field', field)
       order by recipient_kind, dataset, field), '[]') from privacy_notice_scopes c where c.version = n.version) as scopes
  from privacy_notices n where n.version <= $1 order by n.version desc limit 2`;

const peopleWho = (stand: NoticeStand): string => `
  select p.id, concat_ws(' ', p.first_name, p.last_name) as name, p.email, p.notice_version as own, t.mailed_at as "mailedAt", m.state as mail,
    t.seen_at as "seenAt", t.answer, t.answered_at as "answeredAt", t.applied_at as "appliedAt"
  from notice_tellings t join persons p on p.id = t.person_id
  left join mails m on m.kind = 'notice-changed' and m.person_id = t.person_id and m.about = t.version
  where t.version = $1 and ${HOLDS[stand]} order by t.person_id limit $2 offset $3`;

type Content = Pick<VersionInFull, 'texts' | 'scopes'> & { version: number };

/** One version with what it says, and a page of the people who stand so. That staff looked at people is recorded. */
export function findVersion(
  actor: StaffActor,
  version: number,
  { stand, page }: { stand: NoticeStand | null; page: number },
): Promise<VersionInFull | null> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows } = await client.query<ListedVersion>(VERSIONS, [version]);
    const [listed] = rows;
    if (listed === undefined) return null;
    const content = await client.query<Content>(CONTENT, [version]);
    const [own, before = null] = content.rows;
    const people =
      stand === null
        ? []
        : (await client.query<ToldPerson>(peopleWho(stand), [version, PEOPLE_A_PAGE, (page - 1) * PEOPLE_A_PAGE])).rows;
    if (people.length > 0)
      await appendEvent(client, { event: 'people.read', details: { count: people.length, where: 'notices' } });
    return { version: listed, texts: own?.texts ?? {}, scopes: own?.scopes ?? [], before, people };
  });
}
