// Reads the roster of a session: who is in it with progress, attendance and note, and who waits.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { readSession, type Session } from './list-sessions.server.ts';
import { readSessionRecordings, type SessionRecordings } from './recordings.server.ts';
import { meetingColumn } from './roster-cells.ts';
import type { RosterFilter, Sort, Standing } from './roster-filter.ts';

export type RosterRow = {
  id: number;
  name: string;
  email: string;
  company: string;
  /** Column → what stands in it, as it is compared when it is saved. */
  cells: Readonly<Record<string, string>>;
};

export type WaitingRow = { id: number; name: string; email: string; company: string; since: Date };

export type Roster = {
  session: Session & { link: string | null };
  rows: RosterRow[];
  waiting: WaitingRow[];
  /** How many there are of each, without regard to the filter. */
  counts: Record<Standing, number>;
  companies: { id: number; name: string }[];
  /** Enrolled in the workshop, and in no session of it that takes place. */
  unplaced: number;
  recordings: SessionRecordings;
};

/** More than any session has; a list that is longer is narrowed by its filters. */
export const ROWS_SHOWN = 2_000;
export const STUCK_DAYS = 14;

const PEOPLE = `
  from enrolments n join persons p on p.id = n.person_id join employments e on e.id = n.employment_id join employers r on r.id = e.employer_id
  where n.session_id = $1 and p.erased_at is null`;

const NAME = `trim(concat(p.first_name, ' ', p.last_name))`;

const STUCK = `n.percent < 100 and coalesce((select max(g.recorded_at) from progress_entries g where g.enrolment_id = n.id), n.enrolled_at)
  < psa_now() - interval '${STUCK_DAYS} days'`;

const STANDING: Record<Standing, string> = {
  all: 'true',
  'not-started': 'n.percent = 0',
  'under-way': 'n.percent between 1 and 99',
  stuck: STUCK,
  done: 'n.percent = 100',
};

const ORDER: Record<Sort, string> = {
  name: 'lower(p.last_name)',
  company: 'lower(r.name)',
  email: 'p.email',
  progress: 'n.percent',
};

type Read = Omit<RosterRow, 'cells'> & { percent: number; note: string | null; marks: Record<string, boolean> | null };

const cellsOf = ({ percent, note, marks }: Read, meetings: readonly { id: number }[]): Record<string, string> => ({
  progress: String(percent),
  ...Object.fromEntries(
    meetings.map(({ id }) => {
      const mark = marks?.[id];
      return [meetingColumn(id), mark === undefined ? '' : mark ? 'yes' : 'no'];
    }),
  ),
  note: note ?? '',
});

/** The rows alone, as the filter asks, in its order. */
export async function readRows(client: PoolClient, session: Session, filter: RosterFilter): Promise<RosterRow[]> {
  const { standing, company, below, search, sort, descending } = filter;
  const { rows } = await client.query<Read>(
    `select n.id, ${NAME} as name, p.email, r.name as company, n.percent, n.note,
       (select json_object_agg(a.meeting_id, a.attended) from attendances a where a.enrolment_id = n.id and a.attended is not null) as marks
     ${PEOPLE} and n.state = 'enrolled' and ${STANDING[standing]}
       and ($2::int is null or r.id = $2) and ($3::int is null or n.percent < $3)
       and ($4::text is null or psa_contains(concat_ws(' ', p.first_name, p.last_name, p.email), $4))
     order by ${ORDER[sort]} ${descending ? 'desc' : 'asc'}, lower(p.last_name), lower(p.first_name), n.id limit ${ROWS_SHOWN}`,
    [session.id, company, below, search],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    company: row.company,
    cells: cellsOf(row, session.meetings),
  }));
}

async function readCounts(client: PoolClient, sessionId: number): Promise<Record<Standing, number>> {
  const counts = Object.entries(STANDING).map(([name, is]) => `count(*) filter (where ${is})::int as "${name}"`);
  const { rows } = await client.query<Record<Standing, number>>(
    `select ${counts.join(', ')} ${PEOPLE} and n.state = 'enrolled'`,
    [sessionId],
  );
  return rows[0] ?? { all: 0, 'not-started': 0, 'under-way': 0, stuck: 0, done: 0 };
}

/** Who can be put into a session of this workshop: enrolled, and in none that takes place. */
export const UNPLACED = `n.workshop_id = $1 and n.state = 'enrolled' and p.erased_at is null and (n.session_id is null
  or exists (select from workshop_sessions s where s.id = n.session_id and s.cancelled_at is not null))`;

/** The roster; null where there is no such session. Whoever reads it is written down. */
export function findRoster(actor: StaffActor, sessionId: number, filter: RosterFilter): Promise<Roster | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const session = await readSession(client, sessionId);
      const recordings = await readSessionRecordings(client, sessionId);
      if (session === null || recordings === null) return null;
      const rows = await readRows(client, session, filter);
      const waiting = await client.query<WaitingRow>(
        `select n.id, ${NAME} as name, p.email, r.name as company, n.enrolled_at as since ${PEOPLE} and n.state = 'waiting'
         order by n.enrolled_at, n.id limit ${ROWS_SHOWN}`,
        [sessionId],
      );
      const companies = await client.query<{ id: number; name: string }>(
        `select distinct r.id, r.name ${PEOPLE} and n.state = 'enrolled' order by r.name limit 500`,
        [sessionId],
      );
      const rest = await client.query<{ link: string | null; unplaced: number }>(
        `select (select url from session_links where session_id = $2) as link,
           (select count(*)::int from enrolments n join persons p on p.id = n.person_id where ${UNPLACED} and n.session_id is distinct from $2) as unplaced`,
        [session.workshopId, sessionId],
      );
      await appendEvent(client, {
        event: 'people.read',
        fields: ['name', 'email', 'company', 'progress', 'attendance', 'note'],
        details: { page: 'roster', count: rows.length + waiting.rows.length },
      });
      return {
        session: { ...session, link: rest.rows[0]?.link ?? null },
        rows,
        waiting: waiting.rows,
        counts: await readCounts(client, sessionId),
        companies: companies.rows,
        unplaced: session.cancelledAt === null ? (rest.rows[0]?.unplaced ?? 0) : 0,
        recordings,
      };
    },
    { isolation: 'repeatable read' },
  );
}
