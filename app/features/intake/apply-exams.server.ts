// Writes a plan of sittings and outcomes, set-based. Outcomes are appended; the register's column follows from them.
import type { PoolClient } from 'pg';
import { appendChanges, recordMade } from './batch.server.ts';
import { makeBulkTable } from './bulk-table.server.ts';
import type { ExamPlan } from './plan-exams.ts';

/** Outcomes first, so that a sitting which they close makes room for the one that follows it. */
async function recordOutcomes(client: PoolClient, batchId: number, plan: ExamPlan): Promise<void> {
  await client.query(
    `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id, import_batch_id)
     select id, outcome, psa_actor_kind(), psa_actor_id(), $1 from unnest($2::int[], $3::text[]) as o (id, outcome)`,
    [batchId, plan.outcomes.map(({ sittingId }) => sittingId), plan.outcomes.map(({ outcome }) => outcome)],
  );
}

async function moveSittings(client: PoolClient, plan: ExamPlan): Promise<void> {
  await client.query(
    'update sittings s set month = m.month from unnest($1::int[], $2::text[]) as m (id, month) where s.id = m.id',
    [plan.moved.map(({ id }) => id), plan.moved.map(({ after }) => after)],
  );
}

async function recordSittingChanges(client: PoolClient, batchId: number, plan: ExamPlan): Promise<void> {
  type Facts = Record<string, string | null>;
  const changes = new Map<number, { id: number; before: Facts; after: Facts }>();
  for (const { id, before, after } of plan.moved)
    changes.set(id, { id, before: { month: before }, after: { month: after } });
  for (const { sittingId: id, outcome, state } of plan.outcomes) {
    const moved = changes.get(id);
    changes.set(id, {
      id,
      before: { ...moved?.before, outcome: null, state },
      after: { ...moved?.after, outcome, state: 'taken' },
    });
  }
  await appendChanges(client, batchId, 'sittings', [...changes.values()]);
}

async function addSittings(client: PoolClient, batchId: number, plan: ExamPlan): Promise<void> {
  await makeBulkTable(
    client,
    'intake_sittings',
    'person_id int, employment_id int, exam_code text, attempt smallint, month text, outcome text',
    plan.sittings.map(({ personId, employmentId, examCode, attempt, month, outcome }) => [
      personId,
      employmentId,
      examCode,
      attempt,
      month,
      outcome,
    ]),
  );
  // State 'taken' from the start where the outcome is known: two attempts of one person are never both open in between.
  await client.query(
    `with made as (
       insert into sittings (person_id, employment_id, exam_code, attempt, month, state, outcome, outcome_changed_at)
       select person_id, employment_id, exam_code, attempt, month, case when outcome is null then 'booked' else 'taken' end, outcome,
         case when outcome is not null then psa_now() end
       from intake_sittings
       returning id, outcome
     ), recorded as (
       ${recordMade('sittings')}
     )
     insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id, import_batch_id)
     select id, outcome, psa_actor_kind(), psa_actor_id(), $1 from made where outcome is not null`,
    [batchId],
  );
}

export async function applyExams(client: PoolClient, batchId: number, plan: ExamPlan): Promise<void> {
  await moveSittings(client, plan);
  await recordOutcomes(client, batchId, plan);
  await recordSittingChanges(client, batchId, plan);
  await addSittings(client, batchId, plan);
}
