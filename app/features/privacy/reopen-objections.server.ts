// Gives each objection that stands a request that somebody decides (P5): a restore knows from the journal that somebody objected, and not what they said.
import type { PoolClient } from 'pg';

import { actorSettings } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { addStep } from './request-steps.server.ts';
import { clockOf } from './requests.server.ts';

const ACTOR = { kind: 'system', name: 'restore' } as const;

const WITHOUT = `
  select p.id, p.audit_key::text as key, p.objected_at as at from persons p
  where p.objected_at is not null and p.erased_at is null and not exists (
    select from privacy_requests r where r.person_id = p.id and r.kind = 'objection' and r.decided_at is null)
  order by p.id for update of p`;

const INSERT = `
  insert into privacy_requests (person_id, kind, channel, received_at, nominal_on, due_on)
  values ($1, 'objection', 'journal', $2, $3::date, $4::date) returning id`;

const NOTE =
  'This objection was made before a backup was restored here. That it was made is known; what was said with it, and how it came, is lost.';

type Objection = { readonly id: number; readonly key: string; readonly at: Date };

async function reopen(client: PoolClient, { id: personId, key, at }: Objection): Promise<void> {
  const { nominalOn, dueOn } = await clockOf(client, at);
  const { rows } = await client.query<{ id: number }>(INSERT, [personId, at, nominalOn, dueOn]);
  const [made] = rows;
  if (made === undefined) throw new Error('A request was not written');
  await appendEvent(client, { event: 'request.made', subjectId: key, details: { kind: 'objection', again: false } });
  await addStep(client, made.id, null, { step: 'noted', event: 'request.noted', note: NOTE });
}

/** Received when the objection was, and due by that. Gives how many there were; may be asked any number of times. */
export const reopenObjections = (): Promise<number> =>
  inRoleSql('psa_worker', actorSettings(ACTOR), async (client) => {
    const { rows } = await client.query<Objection>(WITHOUT);
    for (const objection of rows) await reopen(client, objection);
    return rows.length;
  });
