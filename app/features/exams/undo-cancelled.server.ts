// Takes back that bookings were cancelled: all that one did at once, for ten minutes. One about which something newer is known stays cancelled.
import { DatabaseError, type PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import type { Undone } from '#app/features/undo/undo.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';

type Cancelled = { sittingId: number; was: 'booked' | 'taken'; at: string };

// Whoever takes the same back at this moment finds nothing left; the row policy leaves out what is another's or too old.
const TAKE = `
  with taken as (delete from undoable_steps where change = $1 and kind = 'sitting-cancelled' returning sitting_id, sitting_was, made_at)
  select sitting_id as "sittingId", sitting_was as was, made_at::text as at from taken order by sitting_id`;

const HOLD = 'select from sittings where id = any($1::int[]) order by id for update';

// Nothing was said about it since, and the person has not booked the exam anew.
const REOPEN = `
  update sittings s set state = $2 from persons p
  where s.id = $1 and p.id = s.person_id and p.erased_at is null and s.state = 'cancelled'
    and not exists (select from outcome_entries o where o.sitting_id = s.id and o.recorded_at >= $3::timestamptz)
    and not exists (select from outcome_conflicts c where c.sitting_id = s.id and c.closed_at is null)
    and not exists (select from sittings n where n.person_id = s.person_id and n.exam_code = s.exam_code and n.id <> s.id
      and n.outcome is null and n.state in ('booked', 'taken'))
  returning p.audit_key::text as "auditKey"`;

// What was given up because of it is planned again, on the days that it had.
const PLAN_AGAIN = `
  update follow_ups f set state = 'planned', result = null, settled_at = null from sittings s
  where s.id = $1 and f.sitting_id = s.id and f.month = s.month and f.state = 'cancelled' and f.result = 'known' and f.settled_by is null
    and f.settled_at >= $2::timestamptz`;

const UNIQUE_VIOLATION = '23505';

/** Null where something newer stands against it: a booking anew, too, that was committed while this was asked. */
async function reopen(client: PoolClient, { sittingId, was, at }: Cancelled): Promise<string | null> {
  await client.query('savepoint reopen');
  const { rows } = await client
    .query<{ auditKey: string }>(REOPEN, [sittingId, was, at])
    .catch(async (error: unknown) => {
      if (!(error instanceof DatabaseError) || error.code !== UNIQUE_VIOLATION) throw error;
      await client.query('rollback to savepoint reopen');
      return { rows: [] };
    });
  if (rows[0] === undefined) return null;
  await client.query(PLAN_AGAIN, [sittingId, at]);
  return rows[0].auditKey;
}

/** Refused once ten minutes have passed, and to others. */
export function undoCancelled(actor: StaffActor, change: string): Promise<Result<Undone, 'too-late'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows: cancelled } = await client.query<Cancelled>(TAKE, [change]);
    if (cancelled.length === 0) return refused('too-late');
    await client.query(HOLD, [cancelled.map(({ sittingId }) => sittingId)]);
    const reopened: { sittingId: number; auditKey: string }[] = [];
    for (const one of cancelled) {
      const auditKey = await reopen(client, one);
      if (auditKey !== null) reopened.push({ sittingId: one.sittingId, auditKey });
    }
    await appendEvents(
      client,
      reopened.map(({ sittingId, auditKey }) => ({
        event: 'sitting.reopened' as const,
        subjectId: auditKey,
        details: { sittingId },
      })),
    );
    return ok({ undone: reopened.length, left: cancelled.length - reopened.length });
  });
}
