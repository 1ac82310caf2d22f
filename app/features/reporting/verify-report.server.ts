// Says which run made a file, by its bytes alone; a file that differs in one byte is nobody's.
import { actorSettings, type ContactActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

export type Origin = {
  readonly run: number;
  readonly build: number;
  readonly recipient: string;
  readonly period: string;
};

/** The build whose file has this hash, or null when the academy never made such a file. */
export function findOrigin(sha256: string): Promise<Origin | null> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const found = await client.query<Origin>(
      `select b.run_id as run, b.number as build, r.slug as recipient, u.period
       from builds b join runs u on u.id = b.run_id join agreements a on a.id = u.agreement_id
       join recipients r on r.id = a.recipient_id where b.sha256 = $1 limit 1`,
      [sha256],
    );
    return found.rows[0] ?? null;
  });
}

export type OwnOrigin = {
  readonly runId: number;
  readonly period: string;
  readonly build: number;
  readonly builtAt: Date;
  readonly versionNumber: number;
  /** Rows of it that were corrected, erased or restricted since. */
  readonly rowsChanged: number;
};

// A file counts from when it may have reached them: until then it is nobody's.
const OWN = `
  select b.run_id as "runId", u.period, b.number as build, b.built_at as "builtAt", v.number as "versionNumber",
    (select count(distinct (n.sheet, n.sheet_row))::int from notifications n
     where n.recipient_id = a.recipient_id and n.sha256 = b.sha256) as "rowsChanged"
  from builds b
  join runs u on u.id = b.run_id
  join agreements a on a.id = u.agreement_id
  join agreement_versions v on v.id = u.version_id
  where b.sha256 = $1 and a.recipient_id = $2
    and exists (select from deliveries d where d.build_id = b.id and (d.state in ('delivered', 'sending', 'unknown') or d.disclosed_at is not null))
  limit 1`;

/** The report of the contact's own recipient whose file has this hash; null for another's as for none. */
export function findOwnOrigin(actor: ContactActor, sha256: string): Promise<OwnOrigin | null> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => (await client.query<OwnOrigin>(OWN, [sha256, actor.recipientId])).rows[0] ?? null,
    { readOnly: true },
  );
}
