// A claim is its sender's alone: who comes back late changes nothing, and two who end together don't overlook each other.
import { OWN_CHANNELS } from '#app/features/agreements/channel-names.ts';
import { claimDeliveries } from '#app/features/delivery/claim-deliveries.server.ts';
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { buildAndDeliver } from '#app/features/delivery/run-reports.server.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { untilWaiting, whileHeld } from '#test/support/held-lock.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { buildFor, getRun, runFor } from '#test/support/runs.ts';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let next = 1_000_001;

/** A run of a new employer that is built and waits to go out by portal and folder. */
async function arrangeReady(terms: { emptyReports?: boolean } = {}): Promise<{ runId: number; slug: string }> {
  const mpnId = String(next++);
  await arrangePerson(database, {
    email: `one@company-${mpnId}.example`,
    mpnId,
    company: `Company ${mpnId}`,
    workshops: [{ name: 'Azure Administrator', percent: 10 }],
  });
  await arrangeAgreement({ kind: 'employer', mpnId }, terms);
  const slug = `employer-${mpnId}`;
  const [runId = 0] = await buildFor([slug]);
  return { runId, slug };
}

const deliveriesOf = (runId: number) =>
  database.query<{ channel: string; state: string; attempts: number; number: number }>(
    `select d.channel, d.state, d.attempts, b.number from deliveries d join builds b on b.id = d.build_id
     where d.run_id = $1 order by d.channel`,
    [runId],
  );

const countMade = async (runId: number): Promise<number> =>
  (await database.query(`select from audit_events where event = 'delivery.made' and subject_id = $1`, [String(runId)]))
    .length;

const holding = (runId: number): string => `select from runs where id = ${runId} for update`;

beforeAll(() => arrangeNotice());

describe('a sender that comes back late', () => {
  it('bad-G15 marks nothing once another has taken its claims over', async () => {
    const { runId } = await arrangeReady();
    const late = await whileHeld(database, holding(runId), async () => {
      const sending = deliverDue([runId]);
      await untilWaiting(database, 1);
      await database.query(`update deliveries set claimed_at = psa_now() - interval '11 minutes' where run_id = $1`, [
        runId,
      ]);
      const taken = await claimDeliveries([runId], OWN_CHANNELS);
      expect(taken.claimed.map(({ attempts, interrupted }) => [attempts, interrupted])).toEqual([
        [2, true],
        [2, true],
      ]);
      return { sending };
    });
    await late.sending;
    expect(await deliveriesOf(runId)).toEqual([
      { channel: 'folder', state: 'sending', attempts: 2, number: 1 },
      { channel: 'portal', state: 'sending', attempts: 2, number: 1 },
    ]);
    expect((await getRun(runId)).state).toBe('ready');
    expect(await countMade(runId)).toBe(0);
  });

  it('bad-G15 marks nothing of a newer build, whose attempts are counted anew', async () => {
    const { runId } = await arrangeReady();
    const late = await whileHeld(database, holding(runId), async (holder) => {
      const sending = deliverDue([runId]);
      await untilWaiting(database, 1);
      await holder.query(
        `with newer as (
           insert into builds (run_id, number, cut_off, file_name, sha256, bytes, sheets, checks, exposure, took_ms)
           select run_id, 2, cut_off, file_name, sha256, bytes, sheets, checks, exposure, took_ms from builds where run_id = $1
           returning id
         ) update deliveries set build_id = newer.id, state = 'sending', attempts = 1 from newer where run_id = $1`,
        [runId],
      );
      return { sending };
    });
    await late.sending;
    expect(await deliveriesOf(runId)).toEqual([
      { channel: 'folder', state: 'sending', attempts: 1, number: 2 },
      { channel: 'portal', state: 'sending', attempts: 1, number: 2 },
    ]);
    expect(await countMade(runId)).toBe(0);
  });
});

describe('two channels', () => {
  it('that end at the same moment leave the run done', async () => {
    const { runId } = await arrangeReady();
    const setFolder = (state: string) =>
      database.query(
        `update deliveries set state = $2, next_attempt_at = psa_now() + interval '1 day' where run_id = $1 and channel = 'folder'`,
        [runId, state],
      );
    // Both have marked their own delivery, or wait to, before either is kept.
    const both = await whileHeld(database, 'lock table audit_events in share row exclusive mode', async () => {
      await setFolder('failed');
      const portal = deliverDue([runId]);
      await untilWaiting(database, 1);
      await setFolder('queued');
      const folder = deliverDue([runId]);
      await untilWaiting(database, 2);
      return { sending: [portal, folder] };
    });
    await Promise.all(both.sending);
    expect(await deliveriesOf(runId)).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
    expect((await getRun(runId)).state).toBe('done');
  });
});

describe('a channel of which nobody knows whether it arrived', () => {
  /** The folder's answer was lost; then somebody in the file is restricted, and the file is built anew for the portal. */
  async function arrangeRebuilt(terms: { emptyReports?: boolean } = {}): Promise<{ runId: number; email: string }> {
    const { runId, slug } = await arrangeReady(terms);
    const email = `one@company-${slug.slice('employer-'.length)}.example`;
    await database.query(
      `update deliveries set state = 'unknown', claimed_at = psa_now(), attempts = 1, next_attempt_at = psa_now() + interval '1 day'
       where run_id = $1 and channel = 'folder'`,
      [runId],
    );
    await database.query('update persons set restricted_at = now() where email = $1', [email]);
    await buildAndDeliver([runId]);
    return { runId, email };
  }

  const askNow = (runId: number) =>
    database.query(`update deliveries set next_attempt_at = psa_now() where run_id = $1 and state = 'unknown'`, [
      runId,
    ]);

  it('gets the file that every other channel got, once it is known that it did not', async () => {
    const { runId, email } = await arrangeRebuilt();
    expect(await deliveriesOf(runId)).toMatchObject([
      { channel: 'folder', state: 'unknown', number: 1 },
      { channel: 'portal', state: 'delivered', number: 2 },
    ]);
    await database.query('update persons set restricted_at = null where email = $1', [email]);
    await askNow(runId);
    await buildAndDeliver([runId]);
    expect(await deliveriesOf(runId)).toMatchObject([
      { channel: 'folder', state: 'delivered', number: 2 },
      { channel: 'portal', state: 'delivered', number: 2 },
    ]);
    expect((await getRun(runId)).state).toBe('done');
  });

  it('is asked all the same where the report was withdrawn, and nothing waits to go any more', async () => {
    const { runId } = await arrangeRebuilt({ emptyReports: false });
    expect((await getRun(runId)).state).toBe('withdrawn');
    expect(await deliveriesOf(runId)).toMatchObject([
      { channel: 'folder', state: 'unknown' },
      { channel: 'portal', state: 'withdrawn' },
    ]);
    await askNow(runId);
    await deliverDue(null);
    expect(await deliveriesOf(runId)).toMatchObject([{ state: 'withdrawn' }, { state: 'withdrawn' }]);
  });
});

describe('a delivery that only a person can help', () => {
  it('is shown on its run with channel and reason, until somebody asks for the run again', async () => {
    const { runId, slug } = await arrangeReady();
    const waiting = await getRun(runId);
    expect([waiting.needsPerson, waiting.reasons]).toEqual([false, []]);
    const bytes = await readFile(buildPath(runId, 1));
    await writeFile(buildPath(runId, 1), 'something else');
    await deliverDue([runId]);
    const stuck = await getRun(runId);
    expect([stuck.state, stuck.needsPerson]).toEqual(['ready', true]);
    expect(stuck.reasons).toEqual([
      'Not delivered by folder: The file is not the one that was checked',
      'Not delivered by portal: The file is not the one that was checked',
    ]);
    await writeFile(buildPath(runId, 1), bytes);
    const asked = await runFor(slug);
    expect([asked.state, asked.needsPerson, asked.reasons]).toEqual(['done', false, []]);
  });

  it('has its file built anew where that was lost before it left, once somebody asks for the run', async () => {
    const { runId, slug } = await arrangeReady();
    await rm(buildPath(runId, 1));
    await deliverDue([runId]);
    expect((await getRun(runId)).needsPerson).toBe(true);
    const asked = await runFor(slug);
    expect([asked.state, asked.build?.number, asked.reasons]).toEqual(['done', 2, []]);
  });

  it('keeps its build where another channel has given it, whatever became of the file', async () => {
    const { runId, slug } = await arrangeReady();
    await database.query(
      `update deliveries set state = 'delivered', delivered_at = psa_now(), disclosed_at = psa_now() where run_id = $1 and channel = 'folder'`,
      [runId],
    );
    await rm(buildPath(runId, 1));
    await deliverDue([runId]);
    const asked = await runFor(slug);
    expect([asked.state, asked.build?.number]).toEqual(['ready', 1]);
  });
});
