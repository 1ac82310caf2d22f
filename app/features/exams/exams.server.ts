// Changes to sittings by staff: booked, moved, closed, and their outcomes appended. What may happen is decided in sitting.ts.
import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import {
  type Changed,
  planClosing,
  planMonth,
  planMove,
  planRecord,
  type Claim,
  type Closing,
  type MonthRefusal,
  type RecordRefusal,
  type Sitting,
} from './sitting.ts';

type Locked = Sitting & {
  id: number;
  examCode: string;
  name: string;
  auditKey: string;
  now: string;
  /** What somebody claims instead of what is recorded, while nobody has decided. */
  contested: Claim | null;
};

/** The month it is where the association sits. */
export const MONTH_NOW = `to_char(psa_now() at time zone 'Europe/Amsterdam', 'YYYY-MM')`;

async function lockSitting(client: PoolClient, sittingId: number): Promise<Locked | null> {
  const { rows } = await client.query<Locked>(
    `select s.id, s.state, s.month::text as month, s.outcome, s.exam_code as "examCode", p.audit_key::text as "auditKey",
       trim(concat(p.first_name, ' ', p.last_name)) as name, ${MONTH_NOW} as now,
       (select c.claimed from outcome_conflicts c where c.sitting_id = s.id and c.closed_at is null) as contested
     from sittings s join persons p on p.id = s.person_id
     where s.id = $1 and p.erased_at is null for update of s`,
    [sittingId],
  );
  return rows[0] ?? null;
}

/** Locks the sitting, asks the plan, and writes if something changes. */
async function changeSitting<R extends string>(
  actor: StaffActor,
  sittingId: number,
  plan: (sitting: Locked) => Result<{ changes: boolean }, R>,
  write: (client: PoolClient, sitting: Locked) => Promise<void>,
): Promise<Result<Changed, R | 'not-found'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const sitting = await lockSitting(client, sittingId);
    if (!sitting) return refused('not-found');
    const planned = plan(sitting);
    if (!planned.ok) return planned;
    if (planned.value.changes) await write(client, sitting);
    return ok({ sittingId, examCode: sitting.examCode, month: sitting.month, name: sitting.name });
  });
}

export type BookingRefusal = MonthRefusal | 'person-unknown' | 'exam-unknown' | 'not-employed' | 'already-open';
export type Booking = { personId: number; examCode: string; month: string };

/** Books a person for an exam in a month, under the employment open now. At most one open sitting per person and exam. */
export async function bookSitting(
  actor: StaffActor,
  { personId, examCode, month }: Booking,
): Promise<Result<Changed, BookingRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows } = await client.query<{
      now: string;
      name: string;
      auditKey: string;
      employmentId: number | null;
      examKnown: boolean;
    }>(
      `select ${MONTH_NOW} as now, trim(concat(p.first_name, ' ', p.last_name)) as name, p.audit_key::text as "auditKey",
         (select e.id from employments e where e.person_id = p.id and e.ended_on is null order by e.concurrent, e.id limit 1) as "employmentId",
         exists (select from exams where code = $2) as "examKnown"
       from persons p where p.id = $1 and p.erased_at is null`,
      [personId, examCode],
    );
    const person = rows[0];
    if (!person) return refused('person-unknown');
    if (!person.examKnown) return refused('exam-unknown');
    if (person.employmentId === null) return refused('not-employed');
    const planned = planMonth(month, person.now);
    if (!planned.ok) return planned;
    // Whoever else books the same at this moment loses against the unique index, not against a check before it.
    const inserted = await client.query<{ id: number }>(
      `insert into sittings (person_id, employment_id, exam_code, attempt, month)
       select $1, $2, $3, coalesce(max(attempt), 0) + 1, $4 from sittings where person_id = $1 and exam_code = $3
       on conflict do nothing returning id`,
      [personId, person.employmentId, examCode, month],
    );
    const sittingId = inserted.rows[0]?.id;
    if (sittingId === undefined) return refused('already-open');
    await appendEvent(client, {
      event: 'sitting.booked',
      subjectId: person.auditKey,
      fields: ['exam_id', 'exam_month'],
      details: { sittingId },
    });
    return ok({ sittingId, examCode, month, name: person.name });
  });
}

/** Moves an open sitting to another month. */
export function moveSitting(
  actor: StaffActor,
  sittingId: number,
  month: string,
): Promise<Result<Changed, MonthRefusal | 'closed' | 'not-found'>> {
  return changeSitting(
    actor,
    sittingId,
    (sitting) => planMove(sitting, month, sitting.now),
    async (client, sitting) => {
      await client.query('update sittings set month = $2 where id = $1', [sitting.id, month]);
      await appendEvent(client, {
        event: 'sitting.moved',
        subjectId: sitting.auditKey,
        fields: ['exam_month'],
        details: { sittingId },
      });
      sitting.month = month;
    },
  );
}

/**
 * Closes an open sitting without an outcome: it was cancelled, or not taken. Neither is reported. That it was cancelled can be taken back as part of
 * the `change` for ten minutes (undo-cancelled.server.ts).
 */
export function closeSitting(
  actor: StaffActor,
  sittingId: number,
  closing: Closing,
  change: string = randomUUID(),
): Promise<Result<Changed, 'closed' | 'month-ahead' | 'not-found'>> {
  return changeSitting(
    actor,
    sittingId,
    (sitting) => planClosing(sitting, closing, sitting.now),
    async (client, sitting) => {
      await client.query('update sittings set state = $2 where id = $1', [sitting.id, closing]);
      if (closing === 'cancelled')
        await client.query(
          `insert into undoable_steps (change, kind, sitting_id, sitting_was, staff_id) values ($1, 'sitting-cancelled', $2, $3, $4)`,
          [change, sitting.id, sitting.state, actor.staffId],
        );
      await appendEvent(client, { event: `sitting.${closing}`, subjectId: sitting.auditKey, details: { sittingId } });
    },
  );
}

/** What became of somebody's word: it counts, or it waits for a decision. */
export type Recorded = Changed & { readonly isContested: boolean };

type Said = Pick<Locked, 'id' | 'auditKey'>;

/** Opens a conflict in the name of staff, where none is open that claims the same. False when somebody opened another one at this moment. */
export async function openConflict(
  client: PoolClient,
  actor: StaffActor,
  { id, auditKey }: Said,
  claimed: Claim,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) values ($1, $2, 'staff', $3) on conflict do nothing`,
    [id, claimed, actor.staffId],
  );
  if (rowCount === 0) {
    const { rowCount: same } = await client.query(
      'select from outcome_conflicts where sitting_id = $1 and closed_at is null and claimed = $2',
      [id, claimed],
    );
    return same !== 0;
  }
  await appendEvent(client, {
    event: 'outcome.contested',
    subjectId: auditKey,
    fields: ['result'],
    details: { sittingId: id },
  });
  return true;
}

/** Writes what staff say of an open sitting. */
export async function writeClaim(
  client: PoolClient,
  actor: StaffActor,
  { id, auditKey }: Said,
  said: Claim,
): Promise<void> {
  const event = { subjectId: auditKey, details: { sittingId: id } };
  if (said === 'not-taken') {
    await client.query(`update sittings set state = 'not-taken' where id = $1`, [id]);
    return appendEvent(client, { event: 'sitting.not-taken', ...event });
  }
  await client.query(
    `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values ($1, $2, 'staff', $3)`,
    [id, said, actor.staffId],
  );
  return appendEvent(client, { event: 'outcome.recorded', fields: ['result'], ...event });
}

/** Records how an exam went. Where something else is known, a conflict is opened and nothing overwritten (bad-C5). */
export function recordOutcome(
  actor: StaffActor,
  sittingId: number,
  said: Claim,
): Promise<Result<Recorded, RecordRefusal | 'not-found'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const sitting = await lockSitting(client, sittingId);
    if (!sitting) return refused('not-found');
    const planned = planRecord(sitting, said, sitting.now);
    if (!planned.ok) return planned;
    if (planned.value === 'record') await writeClaim(client, actor, sitting, said);
    if (planned.value === 'conflict' && !(await openConflict(client, actor, sitting, said)))
      return refused('contested-otherwise');
    const isContested = planned.value === 'conflict' || planned.value === 'contested';
    const { examCode, month, name } = sitting;
    return ok({ sittingId, examCode, month, name, isContested });
  });
}

/** Whose sitting it is, for what is said about it; null when it is not there. */
export function findName(actor: StaffActor, sittingId: number): Promise<string | null> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select trim(concat(p.first_name, ' ', p.last_name)) as name from sittings s join persons p on p.id = s.person_id
       where s.id = $1 and p.erased_at is null`,
      [sittingId],
    );
    return rows[0]?.name ?? null;
  });
}
