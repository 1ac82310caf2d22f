// Writes a plan of the workshop catalogue.
import type { PoolClient } from 'pg';
import { appendChanges, recorded, recordMade } from './batch.server.ts';
import type { WorkshopPlan } from './plan-workshops.ts';

export async function applyWorkshops(client: PoolClient, batchId: number, plan: WorkshopPlan): Promise<void> {
  await client.query(
    `with made as (insert into exams (code) select * from unnest($2::text[]) on conflict do nothing returning code as id) ${recordMade('exams')}`,
    [batchId, plan.exams],
  );
  await client.query(
    recorded('workshops', 'insert into workshops (name, exam_code) select * from unnest($2::text[], $3::text[])'),
    [batchId, plan.workshops.map(({ name }) => name), plan.workshops.map(({ examCode }) => examCode)],
  );
  await client.query(
    'update workshops w set exam_code = c.exam_code from unnest($1::int[], $2::text[]) as c (id, exam_code) where w.id = c.id',
    [plan.changes.map(({ id }) => id), plan.changes.map(({ after }) => after)],
  );
  const changes = plan.changes.map(({ id, before, after }) => ({
    id,
    before: { exam_code: before },
    after: { exam_code: after },
  }));
  await appendChanges(client, batchId, 'workshops', changes);
}
