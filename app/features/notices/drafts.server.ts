// Keeps the one draft of the next privacy notice: begun from the version before it, written language by language, and dropped or published.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import type { NoticeScope } from '#app/features/people/publish-notice.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { Language } from '#reports/catalogue.ts';
import type { Before, Draft } from './draft.ts';

const DRAFT = `
  select d.version, d.publish_on::text as "publishOn", d.revision, d.widens, s.name as "draftedBy",
    (select coalesce(json_object_agg(language, body), '{}') from notice_draft_texts t where t.version = d.version) as texts,
    (select coalesce(json_agg(json_build_object('recipientKind', recipient_kind, 'dataset', dataset, 'field', field)
       order by recipient_kind, dataset, field), '[]') from notice_draft_scopes c where c.version = d.version) as scopes
  from notice_drafts d join staff_members s on s.id = d.drafted_by`;

const BEFORE = `
  select n.version,
    (select json_object_agg(language, body) from privacy_notice_texts t where t.version = n.version) as texts,
    (select coalesce(json_agg(json_build_object('recipientKind', recipient_kind, 'dataset', dataset, 'field', field)
       order by recipient_kind, dataset, field), '[]') from privacy_notice_scopes c where c.version = n.version) as scopes
  from privacy_notices n order by n.version desc limit 1`;

/** Under whichever role may read drafts. */
export async function readDraft(client: PoolClient): Promise<Draft | null> {
  return (await client.query<Draft>(DRAFT)).rows[0] ?? null;
}

/** The newest version that was ever published, announced ones included; null before the first. */
export async function readBefore(client: PoolClient): Promise<Before | null> {
  return (await client.query<Before>(BEFORE)).rows[0] ?? null;
}

export type DraftInQuestion = {
  readonly draft: Draft;
  readonly before: Before | null;
  /** 'YYYY-MM-DD' in Amsterdam. */
  readonly today: string;
  /** Recipients whose agreements in force send what the draft does not tell of. */
  readonly outside: readonly { readonly recipient: string; readonly fields: readonly string[] }[];
};

const OUTSIDE = `
  select coalesce(c.name, e.name) as recipient, array_agg(distinct f.field order by f.field) as fields
  from agreement_versions v join agreements a on a.id = v.agreement_id join recipients c on c.id = a.recipient_id
    left join employers e on e.id = c.employer_id join agreement_fields f on f.version_id = v.id
  where v.approved_at is not null and v.withdrawn_at is null
    and (v.ends_on is null or v.ends_on >= (psa_now() at time zone 'Europe/Amsterdam')::date)
    and not exists (select from agreement_versions later where later.agreement_id = v.agreement_id and later.approved_at is not null
      and later.withdrawn_at is null and later.number > v.number and later.in_force_from <= (psa_now() at time zone 'Europe/Amsterdam')::date)
    and not exists (select from notice_draft_scopes s where s.recipient_kind = c.kind and s.dataset = f.dataset and s.field = f.field)
  group by 1 order by 1 limit 20`;

export function findDraft(actor: StaffActor): Promise<DraftInQuestion | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const draft = await readDraft(client);
      if (draft === null) return null;
      const { rows } = await client.query<{ today: string }>(
        `select (psa_now() at time zone 'Europe/Amsterdam')::date::text as today`,
      );
      const outside = await client.query<{ recipient: string; fields: string[] }>(OUTSIDE);
      return { draft, before: await readBefore(client), today: rows[0]?.today ?? '', outside: outside.rows };
    },
    { readOnly: true },
  );
}

/** Begins the next version with the words of the newest. False when somebody has begun it. */
export function beginDraft(actor: StaffActor): Promise<boolean> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const before = await readBefore(client);
    const version = (before?.version ?? 0) + 1;
    const made = await client.query(
      'insert into notice_drafts (version, drafted_by) values ($1, $2) on conflict do nothing',
      [version, actor.staffId],
    );
    if (made.rowCount === 0) return false;
    await client.query(
      `insert into notice_draft_texts (version, language, body, changed_by)
       select $1, t.key, t.value, $3 from json_each_text($2::text::json) t`,
      [version, JSON.stringify(before?.texts ?? {}), actor.staffId],
    );
    await writeScopes(client, version, before?.scopes ?? []);
    await appendEvent(client, { event: 'notice.drafted', subjectId: version });
    return true;
  });
}

const writeScopes = (client: PoolClient, version: number, scopes: readonly NoticeScope[]): Promise<unknown> =>
  client.query(
    `insert into notice_draft_scopes (version, recipient_kind, dataset, field)
     select $1, s."recipientKind", s.dataset, s.field
     from jsonb_to_recordset($2::text::jsonb) as s ("recipientKind" text, dataset text, field text)`,
    [version, JSON.stringify(scopes)],
  );

export type DraftRefusal = 'changed-meanwhile' | 'not-there';

/** Changes the draft in one transaction, if it is still as the form showed it. */
function changeDraft(
  actor: StaffActor,
  revision: number,
  fields: readonly string[],
  change: (client: PoolClient, version: number) => Promise<unknown>,
): Promise<Result<null, DraftRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const taken = await client.query<{ version: number }>(
      'update notice_drafts set revision = revision + 1 where revision = $1 returning version',
      [revision],
    );
    const [draft] = taken.rows;
    if (draft === undefined) return refused((await readDraft(client)) === null ? 'not-there' : 'changed-meanwhile');
    await change(client, draft.version);
    await appendEvent(client, { event: 'notice.redrafted', subjectId: draft.version, fields });
    return ok(null);
  });
}

export const writeText = (actor: StaffActor, change: { revision: number; language: Language; body: string }) =>
  changeDraft(actor, change.revision, [change.language], (client, version) =>
    client.query(
      `insert into notice_draft_texts (version, language, body, changed_by) values ($1, $2, $3, $4)
       on conflict (version, language) do update set body = excluded.body, changed_at = psa_now(), changed_by = excluded.changed_by`,
      [version, change.language, change.body, actor.staffId],
    ),
  );

/** What the version tells people goes to whom, from which day ('YYYY-MM-DD') it is in force, and whether its words let more happen. */
export const writeTerms = (
  actor: StaffActor,
  change: { revision: number; publishOn: string | null; widens: boolean | null; scopes: readonly NoticeScope[] },
) =>
  changeDraft(actor, change.revision, ['publish_on', 'widens', 'scopes'], async (client, version) => {
    await client.query('update notice_drafts set publish_on = $2::date, widens = $3 where version = $1', [
      version,
      change.publishOn,
      change.widens,
    ]);
    await client.query('delete from notice_draft_scopes where version = $1', [version]);
    await writeScopes(client, version, change.scopes);
  });

/** Throws the draft away, if it is still as the form showed it. */
export function dropDraft(actor: StaffActor, revision: number): Promise<Result<null, DraftRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const gone = await client.query<{ version: number }>(
      'delete from notice_drafts where revision = $1 returning version',
      [revision],
    );
    const [draft] = gone.rows;
    if (draft === undefined) return refused((await readDraft(client)) === null ? 'not-there' : 'changed-meanwhile');
    await appendEvent(client, { event: 'notice.draft-dropped', subjectId: draft.version });
    return ok(null);
  });
}
