// Saves cells of a roster, each by compare-and-set: it is written if it still holds what the trainer saw, and left alone if somebody changed
// it meanwhile. Per cell and not per row, so that two trainers in one row don't disturb each other.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import type { LedgerEvent } from '#app/features/ledger/event.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { meetingOf, readCell, type CellAnswer, type CellChange } from './roster-cells.ts';

type Held = { id: number; percent: number; note: string | null; auditKey: string };
type Current = { readonly auditKey: string; readonly cells: Map<string, string> };

/** The rows, locked in the order of their ids, with what their cells hold now. Those that are no longer in the session are left out. */
async function lockRows(client: PoolClient, sessionId: number, ids: readonly number[]): Promise<Map<number, Current>> {
  const { rows } = await client.query<Held>(
    `select n.id, n.percent, n.note, p.audit_key::text as "auditKey" from enrolments n join persons p on p.id = n.person_id
     where n.id = any($2) and n.session_id = $1 and n.state = 'enrolled' and p.erased_at is null order by n.id for update of n`,
    [sessionId, ids],
  );
  // Asked after the lock: whoever held it before may have marked something.
  const marks = await client.query<{ row: number; meeting: number; mark: string | null }>(
    `select n as row, m.id as meeting, case when a.attended then 'yes' when not a.attended then 'no' end as mark
     from unnest($2::int[]) n cross join session_meetings m left join attendances a on a.enrolment_id = n and a.meeting_id = m.id
     where m.session_id = $1`,
    [sessionId, rows.map(({ id }) => id)],
  );
  const current = new Map(
    rows.map(({ id, percent, note, auditKey }): [number, Current] => [
      id,
      {
        auditKey,
        cells: new Map([
          ['progress', String(percent)],
          ['note', note ?? ''],
        ]),
      },
    ]),
  );
  for (const { row, meeting, mark } of marks.rows) current.get(row)?.cells.set(`meeting-${meeting}`, mark ?? '');
  return current;
}

type Decided = { answers: CellAnswer[]; writes: Map<string, CellChange>; conflicts: CellChange[] };

/** Compares each cell, in the order given: a later change of a cell sees what an earlier one made of it. */
function decide(changes: readonly CellChange[], current: ReadonlyMap<number, Current>): Decided {
  const decided: Decided = { answers: [], writes: new Map(), conflicts: [] };
  for (const change of changes) {
    const { row, column, was } = change;
    const cells = current.get(row)?.cells;
    const holds = cells?.get(column);
    if (cells === undefined || holds === undefined) {
      const words = cells === undefined ? 'No longer on this roster.' : 'There is no such column any more.';
      decided.answers.push({ row, column, did: 'refused', words });
      continue;
    }
    const read = readCell(column, change.value);
    if (!read.ok) decided.answers.push({ row, column, did: 'refused', words: read.reason });
    // Whoever wants what is there already has it, whoever wrote it.
    else if (holds === read.value) decided.answers.push({ row, column, did: 'saved', value: holds });
    else if (holds !== was) {
      decided.answers.push({ row, column, did: 'conflict', theirs: holds, by: '' });
      decided.conflicts.push(change);
    } else {
      cells.set(column, read.value);
      decided.writes.set(`${row} ${column}`, { ...change, value: read.value });
      decided.answers.push({ row, column, did: 'saved', value: read.value });
    }
  }
  return decided;
}

async function write(client: PoolClient, actor: StaffActor, writes: readonly CellChange[]): Promise<void> {
  const rowsOf = (some: readonly CellChange[]): number[] => some.map(({ row }) => row);
  const progress = writes.filter(({ column }) => column === 'progress');
  const notes = writes.filter(({ column }) => column === 'note');
  const marks = writes.flatMap((change) => {
    const meeting = meetingOf(change.column);
    return meeting === null ? [] : [{ ...change, meeting }];
  });
  if (progress.length > 0)
    await client.query(
      `insert into progress_entries (enrolment_id, percent, actor_kind, actor_id)
       select n, v, 'staff', $3 from unnest($1::int[], $2::int[]) as g (n, v)`,
      [rowsOf(progress), progress.map(({ value }) => Number(value)), actor.staffId],
    );
  if (notes.length > 0)
    await client.query(
      `update enrolments n set note = nullif(g.v, ''), note_by = $3 from unnest($1::int[], $2::text[]) as g (id, v) where n.id = g.id`,
      [rowsOf(notes), notes.map(({ value }) => value), actor.staffId],
    );
  // A mark that is cleared stays as one that nobody knows, with who cleared it.
  if (marks.length > 0)
    await client.query(
      `insert into attendances (enrolment_id, meeting_id, attended, actor_kind, actor_id)
       select n, m, a, 'staff', $4 from unnest($1::int[], $2::int[], $3::bool[]) as g (n, m, a)
       on conflict (enrolment_id, meeting_id) do update set attended = excluded.attended, actor_id = excluded.actor_id, recorded_at = psa_now()`,
      [
        rowsOf(marks),
        marks.map(({ meeting }) => meeting),
        marks.map(({ value }) => (value === '' ? null : value === 'yes')),
        actor.staffId,
      ],
    );
}

const eventOf = (column: string) =>
  column === 'progress'
    ? ({ event: 'progress.set', fields: ['progress'] } as const)
    : column === 'note'
      ? ({ event: 'note.written', fields: ['note'] } as const)
      : ({ event: 'attendance.marked', fields: ['attendance'] } as const);

/** One event for each person and kind of cell. */
function eventsOf(writes: readonly CellChange[], current: ReadonlyMap<number, Current>): LedgerEvent[] {
  const events = new Map<string, LedgerEvent>();
  for (const { row, column } of writes) {
    const { event, fields } = eventOf(column);
    const subjectId = current.get(row)?.auditKey ?? '';
    events.set(`${row} ${event}`, { event, subjectId, fields, details: { enrolmentId: row } });
  }
  return [...events.values()];
}

/** Who last changed each of these cells: `row column` → a name. */
async function whoChanged(client: PoolClient, cells: readonly CellChange[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ row: number; column: string; by: string }>(
    `select g.n as row, g.c as column, coalesce(t.name, case when k.kind = 'person' then 'the learner' when k.kind = 'system' then 'an import' end, 'somebody else') as by
     from unnest($1::int[], $2::text[], $3::int[]) as g (n, c, m)
     left join lateral (
       (select p.actor_kind as kind, p.actor_id as id from progress_entries p where g.c = 'progress' and p.enrolment_id = g.n order by p.id desc limit 1)
       union all select a.actor_kind, a.actor_id from attendances a where a.enrolment_id = g.n and a.meeting_id = g.m
       union all select 'staff', e.note_by from enrolments e where g.c = 'note' and e.id = g.n
     ) k on true left join staff_members t on k.kind = 'staff' and t.id = k.id`,
    [cells.map(({ row }) => row), cells.map(({ column }) => column), cells.map(({ column }) => meetingOf(column))],
  );
  return new Map(rows.map(({ row, column, by }) => [`${row} ${column}`, by]));
}

/** Saves cells of one session in one transaction. Gives what came of each, in order; null where there is no such session. */
export function saveCells(
  actor: StaffActor,
  sessionId: number,
  changes: readonly CellChange[],
): Promise<CellAnswer[] | null> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const session = await client.query('select from workshop_sessions where id = $1', [sessionId]);
    if (session.rowCount === 0) return null;
    const current = await lockRows(client, sessionId, [...new Set(changes.map(({ row }) => row))]);
    const { answers, writes, conflicts } = decide(changes, current);
    const written = [...writes.values()];
    await write(client, actor, written);
    await appendEvents(client, eventsOf(written, current));
    if (conflicts.length === 0) return answers;
    const who = await whoChanged(client, conflicts);
    return answers.map((answer) =>
      answer.did === 'conflict'
        ? { ...answer, by: who.get(`${answer.row} ${answer.column}`) ?? 'somebody else' }
        : answer,
    );
  });
}
