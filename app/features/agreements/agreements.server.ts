// Reads which agreement version binds a period, as the plain value that the reporting core plans from.
import type { PoolClient } from 'pg';
import { AgreementVersion } from '#reports/agreement-version.ts';
import type { Target } from './target.ts';

// One version is in force at a time: the latest that had started by the period's last day.
const versionsBy = (each: string): string => `
  select distinct on (${each}) a.id as "agreementId", v.id as "versionId", v.number as version,
    json_build_object('id', r.id, 'kind', r.kind, 'slug', r.slug, 'name', coalesce(r.name, e.name)) as recipient,
    (select coalesce(json_object_agg(f.dataset, f.fields), '{}') from (
       select dataset, json_agg(field) as fields from agreement_fields where version_id = v.id group by dataset
     ) f) as datasets,
    v.cadence, v.zone, v.language, v.reidentification_rule as "reidentificationRule",
    v.in_force_from::text as "inForceFrom", v.ends_on::text as "endsOn", v.contact,
    (select value #>> '{}' from settings where name = 'academyName') as academy,
    (select value #>> '{}' from settings where name = 'partnerIdName') as "partnerIdName",
    v.channels, v.anchor_day as "anchorDay", v.local_time as "localTime", a.paused_at is not null as paused
  from agreements a
  join recipients r on r.id = a.recipient_id
  left join employers e on e.id = r.employer_id
  join agreement_versions v on v.agreement_id = a.id`;
const VERSIONS = versionsBy('a.id');

/** A version in force together with what only its schedule needs. */
export type ScheduledAgreement = {
  readonly agreement: AgreementVersion;
  readonly channels: readonly string[];
  /** Day of the month, clamped to its last. */
  readonly anchorDay: number;
  /** 'HH:MM' in the agreement's zone. */
  readonly localTime: string;
  readonly paused: boolean;
};

type Row = Omit<ScheduledAgreement, 'agreement'> & Record<string, unknown>;

function parse(row: Row): ScheduledAgreement {
  const { channels, anchorDay, localTime, paused } = row;
  return { agreement: AgreementVersion.parse(row), channels, anchorDay, localTime, paused };
}

/** The versions in force on `day` ('YYYY-MM-DD') for a target, in the order of their recipients' slugs. */
export async function listAgreementsInForce(
  client: PoolClient,
  target: Target,
  day: string,
): Promise<ScheduledAgreement[]> {
  const slugs = target.kind === 'slugs' ? target.slugs : null;
  const kind = target.kind === 'employers' ? 'employer' : null;
  const found = await client.query<Row>(
    `select * from (${VERSIONS}
       where psa_binds(v.approved_at, v.withdrawn_at) and v.in_force_from <= $1::date and ($2::text[] is null or r.slug = any($2)) and ($3::text is null or r.kind = $3)
       order by a.id, v.in_force_from desc, v.number desc) found
     order by found.recipient ->> 'slug' collate "C"`,
    [day, slugs, kind],
  );
  return found.rows.map(parse);
}

/** Every version that binds, or will from a later day on: agreement by agreement, the oldest first. */
export async function listBindingVersions(client: PoolClient): Promise<ScheduledAgreement[]> {
  const found = await client.query<Row>(
    `${versionsBy('a.id, v.in_force_from')} where psa_binds(v.approved_at, v.withdrawn_at) order by a.id, v.in_force_from, v.number desc`,
  );
  return found.rows.map(parse);
}

/** The versions that bound these runs when they were planned, by run id. */
export async function agreementsOfRuns(
  client: PoolClient,
  runIds: readonly number[],
): Promise<Map<number, AgreementVersion>> {
  const found = await client.query<Row & { runId: number }>(
    `select u.id as "runId", x.* from runs u join lateral (${VERSIONS} where v.id = u.version_id order by a.id) x on true
     where u.id = any($1::int[])`,
    [runIds],
  );
  return new Map(found.rows.map((row) => [row.runId, AgreementVersion.parse(row)]));
}
