// Staff put people into a session and take them off it. Who gets a place is counted under the lock that learners take, too (bad-C13).
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent, appendEvents } from '#app/features/ledger/ledger.server.ts';
import { normaliseEmail } from '#app/features/people/person.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { UNPLACED } from './roster.server.ts';
import { moveUp, takeEnrolmentLock } from './places.server.ts';

export type SeatRefusal = 'not-found' | 'closed' | 'unknown' | 'not-employed' | 'already-here' | 'elsewhere' | 'full';
export type Seated = { readonly name: string; readonly as: 'enrolled' | 'waiting' };

type Locked = { workshopId: number; cancelled: boolean; free: number | null };

/** The session with its free places (null: as many as come), counted while nobody else can take one. */
async function lockSession(client: PoolClient, id: number): Promise<Locked | null> {
  const found = await client.query<{ workshopId: number }>(
    'select workshop_id as "workshopId" from workshop_sessions where id = $1',
    [id],
  );
  const [session] = found.rows;
  if (session === undefined) return null;
  await takeEnrolmentLock(client, session.workshopId);
  const { rows } = await client.query<Omit<Locked, 'workshopId'>>(
    `select s.cancelled_at is not null as cancelled,
       case when s.places is not null then greatest(0, s.places - (select count(*) from enrolments n where n.session_id = s.id and n.state = 'enrolled'))::int end as free
     from workshop_sessions s where s.id = $1`,
    [id],
  );
  return rows[0] === undefined ? null : { ...session, ...rows[0] };
}

type Known = {
  personId: number;
  name: string;
  auditKey: string;
  employmentId: number | null;
  enrolmentId: number | null;
  state: 'enrolled' | 'waiting' | null;
  sessionId: number | null;
};

async function findByAddress(client: PoolClient, address: string, workshopId: number): Promise<Known | null> {
  const { rows } = await client.query<Known>(
    `select p.id as "personId", trim(concat(p.first_name, ' ', p.last_name)) as name, p.audit_key::text as "auditKey",
       (select e.id from employments e where e.person_id = p.id and e.ended_on is null and not e.concurrent) as "employmentId",
       n.id as "enrolmentId", n.state, s.id as "sessionId"
     from person_emails a join persons p on p.id = a.person_id
       left join enrolments n on n.person_id = p.id and n.workshop_id = $2 and n.state <> 'cancelled'
       left join workshop_sessions s on s.id = n.session_id and s.cancelled_at is null
     where a.email = $1 and num_nonnulls(p.erased_at, p.found_minor_at, p.found_false_at) = 0`,
    [normaliseEmail(address), workshopId],
  );
  return rows[0] ?? null;
}

/** Puts somebody into a session by any address of theirs: on the waiting list where its places are taken and they have none in the workshop yet. */
export function seatByAddress(
  actor: StaffActor,
  sessionId: number,
  address: string,
): Promise<Result<Seated, SeatRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const session = await lockSession(client, sessionId);
    if (session === null) return refused('not-found');
    if (session.cancelled) return refused('closed');
    const person = await findByAddress(client, address, session.workshopId);
    if (person === null) return refused('unknown');
    if (person.sessionId === sessionId) return refused('already-here');
    if (person.sessionId !== null) return refused('elsewhere');
    const as = session.free === 0 ? 'waiting' : 'enrolled';
    if (person.enrolmentId !== null) {
      // Nobody loses the place in the workshop that they have.
      if (as === 'waiting' && person.state === 'enrolled') return refused('full');
      await client.query('update enrolments set session_id = $2, state = $3 where id = $1', [
        person.enrolmentId,
        sessionId,
        as,
      ]);
      await appendEvent(client, {
        event: 'enrolment.placed',
        subjectId: person.auditKey,
        details: { enrolmentId: person.enrolmentId, sessionId, state: as },
      });
      // A place of the workshop itself is free now.
      await moveUp(client, session.workshopId, null);
      return ok({ name: person.name, as });
    }
    if (person.employmentId === null) return refused('not-employed');
    const { rows } = await client.query<{ id: number }>(
      `insert into enrolments (person_id, employment_id, workshop_id, session_id, state) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning id`,
      [person.personId, person.employmentId, session.workshopId, sessionId, as],
    );
    const [made] = rows;
    // An import was there first.
    if (made === undefined) return refused('elsewhere');
    await appendEvent(client, {
      event: 'enrolment.made',
      subjectId: person.auditKey,
      fields: ['workshop'],
      details: { enrolmentId: made.id, state: as },
    });
    return ok({ name: person.name, as });
  });
}

/** Puts everybody into the session who is enrolled in its workshop and in no session of it, those first who came first, while places are free. */
export function seatUnplaced(
  actor: StaffActor,
  sessionId: number,
): Promise<Result<{ seated: number; left: number }, 'not-found' | 'closed'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const session = await lockSession(client, sessionId);
    if (session === null) return refused('not-found');
    if (session.cancelled) return refused('closed');
    const { rows } = await client.query<{ id: number; auditKey: string }>(
      `with first_come as (
         select n.id, p.audit_key::text as "auditKey" from enrolments n join persons p on p.id = n.person_id
         where ${UNPLACED} order by n.enrolled_at, n.id limit $3)
       update enrolments n set session_id = $2 from first_come c where n.id = c.id returning n.id, c."auditKey"`,
      [session.workshopId, sessionId, session.free],
    );
    await appendEvents(
      client,
      rows.map(
        ({ id, auditKey }) =>
          ({
            event: 'enrolment.placed',
            subjectId: auditKey,
            details: { enrolmentId: id, sessionId, state: 'enrolled' },
          }) as const,
      ),
    );
    await moveUp(client, session.workshopId, null);
    const left = await client.query<{ count: number }>(
      `select count(*)::int as count from enrolments n join persons p on p.id = n.person_id where ${UNPLACED}`,
      [session.workshopId],
    );
    return ok({ seated: rows.length, left: left.rows[0]?.count ?? 0 });
  });
}

export type TakenOff = { readonly name: string; readonly was: 'enrolled' | 'waiting'; readonly movedUp: number };

/**
 * Takes somebody off a session. `leaves` says what: the session alone, in which case they stay enrolled in the workshop, or the workshop
 * as well. Who waits longest gets the place. Who waits has nothing in the workshop but that: it ends, or it stays.
 */
export function takeOff(
  actor: StaffActor,
  { sessionId, enrolmentId, leaves }: { sessionId: number; enrolmentId: number; leaves: 'session' | 'workshop' },
): Promise<Result<TakenOff, 'not-found' | 'waits'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const session = await lockSession(client, sessionId);
    if (session === null) return refused('not-found');
    const { rows } = await client.query<{ name: string; auditKey: string; state: 'enrolled' | 'waiting' }>(
      `select trim(concat(p.first_name, ' ', p.last_name)) as name, p.audit_key::text as "auditKey", n.state
       from enrolments n join persons p on p.id = n.person_id
       where n.id = $1 and n.session_id = $2 and n.state <> 'cancelled' and p.erased_at is null for update of n`,
      [enrolmentId, sessionId],
    );
    const [person] = rows;
    if (person === undefined) return refused('not-found');
    if (leaves === 'session' && person.state === 'waiting') return refused('waits');
    if (leaves === 'session')
      await client.query('update enrolments set session_id = null where id = $1', [enrolmentId]);
    else await client.query(`update enrolments set state = 'cancelled' where id = $1`, [enrolmentId]);
    await appendEvent(client, {
      event: leaves === 'session' ? 'enrolment.placed' : 'enrolment.withdrawn',
      subjectId: person.auditKey,
      fields: leaves === 'session' ? [] : ['workshop'],
      details: leaves === 'session' ? { enrolmentId, sessionId: null, state: person.state } : { enrolmentId },
    });
    return ok({ name: person.name, was: person.state, movedUp: await moveUp(client, session.workshopId, sessionId) });
  });
}
