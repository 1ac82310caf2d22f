// Plans and brings out runs as schedules and the command line do, and asks what became of them.
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { lastMonth } from '#app/features/delivery/occurrence.ts';
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { planRuns } from '#app/features/reporting/plan-runs.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { listRuns, type RunView } from '#app/features/reporting/runs.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import type { TestDatabase } from './database.ts';

export const SYSTEM = { kind: 'system', name: 'test' } as const;

/** The period that a command takes when nobody says which: the month before the database's own. */
export const thePeriod = async (): Promise<string> => lastMonth(await databaseNow());

/** Plans last month's runs of recipients, by id in the order of their slugs; nothing is built. */
export async function planFor(slugs: readonly string[]): Promise<number[]> {
  const planned = await planRuns({ kind: 'slugs', slugs }, await thePeriod(), await databaseNow());
  if (!planned.ok) throw new Error(planned.reason);
  return planned.value.map(({ runId }) => runId);
}

/** Plans and builds last month's runs of recipients; nothing is delivered. */
export async function buildFor(slugs: readonly string[]): Promise<number[]> {
  const runIds = await planFor(slugs);
  await produceRuns(runIds);
  return runIds;
}

export async function getRun(runId: number): Promise<RunView> {
  const [run] = await listRuns(SYSTEM, { ids: [runId] });
  if (run === undefined) throw new Error(`There is no run ${runId}`);
  return run;
}

/** Makes, builds and delivers last month's run of one recipient. */
export async function runFor(slug: string): Promise<RunView> {
  const made = await runReports({ kind: 'slugs', slugs: [slug] }, await thePeriod(), await databaseNow());
  if (!made.ok) throw new Error(made.reason);
  const [runId] = made.value;
  if (runId === undefined) throw new Error('No run was made');
  return getRun(runId);
}

/** Delivers what waits of these runs. Gives how many went out. */
export const bringOut = async (runIds: readonly number[]): Promise<number> => (await deliverDue(runIds)).delivered;

/** Stops the database's clock at an instant, 'YYYY-MM-DDTHH:MM:SSZ'; production's login can't. */
export async function freezeClock(database: TestDatabase, instant: string): Promise<void> {
  await database.query(
    `create or replace function psa_now() returns timestamptz language sql stable parallel safe
       return timestamptz '${instant}'`,
  );
}

export type Crowd = {
  readonly mpnId: string;
  readonly people: number;
  /** Workshops that each person is enrolled in. */
  readonly workshops: number;
};

/** Makes an employer with so many people at once that its report takes a while: `people` × `workshops` rows. */
export async function arrangeCrowd(database: TestDatabase, { mpnId, people, workshops }: Crowd): Promise<void> {
  await database.query(
    `with employer as (
       insert into employers (mpn_id, name) values ('${mpnId}', 'Crowd ${mpnId}') returning id
     ), taught as (
       insert into workshops (name) select 'Crowded workshop ${mpnId} ' || w from generate_series(1, ${workshops}) w returning id
     ), person as (
       insert into persons (email, first_name, last_name, phone, notice_version, informed_at)
       select md5(i::text) || '@crowd-${mpnId}.example', 'Imke ' || i, 'Öztürk', '+3161' || lpad(i::text, 7, '0'), 1, psa_now()
       from generate_series(1, ${people}) i returning id
     ), employment as (
       insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at)
       select p.id, r.id, 'NL', 'Developer', '2020-01-01', 'staff', now() from person p, employer r returning id, person_id
     )
     insert into enrolments (person_id, employment_id, workshop_id, percent)
     select e.person_id, e.id, t.id, e.id % 101 from employment e, taught t`,
  );
  await database.query('vacuum analyze');
}
