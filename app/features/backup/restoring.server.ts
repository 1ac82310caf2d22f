// Tells whether a restore is under way: the rows of yesterday are here, and not yet everything that must not come back with them. Until it is through, nobody is let in and no job
// is begun; whoever restores says the same backup again to go on.
import { RESTORING } from '#app/features/settings/brand.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

/** For whoever asks for something else meanwhile. */
export const WHILE_RESTORING =
  'A backup is being restored here, and the portal is closed until it is through: say psa restore with the same folder again, then this.';

/** The signature of the backup that is being restored; null when none is. */
export async function findRestoring(): Promise<string | null> {
  const { rows } = await inRoleSql(
    'psa_portal',
    {},
    (client) =>
      client.query<{ value: string }>(`select value #>> '{}' as value from settings where name = $1`, [RESTORING]),
    { readOnly: true },
  );
  return rows[0]?.value ?? null;
}
