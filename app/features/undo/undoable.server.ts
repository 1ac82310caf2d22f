// Keeps what staff did a moment ago, so that they can take it back. The row policy shows each their own, for ten minutes.
import type { PoolClient } from 'pg';

import { inRoleSql } from '#app/platform/db.server.ts';
import { UNDO_LASTS, type Undoable, type UndoableKind } from './undo.ts';

/** What the actor can still take back, of these kinds, the latest first. Reads in the transaction under way. */
export async function readUndoable(client: PoolClient, kinds: readonly UndoableKind[]): Promise<Undoable[]> {
  const { rows } = await client.query<Undoable>(
    `select change::text as change, kind, count(*)::int as count, min(made_at) as "madeAt", min(made_at) + interval '${UNDO_LASTS}' as until
     from undoable_steps where kind = any($1::text[]) group by change, kind order by min(made_at) desc, change`,
    [kinds],
  );
  return rows;
}

/** Removes what nobody can take back any more. Gives how many steps. */
export function forgetUndoable(): Promise<number> {
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    const { rowCount } = await client.query(
      `delete from undoable_steps where made_at <= psa_now() - interval '${UNDO_LASTS}'`,
    );
    return rowCount ?? 0;
  });
}
