// Compares the chain with the anchors that were kept of it, in files and in the database.
import type { PoolClient } from 'pg';

import { inRoleSql } from '#app/platform/db.server.ts';
import { isSigned, readFiles, type Anchor } from './anchor-files.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

export type AnchorFault = {
  readonly day: string;
  readonly fault: 'forged' | 'cut-off' | 'rewritten' | 'one-sided';
};
export type AnchorState = {
  /** Days that have an anchor, wherever it is. */
  readonly checked: number;
  /** Days that have one in a file here: rows alone prove nothing against whoever can write to the database. */
  readonly outside: number;
  readonly lastDay: string | null;
  readonly fault: AnchorFault | null;
};

/** What is wrong between the chain and its anchors, the oldest first. */
async function findFault(client: PoolClient, anchors: readonly Anchor[]): Promise<AnchorFault | null> {
  for (const anchor of anchors) {
    if (!isSigned(anchor)) return { day: anchor.day, fault: 'forged' };
    if (anchor.position === 0) continue;
    const seal = await client.query<{ hash: string }>('select hash from audit_seals where position = $1', [
      anchor.position,
    ]);
    const hash = seal.rows[0]?.hash;
    if (hash !== anchor.head) return { day: anchor.day, fault: hash === undefined ? 'cut-off' : 'rewritten' };
  }
  return null;
}

/** The first day that is here or there alone. On a machine without files nothing can be said; the file of today comes after its row. */
function findOneSided(files: ReadonlySet<string>, rows: ReadonlySet<string>, today: string): AnchorFault | null {
  if (files.size === 0) return null;
  const alone = [...files.symmetricDifference(rows)].filter((day) => day !== today || files.has(day)).sort();
  return alone[0] === undefined ? null : { day: alone[0], fault: 'one-sided' };
}

/**
 * An anchor whose signature does not fit is forged; one that is further than the chain tells that its tail was cut off; one with another
 * hash, that the chain was written anew; one that is missing in the folder or in the database, that somebody removed it there.
 */
export async function verifyAnchors(): Promise<AnchorState> {
  const files = await readFiles();
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const found = await client.query<Omit<Anchor, 'position'> & { position: string }>(
        'select day::text, position, head, signature from audit_anchors',
      );
      const today = await client.query<{ day: string }>(`select (psa_now() at time zone 'UTC')::date::text as day`);
      const rows = found.rows.map((row) => ({ ...row, position: Number(row.position) }));
      const anchors = [...files, ...rows].sort((one, other) => one.day.localeCompare(other.day));
      const fileDays = new Set(files.map(({ day }) => day));
      const rowDays = new Set(rows.map(({ day }) => day));
      return {
        checked: fileDays.union(rowDays).size,
        outside: fileDays.size,
        lastDay: anchors.at(-1)?.day ?? null,
        fault: (await findFault(client, anchors)) ?? findOneSided(fileDays, rowDays, today.rows[0]?.day ?? ''),
      };
    },
    { readOnly: true },
  );
}
