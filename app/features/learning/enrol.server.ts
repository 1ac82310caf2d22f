// A learner enrols in an open workshop, and withdraws. Who gets a place is decided in the database, where all of them take turns (bad-C13).
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';

export type Enrolled = { readonly enrolmentId: number; readonly workshop: string; readonly as: 'enrolled' | 'waiting' };

type Found = { id: number; state: 'enrolled' | 'waiting'; workshop: string; auditKey: string };

const READ = `
  select n.id, n.state, w.name as workshop, p.audit_key::text as "auditKey"
  from enrolments n join workshops w on w.id = n.workshop_id join persons p on p.id = n.person_id
  where n.person_id = $1 and n.state <> 'cancelled'`;

async function findOwn(client: PoolClient, condition: string, values: readonly number[]): Promise<Found | null> {
  const { rows } = await client.query<Found>(`${READ} and ${condition}`, [...values]);
  return rows[0] ?? null;
}

/**
 * Enrols the learner in a workshop, and in a session of it where one is named, on the waiting list where the places are taken. Asked again,
 * it says what is already so (bad-C2).
 */
export function enrol(
  actor: PersonActor,
  workshopId: number,
  sessionId: number | null = null,
): Promise<Result<Enrolled, 'not-open'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows } = await client.query<{ given: string | null }>('select psa_enrol($1, $2) as given', [
      workshopId,
      sessionId,
    ]);
    const enrolment = await findOwn(client, 'n.workshop_id = $2', [actor.personId, workshopId]);
    if (enrolment === null) return refused('not-open');
    if ((rows[0]?.given ?? null) !== null) {
      await appendEvent(client, {
        event: 'enrolment.made',
        subjectId: enrolment.auditKey,
        fields: ['workshop'],
        details: { enrolmentId: enrolment.id, state: enrolment.state },
      });
    }
    return ok({ enrolmentId: enrolment.id, workshop: enrolment.workshop, as: enrolment.state });
  });
}

/** Ends an enrolment of the learner's own, or their waiting. A place that comes free goes to whoever waits longest. */
export function withdraw(actor: PersonActor, enrolmentId: number): Promise<Result<{ workshop: string }, 'not-found'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const enrolment = await findOwn(client, 'n.id = $2', [actor.personId, enrolmentId]);
    if (enrolment === null) return refused('not-found');
    // Null: withdrawn already, at this moment; 0: nobody moved up.
    const { rows } = await client.query<{ movedUp: number | null }>('select psa_withdraw($1) as "movedUp"', [
      enrolmentId,
    ]);
    const movedUp = rows[0]?.movedUp ?? null;
    if (movedUp === null) return refused('not-found');
    await appendEvent(client, {
      event: 'enrolment.withdrawn',
      subjectId: enrolment.auditKey,
      fields: ['workshop'],
      details: { enrolmentId },
    });
    if (movedUp !== 0) await appendEvent(client, { event: 'enrolment.moved-up', details: { enrolmentId: movedUp } });
    return ok({ workshop: enrolment.workshop });
  });
}
