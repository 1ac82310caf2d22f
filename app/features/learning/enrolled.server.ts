// Who is enrolled in a workshop, or waits, and how far they are: told once, for the overview's counts and for the list behind them.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { PEOPLE_A_PAGE, PROGRESS_SHARES, type EnrolledFilter, type ProgressShare } from './progress-shares.ts';

/** Every enrolment that counts, as `n`, with its person, `p`. */
export const ENROLMENTS = `enrolments n join persons p on p.id = n.person_id and p.erased_at is null`;
export const IN_WORKSHOP = `n.state = 'enrolled'`;
export const WAITING = `n.state = 'waiting'`;

const IN_SHARE = (key: ProgressShare): string => {
  const share = PROGRESS_SHARES.find((one) => one.key === key) ?? PROGRESS_SHARES[0];
  return `n.percent between ${share.from} and ${share.to}`;
};

/** How many people there are in each part, as an array in their order. */
export const COUNT_SHARES = `array[${PROGRESS_SHARES.map(({ key }) => `count(*) filter (where ${IN_SHARE(key)})`).join(', ')}]::int[]`;

export type EnrolledRow = {
  readonly id: number;
  readonly personId: number;
  readonly name: string;
  readonly company: string;
  readonly session: string | null;
  readonly percent: number;
  readonly since: Date;
};

export type WorkshopPeople = {
  readonly workshop: string;
  /** The session that the list is narrowed to. */
  readonly session: string | null;
  /** In the workshop, or that session of it, without regard to the rest of the filter. */
  readonly enrolled: number;
  readonly waiting: number;
  readonly shares: readonly number[];
  /** Null where nobody is enrolled. */
  readonly median: number | null;
  readonly rows: readonly EnrolledRow[];
  readonly total: number;
};

type Head = Omit<WorkshopPeople, 'rows' | 'total'>;

const HEAD = `
  select w.name as workshop, (select title from workshop_sessions where id = $2 and workshop_id = w.id) as session,
    count(n.id) filter (where ${IN_WORKSHOP})::int as enrolled, count(n.id) filter (where ${WAITING})::int as waiting,
    (select ${COUNT_SHARES} from ${ENROLMENTS} where n.workshop_id = w.id and ${IN_WORKSHOP} and ($2::int is null or n.session_id = $2)) as shares,
    percentile_disc(0.5) within group (order by n.percent) filter (where ${IN_WORKSHOP})::int as median
  from workshops w left join (${ENROLMENTS}) on n.workshop_id = w.id and ($2::int is null or n.session_id = $2)
  where w.id = $1 group by w.id, w.name`;

/** A page of a workshop's people as the filter asks, those who have least of it first; null where there is no such workshop. Reading it is an event. */
export function findWorkshopPeople(
  actor: StaffActor,
  workshopId: number,
  { state, share, session, page }: EnrolledFilter,
): Promise<WorkshopPeople | null> {
  const where = `from ${ENROLMENTS} join employments e on e.id = n.employment_id join employers r on r.id = e.employer_id
    left join workshop_sessions s on s.id = n.session_id
    where n.workshop_id = $1 and ($2::int is null or n.session_id = $2) and ${state === 'waiting' ? WAITING : IN_WORKSHOP}
      and ${share === null ? 'true' : IN_SHARE(share)}`;
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const [head] = (await client.query<Head>(HEAD, [workshopId, session])).rows;
      if (head === undefined) return null;
      const counted = await client.query<{ total: number }>(`select count(*)::int as total ${where}`, [
        workshopId,
        session,
      ]);
      const { rows } = await client.query<EnrolledRow>(
        `select n.id, p.id as "personId", trim(concat(p.first_name, ' ', p.last_name)) as name, r.name as company, s.title as session,
           n.percent::int as percent, n.enrolled_at as since
         ${where} order by n.percent, lower(p.last_name), lower(p.first_name), n.id limit $3 offset $4`,
        [workshopId, session, PEOPLE_A_PAGE, (page - 1) * PEOPLE_A_PAGE],
      );
      if (rows.length > 0)
        await appendEvent(client, {
          event: 'people.read',
          fields: ['name', 'company', 'workshop_name', 'progress'],
          details: { page: 'workshop-people', count: rows.length, workshopId },
        });
      return { ...head, rows, total: counted.rows[0]?.total ?? 0 };
    },
    { isolation: 'repeatable read' },
  );
}
