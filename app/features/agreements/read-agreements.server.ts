// Reads agreements as staff see them: who is given what, since when, what is coming, and what waits for whom.
import type { PoolClient } from 'pg';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { RecipientKind } from '#reports/catalogue.ts';
import { readVersion, STEP_COLUMNS, TERM_COLUMNS, type StoredVersion, type Version } from './stored-version.ts';
import type { AgreementFilter } from './agreement-list.ts';
import { AGREEMENTS_A_PAGE } from './agreement-list.ts';
import type { PausedBecause } from './pause-agreement.server.ts';

export type AgreementRecipient = { readonly kind: RecipientKind; readonly slug: string; readonly name: string };

/** An agreement's recipient, and where it is found: SQL about `a`, `r` and `e`. */
export const RECIPIENT = `json_build_object('kind', r.kind, 'slug', r.slug, 'name', coalesce(r.name, e.name)) as recipient`;
export const FROM =
  'agreements a join recipients r on r.id = a.recipient_id left join employers e on e.id = r.employer_id';

export type ListedAgreement = {
  readonly id: number;
  readonly recipient: AgreementRecipient;
  readonly paused: boolean;
  readonly inForce: { readonly number: number; readonly from: string; readonly cadence: string } | null;
  readonly coming: { readonly number: number; readonly from: string } | null;
  readonly drafts: number;
};

const BINDING = `from agreement_versions v where v.agreement_id = a.id and psa_binds(v.approved_at, v.withdrawn_at)`;
const LISTED = `
  select a.id, ${RECIPIENT}, a.paused_at is not null as paused,
    (select case when v.ends_on is null or v.ends_on >= (psa_now() at time zone v.zone)::date
       then json_build_object('number', v.number, 'from', v.in_force_from, 'cadence', v.cadence) end
     ${BINDING} and v.in_force_from <= (psa_now() at time zone v.zone)::date order by v.in_force_from desc limit 1) as "inForce",
    (select json_build_object('number', v.number, 'from', v.in_force_from)
     ${BINDING} and v.in_force_from > (psa_now() at time zone v.zone)::date order by v.in_force_from limit 1) as coming,
    (select count(*)::int from agreement_versions v where v.agreement_id = a.id and v.approved_at is null and v.withdrawn_at is null) as drafts
  from ${FROM}`;
/** SQL: the name or partner ID holds $1. */
export const FITS = `$1 = '' or psa_contains(concat_ws(' ', r.name, r.slug, e.name, e.mpn_id), $1)`;

/** A page of the agreements that fit, those who are given everybody first, and how many there are in all. */
export function listAgreements(
  actor: StaffActor,
  { search, page }: AgreementFilter,
): Promise<{ agreements: ListedAgreement[]; total: number }> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const counted = await client.query<{ total: number }>(
        `select count(*)::int as total from ${FROM} where ${FITS}`,
        [search],
      );
      const { rows } = await client.query<ListedAgreement>(
        `${LISTED} where ${FITS} order by r.kind = 'employer', lower(coalesce(r.name, e.name)), a.id limit ${AGREEMENTS_A_PAGE} offset $2`,
        [search, (page - 1) * AGREEMENTS_A_PAGE],
      );
      return { agreements: rows, total: counted.rows[0]?.total ?? 0 };
    },
    { readOnly: true },
  );
}

export type AgreementView = {
  readonly id: number;
  readonly recipient: AgreementRecipient;
  readonly pausedAt: Date | null;
  readonly pausedBy: string | null;
  readonly pausedBecause: PausedBecause | null;
  /** The newest first. */
  readonly versions: readonly Version[];
  /** Staff by id: who drafted, chose, approved, withdrew. */
  readonly names: Readonly<Record<number, string>>;
  /** Why the last of those drafts was sent back that wait to be proposed, by version id. */
  readonly sentBack: Readonly<Record<number, { readonly by: number | null; readonly because: string }>>;
};

/** Versions of an agreement, the newest first. `where` is ours, about `v`. */
export async function readVersions(client: PoolClient, where: string, values: readonly unknown[]): Promise<Version[]> {
  const { rows } = await client.query<StoredVersion>(
    `select ${STEP_COLUMNS}, ${TERM_COLUMNS} from agreement_versions v where ${where} order by v.number desc`,
    [...values],
  );
  return rows.map(readVersion);
}

/** Null for one that is not there. */
export function findAgreement(actor: StaffActor, id: number): Promise<AgreementView | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<Omit<AgreementView, 'versions' | 'names' | 'sentBack'>>(
        `select a.id, ${RECIPIENT}, a.paused_at as "pausedAt", m.name as "pausedBy", a.paused_because as "pausedBecause"
         from ${FROM} left join staff_members m on m.id = a.paused_by where a.id = $1`,
        [id],
      );
      const [agreement] = rows;
      if (agreement === undefined) return null;
      const versions = await readVersions(client, 'v.agreement_id = $1', [id]);
      const open = versions.filter((v) => v.approvedAt === null && v.withdrawnAt === null && v.proposedAt === null);
      const sentBack = await client.query<{ version: number; by: number | null; because: string }>(
        `select distinct on (e.details ->> 'version') (e.details ->> 'version')::int as version, e.actor_id as by, e.details ->> 'because' as because
         from audit_events e
         where e.event = 'agreement.sent-back' and e.subject_kind = 'agreement' and e.subject_id = $1 and (e.details ->> 'version')::int = any($2::int[])
         order by e.details ->> 'version', e.id desc`,
        [String(id), open.map((v) => v.number)],
      );
      const staff = [
        ...versions.flatMap((v) => [v.draftedBy, v.ruleChosenBy, v.approvedBy, v.withdrawnBy]),
        ...sentBack.rows.map((one) => one.by),
      ];
      const names = await client.query<{ id: number; name: string }>(
        'select id, name from staff_members where id = any($1::int[])',
        [staff.filter((one) => one !== null)],
      );
      return {
        ...agreement,
        versions,
        names: Object.fromEntries(names.rows.map((row) => [row.id, row.name])),
        sentBack: Object.fromEntries(
          sentBack.rows.flatMap(({ version, by, because }) => {
            const found = open.find((v) => v.number === version);
            return found === undefined ? [] : [[found.id, { by, because }]];
          }),
        ),
      };
    },
    { readOnly: true },
  );
}
