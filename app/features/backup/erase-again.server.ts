// Erases again whoever was erased after the backup (bad-H10, bad-I4): found by the audit key, or by an address that was suppressed after the person was registered, which also finds whom a merge had made
// part of them.
import { erasePerson, evenIfKept, type ErasureReason } from '#app/features/privacy/erase-person.server.ts';
import { reasonOf, type ErasureList } from '#app/features/privacy/erasure-list.server.ts';
import { tombstoneOf } from '#app/features/people/tombstone.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';

const ACTOR = { kind: 'system', name: 'restore' } as const;
const SYSTEM = { 'psa.actor_kind': 'system' };
const AT_ONCE = 20_000;
const READ_LIMIT_MS = 5 * 60_000;

type Address = { email: string; personId: number; madeAt: Date };

async function findByKey({ erased }: ErasureList): Promise<Map<number, string>> {
  const { rows } = await inRoleSql('psa_worker', SYSTEM, (client) =>
    client.query<{ id: number; key: string }>(
      'select id, audit_key::text as key from persons where audit_key::text = any($1::text[])',
      [[...erased.keys()]],
    ),
  );
  return new Map(rows.map(({ id, key }) => [id, erased.get(key) ?? 'erased']));
}

async function readAddresses(after: string): Promise<Address[]> {
  const { rows } = await inRoleSql(
    'psa_worker',
    SYSTEM,
    (client) =>
      client.query<Address>(
        `select a.email, p.id as "personId", p.created_at as "madeAt" from person_emails a join persons p on p.id = a.person_id
         where a.email > $1 order by a.email limit ${AT_ONCE}`,
        [after],
      ),
    { readOnly: true, timeoutMs: READ_LIMIT_MS },
  );
  return rows;
}

async function findByAddress({ suppressed }: ErasureList): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  if (suppressed.size === 0) return found;
  const { tombstoneKey } = env();
  for (let rows = await readAddresses(''); rows.length > 0; rows = await readAddresses(rows.at(-1)?.email ?? '')) {
    for (const { email, personId, madeAt } of rows) {
      const kept = suppressed.get(tombstoneOf(tombstoneKey, email));
      if (kept !== undefined && madeAt <= kept.at) found.set(personId, kept.because);
    }
  }
  return found;
}

const asErasure = (because: string): ErasureReason => {
  const reason = reasonOf(because);
  return reason === 'minor' || reason === 'false-registration' || reason === 'inactive' ? reason : 'erased';
};

/** Gives how many were here again and are gone now. May be asked any number of times. */
export async function eraseAgain(list: ErasureList): Promise<number> {
  const found = new Map([...(await findByAddress(list)), ...(await findByKey(list))]);
  let gone = 0;
  for (const [personId, because] of found) {
    const { erased } = await erasePerson(ACTOR, personId, asErasure(because), evenIfKept);
    if (erased) gone++;
  }
  return gone;
}
