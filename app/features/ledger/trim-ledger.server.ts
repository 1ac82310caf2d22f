// Lets go of events that are older than the audit is kept (R5), so that the chain still shows whatever else is missing: their seals stay, and up to where events went is signed with the key that
// signs anchors. Whoever removes other events can't sign for it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PoolClient } from 'pg';

import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { appendEvent } from './ledger.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const TRIM_LIMIT_MS = 10 * 60_000;

type Trim = { position: string; hash: string; signature: string };

const signTrim = (position: string, hash: string): string =>
  createHmac('sha256', env().auditAnchorKey).update(`trim\n${position}\n${hash}`).digest('hex');

// Up to the last position before which everything sealed is old enough: nothing younger goes with it.
const UP_TO = `
  select s.position::text, s.hash from audit_seals s
  where s.position < (select min(y.position) from audit_seals y join audit_events e on e.id = y.event_id
      where e.occurred_at >= psa_now() - make_interval(months => $1::int))
    and s.position > (select coalesce(max(position), 0) from audit_trims)
  order by s.position desc limit 1`;

/** Lets go of what is older than so many months, a year at the very least. Gives how many events went. */
export function trimLedger(months: number): Promise<number> {
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const found = await client.query<{ position: string; hash: string }>(UP_TO, [Math.max(months, 12)]);
      const [last] = found.rows;
      if (last === undefined) return 0;
      await client.query('insert into audit_trims (position, hash, signature) values ($1, $2, $3)', [
        last.position,
        last.hash,
        signTrim(last.position, last.hash),
      ]);
      const { rows } = await client.query<{ gone: number }>('select psa_forget_events($1) as gone', [last.position]);
      const gone = rows[0]?.gone ?? 0;
      if (gone === 0) throw new Error('Nothing of the audit went although something is old enough');
      await appendEvent(client, { event: 'ledger.trimmed', details: { position: Number(last.position), gone } });
      return gone;
    },
    { timeoutMs: TRIM_LIMIT_MS },
  );
}

/** Up to which position events may be missing: the last one that we signed for, as the chain has it. 0: none may. */
export async function readTrimmedTo(client: PoolClient): Promise<number> {
  const { rows } = await client.query<Trim>(
    `select t.position::text, t.hash, t.signature from audit_trims t join audit_seals s on s.position = t.position and s.hash = t.hash
     order by t.position desc`,
  );
  const signed = rows.find(({ position, hash, signature }) => {
    const [expected, given] = [Buffer.from(signTrim(position, hash)), Buffer.from(signature)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return Number(signed?.position ?? 0);
}
