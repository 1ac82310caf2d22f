// Reads the drafts that wait for somebody, so that many that say the same are decided about together.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { WAITING_A_PAGE } from './agreement-list.ts';
import { readVersions } from './read-agreements.server.ts';
import type { Version } from './stored-version.ts';

export type WaitingDraft = Version & {
  readonly agreementId: number;
  readonly recipient: string;
  readonly drafter: string | null;
};

/** The oldest drafts that wait, proposed ones first, and how many there are in all. */
export function listWaiting(actor: StaffActor): Promise<{ waiting: WaitingDraft[]; total: number }> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<{
        id: number;
        agreementId: number;
        recipient: string;
        drafter: string | null;
        total: number;
      }>(
        `select v.id, v.agreement_id as "agreementId", coalesce(r.name, e.name) as recipient, m.name as drafter, count(*) over ()::int as total
         from agreement_versions v join agreements a on a.id = v.agreement_id join recipients r on r.id = a.recipient_id
         left join employers e on e.id = r.employer_id left join staff_members m on m.id = v.drafted_by
         where v.approved_at is null and v.withdrawn_at is null
         order by v.proposed_at is null, v.proposed_at, v.id limit ${WAITING_A_PAGE}`,
      );
      const versions = await readVersions(client, 'v.id = any($1::int[])', [rows.map(({ id }) => id)]);
      const byId = new Map(versions.map((version) => [version.id, version]));
      return {
        total: rows[0]?.total ?? 0,
        waiting: rows.flatMap(({ id, agreementId, recipient, drafter }) => {
          const version = byId.get(id);
          return version === undefined ? [] : [{ ...version, agreementId, recipient, drafter }];
        }),
      };
    },
    { readOnly: true },
  );
}
