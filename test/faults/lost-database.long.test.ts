// A database that goes away while reports are built ends the build and not the process.
import { makeAgreements } from '#app/features/agreements/make-agreement.server.ts';
import { buildAndDeliver } from '#app/features/delivery/run-reports.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { FULL_AGREEMENT } from '#test/support/register.ts';
import { isInTheMiddle } from '#test/support/report-process.ts';
import { planFor } from '#test/support/runs.ts';
import { ALL, CROWD, isWhole, ROWS, statesOf, useThreeReports } from '#test/support/three-reports.ts';
import { inDatabase } from '#test/support/start-postgres.ts';
import pg from 'pg';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useThreeReports(database);

describe('a database that goes away', () => {
  /** Ends every connection and lets no new one in until `work` is done. */
  async function withoutDatabase(work: () => Promise<void>): Promise<void> {
    const server = new pg.Client({ connectionString: inDatabase(database.superuserUrl, 'postgres') });
    await server.connect();
    try {
      await server.query(`alter database ${database.name} allow_connections false`);
      await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database.name]);
      await work();
    } finally {
      await server.query(`alter database ${database.name} allow_connections true`);
      await server.end();
    }
  }

  it(
    'bad-H1 a database that is gone altogether ends the build and not the process, which goes on when it is back',
    { timeout: 120_000 },
    async () => {
      const runIds = await planFor(ALL);
      const building = produceRuns(runIds).then(
        () => 'given back',
        () => 'thrown',
      );
      await isInTheMiddle(database, runIds[1] ?? 0);
      await withoutDatabase(async () => expect(await building).toBe('thrown'));
      await buildAndDeliver(runIds);
      await isWhole(runIds[1] ?? 0, ROWS);
      for (const runId of [runIds[0] ?? 0, runIds[2] ?? 0]) await isWhole(runId, 1);
    },
  );

  it(
    'bad-H1 nor does one that is gone while builds are being recorded and another is written',
    { timeout: 120_000 },
    async () => {
      // As many before the crowd's as are recorded together.
      const mpnIds = Array.from({ length: 250 }, (_, index) => String(2_000_001 + index));
      for (const mpnId of mpnIds)
        await database.query(`insert into employers (mpn_id, name) values ($1, 'Small')`, [mpnId]);
      await makeAgreements(mpnIds.map((mpnId) => ({ ...FULL_AGREEMENT, recipient: { kind: 'employer', mpnId } })));
      const slugs = [...mpnIds.map((mpnId) => `employer-${mpnId}`), CROWD];
      const runIds = await planFor(slugs);
      const crowd = runIds.at(-1) ?? 0;
      const blocker = new pg.Client({ connectionString: database.superuserUrl });
      blocker.on('error', () => undefined);
      await blocker.connect();
      await blocker.query('begin; lock table builds in share row exclusive mode');
      const building = produceRuns(runIds).then(
        () => 'given back',
        () => 'thrown',
      );
      try {
        await isInTheMiddle(database, crowd);
        const waiting = await database.query(
          `select from pg_stat_activity where datname = $1 and wait_event_type = 'Lock' and query ilike '%insert into builds%'`,
          [database.name],
        );
        expect(waiting).toHaveLength(1);
        await withoutDatabase(async () => expect(await building).toBe('thrown'));
      } finally {
        await blocker.end().catch(() => undefined);
      }
      expect(await database.query('select from builds')).toEqual([]);
      await buildAndDeliver(runIds);
      expect(new Set(await statesOf(runIds))).toEqual(new Set(['done']));
      await isWhole(crowd, ROWS);
    },
  );
});
