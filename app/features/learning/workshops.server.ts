// The catalogue of workshops: reading it, adding to it and changing it, by staff.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { WorkshopInput } from './session-form.ts';
import { moveUp, takeEnrolmentLock } from './places.server.ts';

export type CatalogueRow = {
  id: number;
  name: string;
  examCode: string | null;
  open: boolean;
  places: number | null;
  enrolled: number;
  waiting: number;
  /** Sessions to come. */
  sessions: number;
  recordings: number;
};

/** Every workshop by name, with how many are in it and what it holds. */
export async function readCatalogue(client: PoolClient): Promise<CatalogueRow[]> {
  const { rows } = await client.query<CatalogueRow>(
    `select w.id, w.name, w.exam_code as "examCode", w.open, w.places, coalesce(n.enrolled, 0)::int as enrolled,
       coalesce(n.waiting, 0)::int as waiting, coalesce(s.sessions, 0)::int as sessions, coalesce(r.recordings, 0)::int as recordings
     from workshops w
     left join (select workshop_id, count(*) filter (where state = 'enrolled') as enrolled, count(*) filter (where state = 'waiting') as waiting
       from enrolments group by workshop_id) n on n.workshop_id = w.id
     left join (select s.workshop_id, count(*) as sessions from workshop_sessions s
       where s.cancelled_at is null and not exists (
         select from session_meetings m where m.session_id = s.id having max(m.ends_at) < psa_now())
       group by s.workshop_id) s on s.workshop_id = w.id
     left join (select workshop_id, count(*) as recordings from recordings group by workshop_id) r on r.workshop_id = w.id
     order by lower(w.name), w.id`,
  );
  return rows;
}

export type Workshop = WorkshopInput & { id: number; revision: number };

export function findWorkshop(actor: StaffActor, id: number): Promise<Workshop | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<Workshop>(
        'select id, name, exam_code as "examCode", places, open, revision from workshops where id = $1',
        [id],
      );
      return rows[0] ?? null;
    },
    { readOnly: true },
  );
}

type Refusal = 'name-taken' | 'not-found' | 'changed-meanwhile';

async function isTaken(client: PoolClient, name: string, but: number): Promise<boolean> {
  const { rowCount } = await client.query('select from workshops where lower(name) = lower($1) and id <> $2', [
    name,
    but,
  ]);
  return rowCount !== 0;
}

const ensureExam = (client: PoolClient, code: string | null): Promise<unknown> =>
  client.query('insert into exams (code) select $1 where $1::text is not null on conflict do nothing', [code]);

/** Adds a workshop. Names are told apart without regard to large and small letters. */
export function addWorkshop(actor: StaffActor, given: WorkshopInput): Promise<Result<{ id: number }, Refusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    await ensureExam(client, given.examCode);
    // Whoever else adds the same at this moment loses against the unique index.
    const { rows } = await client.query<{ id: number }>(
      'insert into workshops (name, exam_code, places, open) values ($1, $2, $3, $4) on conflict do nothing returning id',
      [given.name, given.examCode, given.places, given.open],
    );
    const [made] = rows;
    if (made === undefined) return refused('name-taken');
    await appendEvent(client, { event: 'workshop.added', subjectId: made.id });
    return ok(made);
  });
}

/** Changes a workshop from what the form showed of it; where there are more places now, those who wait longest get them. */
export function changeWorkshop(
  actor: StaffActor,
  id: number,
  given: WorkshopInput,
): Promise<Result<{ movedUp: number }, Refusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    await takeEnrolmentLock(client, id);
    const { rows } = await client.query<Workshop>(
      'select id, name, exam_code as "examCode", places, open, revision from workshops where id = $1 for update',
      [id],
    );
    const [was] = rows;
    if (was === undefined) return refused('not-found');
    // An import changes workshops, too.
    if (given.revision !== undefined && was.revision !== given.revision) return refused('changed-meanwhile');
    if (await isTaken(client, given.name, id)) return refused('name-taken');
    const fields = (['name', 'examCode', 'places', 'open'] as const).filter((field) => was[field] !== given[field]);
    if (fields.length === 0) return ok({ movedUp: 0 });
    await ensureExam(client, given.examCode);
    await client.query('update workshops set name = $2, exam_code = $3, places = $4, open = $5 where id = $1', [
      id,
      given.name,
      given.examCode,
      given.places,
      given.open,
    ]);
    await appendEvent(client, { event: 'workshop.changed', subjectId: id, fields });
    return ok({ movedUp: await moveUp(client, id, null) });
  });
}
