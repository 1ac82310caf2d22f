// Takes back what was confirmed or refused in the queue of employments: all that one did at once, for ten minutes, unless a report with it has left.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import type { Undone } from '#app/features/undo/undo.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';

// Who waits again: those who were confirmed, and those whom the domain that came with it has confirmed since.
const WAITS_AGAIN = `
  select e.id, u.made_at from undoable_steps u join employments c on c.id = u.employment_id
  join employments e on e.id = c.id or e.employer_id = c.employer_id and e.confirmed_by = 'email-domain' and e.confirmed_at >= u.made_at
    and u.domain = (select split_part(p.email, '@', 2) from persons p where p.id = e.person_id)
  where u.change = $1 and u.staff_id = psa_actor_id() and u.kind = 'employment-confirmed'`;

// What left is not the portal's to read: the worker looks, in the actor's name. Rows of theirs, in a file that was given away or is on its way since.
const HAS_LEFT = `
  with again as materialized (${WAITS_AGAIN})
  select from again a join builds b on b.cut_off >= a.made_at join deliveries d on d.build_id = b.id
    and (d.disclosed_at is not null or d.state in ('sending', 'unknown'))
  join build_pages g on g.build_id = b.id
  where g.sheet = any(psa_enrolment_sheets()) and g.refs && array(select n.id from enrolments n where n.employment_id = a.id)
    or g.sheet = 'exams' and g.refs && array(select s.id from sittings s where s.employment_id = a.id)
  limit 1`;

async function hasLeft(client: PoolClient, change: string): Promise<boolean> {
  // Until the transaction ends no sender asks the gate: what was sent before is seen from here on.
  await client.query('select pg_advisory_xact_lock_shared(psa_disclosure_lock())');
  return (await client.query(HAS_LEFT, [change])).rowCount !== 0;
}

export type UndoRefusal = 'too-late' | 'reported';

/** Refused once ten minutes have passed, to others, and where a recipient was told of somebody who was confirmed. */
export function undoEmployments(actor: StaffActor, change: string): Promise<Result<Undone, UndoRefusal>> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    if (await hasLeft(client, change)) return refused('reported');
    const { rows } = await client.query<{ id: number; undone: boolean; auditKey: string }>(
      `select c.id, c.undone, p.audit_key::text as "auditKey" from psa_undo_employments($1) c
       join employments e on e.id = c.id join persons p on p.id = e.person_id order by c.id`,
      [change],
    );
    if (rows.length === 0) return refused('too-late');
    const undone = rows.filter((row) => row.undone);
    await appendEvents(
      client,
      undone.map(({ id, auditKey }) => ({
        event: 'employment.reopened' as const,
        subjectId: auditKey,
        details: { employmentId: id },
      })),
    );
    return ok({ undone: undone.length, left: rows.length - undone.length });
  });
}
