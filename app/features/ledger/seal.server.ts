// Chains committed events by hash, so that an edited, removed or inserted one shows. No transaction waits for another:
// events are sealed after they have committed, in the order in which the sealer finds them.
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { inRoleSql } from '#app/platform/db.server.ts';
import { readTrimmedTo } from './trim-ledger.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const SEALER_LOCK = 7240116;
const BATCH = 5_000;
const START_OF_CHAIN = '0'.repeat(64);
/** What reads the whole ledger may take its time. */
const WHOLE_LIMIT_MS = 10 * 60_000;

// One text per event, the same on every machine: no time zone, no JSON key order of ours.
const EVENT_TEXT = `jsonb_build_array(e.id, to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  e.actor_kind, e.actor_id, e.event, e.subject_kind, e.subject_id, e.fields, e.details)::text`;

const chain = (previous: string, text: string): string =>
  createHash('sha256').update(previous).update('\n').update(text).digest('hex');

type Head = { position: number; hash: string };

/** How far the chain has come: the position and hash of its last event. */
export async function readHead(client: PoolClient): Promise<Head> {
  const found = await client.query<{ position: string; hash: string }>(
    'select position, hash from audit_seals order by position desc limit 1',
  );
  const head = found.rows[0];
  return head ? { position: Number(head.position), hash: head.hash } : { position: 0, hash: START_OF_CHAIN };
}

/**
 * An event may commit after others that have higher ids. So many ids below the highest sealed one are looked through each time: more than
 * are given out while the longest transaction is open. What is older still is found by the look at everything.
 */
const LOOKED_BACK = 100_000;

async function sealBatch(among: 'recent' | 'all'): Promise<number> {
  const limit = among === 'all' ? { timeoutMs: WHOLE_LIMIT_MS } : {};
  const seal = async (client: PoolClient): Promise<number> => {
    await client.query('select pg_advisory_xact_lock($1)', [SEALER_LOCK]);
    const head = await readHead(client);
    const highest = await client.query<{ id: string | null }>('select max(event_id) as id from audit_seals');
    const above = among === 'all' ? 0 : Math.max(0, Number(highest.rows[0]?.id ?? 0) - LOOKED_BACK);
    const events = await client.query<{ id: string; text: string }>(
      `select e.id, ${EVENT_TEXT} as text from audit_events e
       where e.id > $1 and not exists (select from audit_seals s where s.event_id = e.id and s.event_id > $1)
       order by e.id limit ${BATCH}`,
      [above],
    );
    let hash = head.hash;
    const hashes = events.rows.map((event) => (hash = chain(hash, event.text)));
    await client.query(
      `insert into audit_seals (position, event_id, hash)
       select $1::bigint + s.i, s.event_id, s.hash
       from unnest($2::bigint[], $3::text[]) with ordinality as s (event_id, hash, i)`,
      [head.position, events.rows.map((event) => event.id), hashes],
    );
    return events.rows.length;
  };
  return inRoleSql('psa_worker', SYSTEM, seal, limit);
}

/**
 * Seals what has committed: every event, or those among the recent ones, which costs the same however long the ledger is and is asked every few
 * seconds. Gives how many were sealed.
 */
export async function sealLedger(among: 'recent' | 'all' = 'all'): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await sealBatch(among);
    sealed += count;
    if (count < BATCH) return sealed;
  }
}

export type ChainState =
  | { readonly ok: true; readonly sealed: number; readonly unsealed: number; readonly head: string }
  | { readonly ok: false; readonly position: number; readonly fault: 'edited' | 'removed' | 'gap' };

/**
 * Reads the whole chain again. Tells the first position whose event was edited or removed since it was sealed, or where
 * positions are missing. Of events whose time was over, and for which we signed, the seals are read. A tail cut from both tables is seen by an anchor
 * kept outside the database (`verifyAnchors`), not by the chain.
 */
export function verifyLedger(): Promise<ChainState> {
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      let head: Head = { position: 0, hash: START_OF_CHAIN };
      const trimmedTo = await readTrimmedTo(client);
      for (;;) {
        const seals = await client.query<{ position: string; hash: string; text: string | null }>(
          `select s.position, s.hash, case when e.id is not null then ${EVENT_TEXT} end as text
           from audit_seals s left join audit_events e on e.id = s.event_id
           where s.position > $1 order by s.position limit ${BATCH}`,
          [head.position],
        );
        for (const seal of seals.rows) {
          const position = head.position + 1;
          if (Number(seal.position) !== position) return { ok: false, position, fault: 'gap' };
          if (seal.text === null && position > trimmedTo) return { ok: false, position, fault: 'removed' };
          if (seal.text !== null && chain(head.hash, seal.text) !== seal.hash)
            return { ok: false, position, fault: 'edited' };
          head = { position, hash: seal.hash };
        }
        if (seals.rows.length < BATCH) break;
      }
      const open = await client.query<{ count: string }>(
        'select count(*) from audit_events e where not exists (select from audit_seals s where s.event_id = e.id)',
      );
      return { ok: true, sealed: head.position, unsealed: Number(open.rows[0]?.count), head: head.hash };
    },
    { isolation: 'repeatable read', readOnly: true, timeoutMs: WHOLE_LIMIT_MS },
  );
}
