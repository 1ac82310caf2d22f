// Says which run made a file, by its bytes alone; a file that differs in one byte is nobody's.
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
