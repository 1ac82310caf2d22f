// A sender that is killed sends nothing twice and leaves nothing unsent.
import { OWN_CHANNELS } from '#app/features/agreements/channel-names.ts';
import { claimDeliveries } from '#app/features/delivery/claim-deliveries.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { hashFile } from '#app/features/reporting/report-files.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildFor, getRun } from '#test/support/runs.ts';
import { FIRST, inOutbox, isWhole, listOutbox, useThreeReports } from '#test/support/three-reports.ts';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useThreeReports(database);

describe('a sender that is killed', () => {
  const countMade = async (): Promise<number> =>
    (await database.query(`select from audit_events where event = 'delivery.made'`)).length;

  /** As a worker leaves it that is killed between claiming and marking. */
  const leave = (runId: number, ago: string, state = 'sending') =>
    database.query(
      `update deliveries set state = $3, attempts = 1, claimed_at = psa_now() - $2::interval where run_id = $1`,
      [runId, ago, state],
    );

  it('bad-F8 between claim and delivered: nobody else takes it while its lease lasts, and one does after', async () => {
    const [runId = 0] = await buildFor([FIRST]);
    await leave(runId, '9 minutes');
    expect(await deliverDue(null)).toMatchObject({ delivered: 0 });
    expect(await listOutbox()).toEqual([]);
    await leave(runId, '11 minutes');
    const counts = await Promise.all([deliverDue(null), deliverDue(null), deliverDue(null)]);
    expect(counts.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(2);
    await isWhole(runId, 1);
    expect(await countMade()).toBe(2);
    expect(await hashFile(await inOutbox(FIRST))).toBe((await getRun(runId)).build?.sha256);
  });

  it('bad-F8 however often: only what was tried and failed is given up after so many times', async () => {
    const [runId = 0] = await buildFor([FIRST]);
    for (let times = 0; times < 12; times++) {
      await claimDeliveries([runId], OWN_CHANNELS);
      await database.query(
        `update deliveries set claimed_at = psa_now() - interval '11 minutes' where state = 'sending'`,
      );
    }
    await rm(join(database.dataDir, 'outbox'), { recursive: true, force: true });
    await writeFile(join(database.dataDir, 'outbox'), 'no folder');
    await deliverDue([runId]);
    await rm(join(database.dataDir, 'outbox'));
    const [folder] = (await getRun(runId)).deliveries;
    expect(folder).toMatchObject({ channel: 'folder', state: 'failed' });
    expect(folder?.nextAttemptAt?.getTime()).toBeLessThan((await databaseNow()).getTime() + 31 * 60_000);
  });

  it('bad-F8 in the middle of copying: half a file is under no final name, and is tidied up', async () => {
    const [runId = 0] = await buildFor([FIRST]);
    await leave(runId, '11 minutes');
    const path = await inOutbox(FIRST);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.sender.part`, 'PK half a file');
    expect(await deliverDue([runId])).toMatchObject({ delivered: 2 });
    expect(await listOutbox()).toEqual([`${FIRST}.xlsx`]);
    await isWhole(runId, 1);
  });

  it('bad-F8 after sending and before marking: sent again with one effect', async () => {
    const [runId = 0] = await buildFor([FIRST]);
    await deliverDue([runId]);
    const sha256 = await hashFile(await inOutbox(FIRST));
    await database.query(
      `update deliveries set state = 'sending', delivered_at = null, disclosed_at = null, claimed_at = psa_now() - interval '11 minutes' where channel = 'folder'`,
    );
    await database.query(`update runs set state = 'ready'`);
    expect(await deliverDue(null)).toMatchObject({ delivered: 1 });
    await isWhole(runId, 1);
    expect(await listOutbox()).toEqual([`${FIRST}.xlsx`]);
    expect(await hashFile(await inOutbox(FIRST))).toBe(sha256);
  });
});
