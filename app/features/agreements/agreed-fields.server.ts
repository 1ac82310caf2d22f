// Reads what is agreed at present with those who are given all participants or a country's: the notice says so to everybody.
import { inRoleSql } from '#app/platform/db.server.ts';

export type AgreedField = { readonly recipientKind: string; readonly dataset: string; readonly field: string };

// Which employers have an agreement, and about what, is nobody else's business.
const AGREED = `
  select distinct r.kind as "recipientKind", f.dataset, f.field
  from recipients r join agreements a on a.recipient_id = r.id and a.paused_at is null
  join lateral (
    select v.id, v.ends_on from agreement_versions v
    where v.agreement_id = a.id and psa_binds(v.approved_at, v.withdrawn_at) and v.in_force_from <= (psa_now() at time zone 'Europe/Amsterdam')::date
    order by v.in_force_from desc limit 1
  ) v on v.ends_on is null or v.ends_on >= (psa_now() at time zone 'Europe/Amsterdam')::date
  join agreement_fields f on f.version_id = v.id
  where r.kind <> 'employer'`;

/** The fields that agreements in force today give to recipients that are not employers. */
export async function listAgreedFields(): Promise<AgreedField[]> {
  const found = await inRoleSql(
    'psa_worker',
    { 'psa.actor_kind': 'system' },
    (client) => client.query<AgreedField>(AGREED),
    { readOnly: true },
  );
  return found.rows;
}
