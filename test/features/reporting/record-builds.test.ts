// What one build's record breaks on stops no other, and a run that goes out is not called failed.
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { recordFailure } from '#app/features/reporting/record-builds.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeEmployers, arrangeNotice } from '#test/support/register.ts';
import { getRun, planFor, runFor } from '#test/support/runs.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const MPN_IDS = ['1000001', '1000002', '1000003'] as const;

beforeAll(async () => {
  await arrangeNotice();
  await arrangeEmployers(database, MPN_IDS);
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
