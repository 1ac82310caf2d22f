// What one build's record breaks on stops no other, and a run that goes out is not called failed.
import type { RowBatch } from '#app/features/reporting/dataset-rows.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { recordBuilds, recordFailure } from '#app/features/reporting/record-builds.server.ts';
import { buildPath, hashFile, makeReportFolder } from '#app/features/reporting/report-files.server.ts';
import { proveBuild, writeDraft } from '#app/features/reporting/write-build.server.ts';
import { aPlan, CUT_OFF } from '#test/reports/plans.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeEmployers, arrangeNotice } from '#test/support/register.ts';
import { listBuilds } from '#test/support/report-process.ts';
import { getRun, planFor, runFor } from '#test/support/runs.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const MPN_IDS = ['1000001', '1000002', '1000003'] as const;
const CONTESTED = '1000004';

beforeAll(async () => {
  await arrangeNotice();
  await arrangeEmployers(database, [...MPN_IDS, CONTESTED]);
});

describe('builds that are recorded together', () => {
  it('are recorded one by one when one of them cannot be, and only that one fails', async () => {
    const runIds = await planFor(MPN_IDS.map((mpnId) => `employer-${mpnId}`));
    const [first = 0, second = 0, third = 0] = runIds;
    await database.query(`alter table builds add constraint not_this_one check (run_id <> ${second})`);
    try {
      expect(await produceRuns(runIds)).toEqual([first, third]);
    } finally {
      await database.query('alter table builds drop constraint not_this_one');
    }
    expect(await getRun(first)).toMatchObject({ state: 'ready', build: { number: 1 } });
    expect(await getRun(third)).toMatchObject({ state: 'ready', build: { number: 1 } });
    const failed = await getRun(second);
    expect(failed).toMatchObject({ state: 'failed', needsPerson: false, build: null, deliveries: [] });
    expect(failed.reasons.join()).toContain('can be built again');
    expect(failed.nextTryAt).not.toBeNull();
    expect(await produceRuns(runIds)).toEqual([second]);
    expect((await getRun(second)).state).toBe('ready');
  });
});

describe('a failure that is recorded late', () => {
  it('does not take back what another worker has built and brought out', async () => {
    const done = await runFor('employer-1000001');
    await recordFailure(done.id, 'The connection was lost', true);
    expect(await getRun(done.id)).toEqual(done);
    const events = `select from audit_events where event = 'run.failed' and subject_id = $1`;
    expect(await database.query(events, [String(done.id)])).toEqual([]);
  });
});

async function* noRows(): AsyncGenerator<RowBatch> {
  await Promise.resolve();
  yield* [];
}

describe('two builders of one run, because the lock of the first was lost', () => {
  it('each prove a file of their own, and the one that is recorded is the one that is kept', async () => {
    const [runId = 0] = await planFor([`employer-${CONTESTED}`]);
    await makeReportFolder();
    const orders = [0, 1].map((seconds) => {
      const cutOff = new Date(CUT_OFF.getTime() + seconds * 1_000);
      return { runId, number: 1, plan: aPlan(), cutOff, rowsOf: noRows };
    });
    const drafts = await Promise.all(orders.map(async (order) => ({ order, draft: await writeDraft(order) })));
    const [first, second] = await Promise.all(
      drafts.map(async ({ order, draft }) => {
        const written = await proveBuild(order, draft);
        return { ...order, written, fileName: 'report.xlsx', exposure: [], decision: 'send', reasons: [] } as const;
      }),
    );
    if (first === undefined || second === undefined) throw new Error('Both are there');
    await recordBuilds([second]);
    await expect(recordBuilds([first])).rejects.toMatchObject({ code: '23505' });
    expect(await hashFile(buildPath(runId, 1))).toBe(second.written.sha256);
    expect((await getRun(runId)).build?.sha256).toBe(second.written.sha256);
    // What comes too late leaves nothing behind.
    expect(listBuilds(database).filter((name) => name.startsWith(`run-${runId}-`))).toEqual([`run-${runId}-1.xlsx`]);
  });
});
