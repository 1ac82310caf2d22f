// Takes a whole import back, in one transaction, while nothing newer touched its rows: what it made goes, what it changed is as it was. Progress
// and outcomes are appended, so that the history tells both; that somebody attested a notice stays in it, too, and counts for nothing.
import type { PoolClient } from 'pg';
import { actorSettings, type StaffActor, type SystemActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { IMPORT_LOCK } from './batch.server.ts';
import { findBatch, findUndoReasons, listUndoRows, lockUndoRows, type ImportedBatch } from './undo-checks.server.ts';
import type { UndoReasons } from './undo-reasons.ts';

const UNDO_LIMIT_MS = 120_000;

export type Undone = { /** Rows of the register. */ readonly removed: number; readonly restored: number };
export type NotUndone = { readonly because: 'not-there' | 'undone' | UndoReasons };

const remove = (table: string) =>
  `delete from ${table} t using undo_rows u where u.name = '${table}' and u.made and t.id = u.id`;
const changedRows = (table: string) => `undo_rows u where u.name = '${table}' and not u.made and t.id = u.id`;
/** As it was, where it was changed; null may be what it was. */
const was = (column: string, cast = '') =>
  `${column} = case when u.before ? '${column}' then (u.before ->> '${column}')${cast} else t.${column} end`;

/** In this order: an open sitting makes room for the one that is open again, and what hangs on something goes before it. */
const REMOVE = [
  remove('sittings'),
  remove('enrolments'),
  remove('employments'),
  remove('persons'),
  remove('employers'),
  remove('workshops'),
];

const RESTORE = [
  `update persons t set ${was('first_name')}, ${was('last_name')}, ${was('phone')}, ${was('notice_version', '::int')} from ${changedRows('persons')}`,
  `update employers t set ${was('name')}, ${was('named_by')} from ${changedRows('employers')}`,
  `update employments t set ${was('country_code')}, ${was('job_role')}, ${was('confirmed_by')}, ${was('claimed_mpn_id')}, ${was('claimed_company')},
     confirmed_at = case when u.before ? 'confirmed_by' then null else t.confirmed_at end,
     employer_id = case when u.before ? 'mpn_id' then psa_employer_of(u.before ->> 'mpn_id') else t.employer_id end
   from ${changedRows('employments')}`,
  `update workshops t set ${was('exam_code')} from ${changedRows('workshops')}`,
  `update enrolments t set state = u.before ->> 'state' from ${changedRows('enrolments')} and u.before ? 'state'`,
];

const APPEND_PROGRESS = `
  insert into progress_entries (enrolment_id, percent, actor_kind, actor_id, import_batch_id)
  select t.id, (u.before ->> 'percent')::smallint, psa_actor_kind(), psa_actor_id(), $1 from enrolments t, ${changedRows('enrolments')} and u.before ? 'percent'`;
const APPEND_OUTCOMES = `
  insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id, import_batch_id)
  select t.id, 'unknown', psa_actor_kind(), psa_actor_id(), $1 from sittings t, ${changedRows('sittings')} and u.before ? 'outcome'`;
const RESTORE_SITTINGS = `update sittings t set ${was('month')}, ${was('state')} from ${changedRows('sittings')}`;

// Both corrections cancel each other out, unless a file may hold what stood here in between.
const FORGET_DUTIES = `
  delete from notification_duties n
  where n.cause = 'corrected' and (n.arose_at = $1::timestamptz or n.arose_at = psa_now() and not exists (select from builds where built_at >= $1::timestamptz))
    and n.person_id in (select u.id from undo_rows u where u.name = 'persons' and not u.made
      union select s.person_id from sittings s join undo_rows u on not u.made and u.name = 'sittings' and u.id = s.id
      union select e.person_id from employments e join undo_rows u on not u.made
        and (u.name = 'employments' and u.id = e.id or u.name = 'employers' and u.id = e.employer_id))`;

async function takeBack(client: PoolClient, batch: ImportedBatch): Promise<Undone> {
  let removed = 0;
  for (const statement of REMOVE) removed += (await client.query(statement)).rowCount ?? 0;
  let restored = 0;
  for (const statement of RESTORE) restored += (await client.query(statement)).rowCount ?? 0;
  const progress = await client.query(APPEND_PROGRESS, [batch.id]);
  await client.query(APPEND_OUTCOMES, [batch.id]);
  const sittings = await client.query(RESTORE_SITTINGS);
  const exams = await client.query(
    `delete from exams t using undo_rows u where u.name = 'exams' and u.made and t.code = u.code`,
  );
  await client.query(FORGET_DUTIES, [batch.appliedAt]);
  return {
    removed: removed + (exams.rowCount ?? 0),
    restored: restored + (progress.rowCount ?? 0) + (sittings.rowCount ?? 0),
  };
}

type Answer = Result<Undone, NotUndone['because']>;

async function undo(client: PoolClient, actor: StaffActor | SystemActor, batchId: number): Promise<Answer> {
  // Neither an import nor a sender goes on meanwhile: what they did before is seen from here on.
  await client.query('select pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
  await client.query('select pg_advisory_xact_lock_shared(psa_disclosure_lock())');
  const batch = await findBatch(client, batchId);
  if (batch === null) return refused('not-there');
  if (batch.undoneAt !== null) return refused('undone');
  await listUndoRows(client, batchId);
  await lockUndoRows(client);
  const reasons = await findUndoReasons(client, batch);
  if (reasons.length > 0) return refused(reasons);
  const undone = await takeBack(client, batch);
  await client.query('update import_batches set undone_at = psa_now(), undone_by = $2 where id = $1', [
    batchId,
    actor.kind === 'staff' ? actor.staffId : null,
  ]);
  await appendEvent(client, { event: 'import.undone', subjectId: batchId, details: { kind: batch.kind, ...undone } });
  return ok(undone);
}

/** Undoes an import, or says what stands against it; then nothing was changed. */
export function undoImport(actor: StaffActor | SystemActor, batchId: number): Promise<Answer> {
  return inRoleSql('psa_worker', actorSettings(actor), (client) => undo(client, actor, batchId), {
    timeoutMs: UNDO_LIMIT_MS,
  });
}

/** What stands against undoing it now; nothing is changed. */
export function listUndoReasons(actor: StaffActor, batchId: number): Promise<UndoReasons> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const batch = await findBatch(client, batchId);
    if (batch === null) return [];
    await listUndoRows(client, batchId);
    return findUndoReasons(client, batch);
  });
}
