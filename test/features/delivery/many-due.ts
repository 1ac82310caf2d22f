// Very many schedules that fall due at one minute, two periods each, with one employer among them who has many people.
import { makeAgreements } from '#app/features/agreements/make-agreement.server.ts';
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { arrangeNotice, FULL_AGREEMENT } from '#test/support/register.ts';
import { arrangeCrowd, freezeClock } from '#test/support/runs.ts';
import { tick } from '#test/support/schedules.ts';
import { setTimeout as sleep } from 'node:timers/promises';

export type ManyDue = {
  /** Runs that are due at `2027-03-01 06:00`, half of them a month late. */
  readonly runs: number;
  readonly crowd: number;
};
export type Finished = {
  readonly made: number;
  /** Runs with another number of builds or deliveries than one. */
  readonly notOnce: number;
  /** Whose second report was built before somebody's first. */
  readonly overtaken: number;
  readonly mostConnections: number;
  readonly tookMs: number;
};

export async function finishManyDue(database: TestDatabase, { runs, crowd }: ManyDue): Promise<Finished> {
  await freezeClock(database, '2027-01-10T12:00:00Z');
  await arrangeNotice();
  const mpnIds = Array.from({ length: runs / 2 - 1 }, (_, index) => String(2_000_001 + index));
  await database.query(
    `with e as (insert into employers (mpn_id, name) select m, 'Small ' || m from unnest($1::text[]) m returning id, mpn_id),
       p as (insert into persons (email, first_name, last_name, phone, notice_version, informed_at)
         select 'one@small-' || mpn_id || '.example', 'Imke', 'de Vries', '+31612345678', 1, psa_now() from e returning id, email)
     insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at)
     select p.id, e.id, 'NL', 'Developer', '2020-01-01', 'staff', psa_now() from p join e on p.email = 'one@small-' || e.mpn_id || '.example'`,
    [mpnIds],
  );
  // Whoever has many people comes first by its name, and holds up nobody.
  await arrangeCrowd(database, { mpnId: '1500000', people: crowd, workshops: 2 });
  const terms = { ...FULL_AGREEMENT, channels: ['portal'] } as const;
  await makeAgreements(['1500000', ...mpnIds].map((mpnId) => ({ ...terms, recipient: { kind: 'employer', mpnId } })));
  await freezeClock(database, '2027-03-01T05:00:00Z');
  const begin = performance.now();
  const working = { over: false, most: 0 };
  const watch = async (): Promise<void> => {
    while (!working.over) {
      const open = await database.query(
        `select from pg_stat_activity where datname = $1 and application_name = 'psa'`,
        [database.name],
      );
      working.most = Math.max(working.most, open.length);
      await sleep(50);
    }
  };
  const watching = watch();
  await Promise.all([tick(), tick()]);
  await tick();
  await deliverDue(null);
  working.over = true;
  await watching;
  const tookMs = performance.now() - begin;
  const [counted] = await database.query<{ made: number; notOnce: number; overtaken: number }>(
    `select count(*)::int as made,
       (count(*) filter (where u.state <> 'done' or x.builds <> 1 or x.sent <> 1))::int as "notOnce",
       (count(*) filter (where u.period = '2027-02' and x.first < (select max(b.id) from builds b join runs e on e.id = b.run_id where e.period = '2027-01')))::int as overtaken
     from runs u cross join lateral (
       select count(*) as builds, min(id) as first, (select count(*) from deliveries d where d.run_id = u.id and d.state = 'delivered' and d.attempts = 1) as sent
       from builds where run_id = u.id) x`,
  );
  return { ...(counted ?? { made: 0, notOnce: 0, overtaken: 0 }), mostConnections: working.most, tookMs };
}
