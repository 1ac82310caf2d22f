// Reads workshop sessions for staff: the list with the catalogue beside it, and one of them.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { SessionFilter } from './session-filter.ts';
import { readCatalogue, type CatalogueRow } from './workshops.server.ts';

export type Meeting = { id: number; startsAt: Date; endsAt: Date };

export type Session = {
  id: number;
  workshopId: number;
  workshop: string;
  examCode: string | null;
  title: string;
  language: string;
  zone: string;
  places: number | null;
  cancelledAt: Date | null;
  revision: number;
  recorded: boolean;
  /** When those in it were told that it is recorded. */
  recordingToldAt: Date | null;
  enrolled: number;
  waiting: number;
  trainers: { id: number; name: string }[];
  /** The earliest first. */
  meetings: Meeting[];
  /** The first that is not over. */
  next: Meeting | null;
};

type MeetingRow = { id: number; startsAt: string; endsAt: string };
type Row = Omit<Session, 'meetings' | 'next'> & { meetings: MeetingRow[]; nextId: number | null };

export const readMeeting = ({ id, startsAt, endsAt }: MeetingRow): Meeting => ({
  id,
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
});

const SELECT = `
  select s.id, s.workshop_id as "workshopId", w.name as workshop, w.exam_code as "examCode", s.title, s.language, s.zone, s.places,
    s.cancelled_at as "cancelledAt", s.revision, s.recorded, s.recording_told_at as "recordingToldAt",
    (select count(*)::int from enrolments n where n.session_id = s.id and n.state = 'enrolled') as enrolled,
    (select count(*)::int from enrolments n where n.session_id = s.id and n.state = 'waiting') as waiting,
    coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name) from session_trainers st
      join staff_members t on t.id = st.staff_id where st.session_id = s.id), '[]') as trainers,
    coalesce((select json_agg(json_build_object('id', m.id, 'startsAt', m.starts_at, 'endsAt', m.ends_at) order by m.starts_at)
      from session_meetings m where m.session_id = s.id), '[]') as meetings, next.id as "nextId"
  from workshop_sessions s join workshops w on w.id = s.workshop_id
    left join lateral (select m.id, m.starts_at from session_meetings m where m.session_id = s.id and m.ends_at > psa_now()
      order by m.starts_at limit 1) next on true`;

/** Over once its last meeting is; one without meetings is still to come. */
const OVER = `exists (select from session_meetings m where m.session_id = s.id having max(m.ends_at) < psa_now())`;

const WHERE = `
  where ($1 = 'all' or ($1 = 'past') = (s.cancelled_at is not null or ${OVER}))
    and ($2::int is null or s.workshop_id = $2)
    and ($3::int is null or exists (select from session_trainers t where t.session_id = s.id and t.staff_id = $3))`;

function sessionOf({ meetings: read, nextId, ...row }: Row): Session {
  const meetings = read.map(readMeeting);
  return { ...row, meetings, next: meetings.find(({ id }) => id === nextId) ?? null };
}

/** A session by its id. Reads in the transaction under way. */
export async function readSession(client: PoolClient, id: number): Promise<Session | null> {
  const { rows } = await client.query<Row>(`${SELECT} where s.id = $1`, [id]);
  return rows[0] === undefined ? null : sessionOf(rows[0]);
}

export type TrainPage = {
  sessions: Session[];
  total: number;
  catalogue: CatalogueRow[];
  trainers: { id: number; name: string }[];
};

/** Those who train, and those who are on a session though they do no longer. */
const TRAINERS = `
  select t.id, t.name from staff_members t where t.disabled_at is null and exists (
    select from staff_roles r where r.staff_id = t.id and r.role = 'trainer' and r.revoked_at is null)
  or exists (select from session_trainers s where s.staff_id = t.id) order by t.name, t.id`;

/** A page of sessions as the filter asks, those that meet next first, and the whole catalogue. */
export function getTrainPage(
  actor: StaffActor,
  { when, workshop, trainer, page, pageSize }: SessionFilter,
): Promise<TrainPage> {
  const values = [when, workshop, trainer];
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const counted = await client.query<{ total: number }>(
        `select count(*)::int as total from workshop_sessions s ${WHERE}`,
        values,
      );
      const { rows } = await client.query<Row>(
        `${SELECT} ${WHERE}
         order by next.starts_at, (select max(m.starts_at) from session_meetings m where m.session_id = s.id) desc nulls last, s.id desc
         limit $4 offset $5`,
        [...values, pageSize, (page - 1) * pageSize],
      );
      const trainers = await client.query<{ id: number; name: string }>(TRAINERS);
      return {
        sessions: rows.map(sessionOf),
        total: counted.rows[0]?.total ?? 0,
        catalogue: await readCatalogue(client),
        trainers: trainers.rows,
      };
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
}

export type SessionToChange = {
  /** Null where a new one is made. */
  session: (Session & { link: string | null }) | null;
  workshops: { id: number; name: string }[];
  trainers: { id: number; name: string }[];
};

/** What the form of a session offers; null for a session that is not there. */
export function findSessionToChange(actor: StaffActor, id: number | null): Promise<SessionToChange | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const session = id === null ? null : await readSession(client, id);
      if (id !== null && session === null) return null;
      const link = await client.query<{ url: string }>('select url from session_links where session_id = $1', [id]);
      const workshops = await client.query<{ id: number; name: string }>(
        'select id, name from workshops order by lower(name)',
      );
      const trainers = await client.query<{ id: number; name: string }>(TRAINERS);
      return {
        session: session && { ...session, link: link.rows[0]?.url ?? null },
        workshops: workshops.rows,
        trainers: trainers.rows,
      };
    },
    { readOnly: true },
  );
}
