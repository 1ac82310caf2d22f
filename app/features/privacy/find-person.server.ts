// Finds somebody by any address that they were known by, for whoever carries out what they ask for.
import { tombstoneOf } from '#app/features/people/tombstone.ts';
import { normaliseEmail } from '#app/features/people/person.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { appendErasures } from './erasure-list.server.ts';
import { hasKeep } from './keeps.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

export type FoundPerson = {
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly language: string;
  readonly isRestricted: boolean;
  /** Nothing is lifted, and nobody erased (R8). */
  readonly isKeptByLaw: boolean;
};

export async function findPerson(email: string): Promise<FoundPerson | null> {
  const { rows } = await inRoleSql('psa_worker', SYSTEM, (client) =>
    client.query<FoundPerson>(
      `select p.id, p.email, p.first_name as "firstName", p.language, p.restricted_at is not null as "isRestricted", ${hasKeep('p.id')} as "isKeptByLaw"
       from person_emails a join persons p on p.id = a.person_id where a.email = $1`,
      [normaliseEmail(email.normalize('NFC'))],
    ),
  );
  return rows[0] ?? null;
}

/** Lets an address be registered and imported again whose person was erased and asks for it. False: nobody was erased under it. */
export async function readmitAddress(email: string): Promise<boolean> {
  const hash = tombstoneOf(env().tombstoneKey, normaliseEmail(email.normalize('NFC')));
  const readmitted = await inRoleSql('psa_worker', SYSTEM, async (client) => {
    const lifted = await client.query('delete from suppressed_emails where email_hmac = $1', [hash]);
    if (lifted.rowCount === 0) return false;
    await appendEvent(client, { event: 'address.readmitted' });
    return true;
  });
  if (readmitted) await appendErasures([{ what: 'readmitted', at: (await databaseNow()).toISOString(), hash }]);
  return readmitted;
}

/** True when somebody with this address was erased: it is known by its keyed hash alone. */
export const wasErased = (email: string): Promise<boolean> =>
  inRoleSql('psa_worker', SYSTEM, async (client) => {
    const found = await client.query('select from suppressed_emails where email_hmac = $1', [
      tombstoneOf(env().tombstoneKey, normaliseEmail(email.normalize('NFC'))),
    ]);
    return found.rowCount !== 0;
  });
