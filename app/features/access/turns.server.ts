// Counts how often somebody did something, in the database, so that several servers count as one. Who it was is kept as a keyed hash.
import type { PoolClient } from 'pg';

import { keyedHash } from './keyed-hash.server.ts';

export type Limit = { readonly most: number; readonly withinS: number };

/** Takes a turn for `subject` in the transaction under way (role psa_door). Gives 0, or the seconds until the next one. */
export async function countTurn(client: PoolClient, name: string, subject: string, limit: Limit): Promise<number> {
  const { rows } = await client.query<{ wait: number }>('select psa_take_turn($1, $2, $3, $4) as wait', [
    name,
    keyedHash(`limit:${name}`, subject),
    limit.most,
    limit.withinS,
  ]);
  return rows[0]?.wait ?? 0;
}
