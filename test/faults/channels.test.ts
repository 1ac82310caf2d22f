// Whatever goes wrong on the way, at whatever call: the recipient ends with the one file, the delivery says so once, and every attempt is written down.
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { listDisclosures } from '#app/features/reporting/disclosures.server.ts';
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { readRememberedDeliveries } from '#app/features/delivery/delivery-journal.server.ts';
import { settleDelivery } from '#app/features/delivery/settle-delivery.server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { attention } from '#app/features/reporting/attention-mail.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { takeUpAgain } from '#app/features/delivery/run-reports.server.ts';
import { fingerprintOf } from '#app/platform/sftp.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { startGraphServer, type GraphServer } from '#test/support/graph-server.ts';
import { startOpenIdProvider, type OpenIdProvider } from '#test/support/openid-provider.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { buildFor, getRun } from '#test/support/runs.ts';
import { startSftpServer, type Fault, type SftpServer } from '#test/support/sftp-server.ts';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let provider: OpenIdProvider;
let graph: GraphServer;
let sftp: SftpServer;
let next = 1_000_001;
let hoursAhead = 0;

beforeAll(async () => {
  provider = await startOpenIdProvider({ origin: 'http://localhost:3000', staff: [], partner: [] });
  setDefaultCACertificates([...getCACertificates('default'), provider.certificate]);
  graph = await startGraphServer(() => true);
  sftp = await startSftpServer();
  const keyFile = join(database.dataDir, 'sftp.key');
  await writeFile(keyFile, sftp.privateKey);
  Object.assign(process.env, provider.env, { GRAPH_URL: graph.url, SFTP_PRIVATE_KEY_FILE: keyFile });
  await arrangeNotice();
  const bram = { email: 'bram@psa.example', name: 'Bram', role: 'administrator' } as const;
  await grantRole({ kind: 'system', name: 'test' }, bram);
});
afterAll(async () => {
  await sftp.stop();
  await graph.stop();
  await provider.stop();
});

const TARGETS = {
  sftp: () => ({
    sftp: { host: 'localhost', port: sftp.port, user: 'academy', folder: '.', hostKeys: [sftp.hostKey] },
  }),
  graph: () => ({ graph: { driveId: graph.driveId, folder: 'Reports' } }),
};
const BRAM: StaffActor = { kind: 'staff', staffId: 1, name: 'Bram', roles: ['administrator'] };
type Channel = keyof typeof TARGETS;

/** A run of a new employer that is built and waits to go out by that channel. */
async function arrangeReady(channel: Channel, targets: object = TARGETS[channel]()) {
  const mpnId = String(next++);
  await arrangePerson(database, {
    email: `one@company-${mpnId}.example`,
    mpnId,
    company: `Company ${mpnId}`,
    workshops: [{ name: 'Azure Administrator', percent: 10 }],
  });
  await arrangeAgreement({ kind: 'employer', mpnId }, { channels: [channel], targets });
  const [runId = 0] = await buildFor([`employer-${mpnId}`]);
  const { period, build } = await getRun(runId);
  return {
    runId,
    sha256: build?.sha256 ?? '',
    name: `${period}-employer-${mpnId}.xlsx`,
    slug: `employer-${mpnId}`,
  };
}

/** A further version, in force from today, that leads elsewhere. */
const changeTargets = (slug: string, targets: object, channels: readonly Channel[] | null = null) =>
  database.query(
    `insert into agreement_versions (agreement_id, number, in_force_from, cadence, anchor_day, local_time, zone, language, reidentification_rule, channels, contact,
       targets, approved_at)
     select agreement_id, number + 1, psa_today(), cadence, anchor_day, local_time, zone, language, reidentification_rule, coalesce($3, channels), contact, $2, psa_now()
     from agreement_versions v join agreements a on a.id = v.agreement_id join recipients r on r.id = a.recipient_id where r.slug = $1`,
    [slug, targets, channels],
  );

/** The one person whose row stands in it. */
async function personIn(runId: number): Promise<number> {
  const [person] = await database.query<{ id: number }>(
    `select n.person_id as id from builds b join build_pages p on p.build_id = b.id and p.sheet = 'registration' join enrolments n on n.id = any(p.refs)
     where b.run_id = $1`,
    [runId],
  );
  return person?.id ?? 0;
}

/** What the recipient holds under that name: its hash, null for nothing. */
async function receivedAs(channel: Channel, name: string): Promise<string | null> {
  if (channel === 'graph') return graph.files.get(`Reports/${name}`)?.sha256 ?? null;
  return (await sftp.files())[name] ?? null;
}

const attemptsOf = async (runId: number): Promise<string[]> =>
  (
    await database.query<{ outcome: string }>(
      'select a.outcome from delivery_attempts a join deliveries d on d.id = a.delivery_id where d.run_id = $1 order by a.number',
      [runId],
    )
  ).map(({ outcome }) => outcome);
const countMade = async (runId: number): Promise<number> =>
  (await database.query(`select from audit_events where event = 'delivery.made' and subject_id = $1`, [String(runId)]))
    .length;

/** The mail to an administrator that something waits for them, if one was queued since this was asked last; else null. */
async function readAttention(): Promise<string | null> {
  const queued = await database.query(`delete from mails where kind = 'attention' returning id`);
  if (queued.length === 0) return null;
  const words = await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, (client) =>
    attention.write(client, { id: BRAM.staffId, email: '', firstName: '', language: 'en', body: null }, 0),
  );
  return JSON.stringify(words?.paragraphs ?? null);
}

/** As workers do over two days: again and again, the clock moving on. Gives how often it was tried. */
async function bringOutInTime(runId: number): Promise<number> {
  for (let times = 1; times <= 6; times++) {
    await deliverDue([runId]);
    if ((await getRun(runId)).state === 'done') return times;
    hoursAhead += 9;
    await moveClock(database, `${hoursAhead} hours`);
    graph.setAhead(hoursAhead * 3_600_000);
  }
  throw new Error(`It is not done: ${JSON.stringify((await getRun(runId)).deliveries)}`);
}

async function expectOnce(channel: Channel, { runId, sha256, name }: Awaited<ReturnType<typeof arrangeReady>>) {
  expect(await receivedAs(channel, name)).toBe(sha256);
  expect(await countMade(runId)).toBe(1);
  expect((await attemptsOf(runId)).filter((outcome) => outcome === 'delivered')).toHaveLength(1);
  await deliverDue([runId]);
  expect(await countMade(runId)).toBe(1);
}

/** Its file stands there, the answer was lost, and asking what became of it was given up. */
async function givenUp() {
  const ready = await arrangeReady('sftp');
  // With the fifth call the file stands there.
  sftp.breakAt(5, 'cut-after');
  await deliverDue([ready.runId]);
  expect(await receivedAs('sftp', ready.name)).toBe(ready.sha256);
  await database.query('update deliveries set next_attempt_at = psa_now() where run_id = $1', [ready.runId]);
  sftp.refuse(true);
  await deliverDue([ready.runId]);
  sftp.refuse(false);
  expect((await getRun(ready.runId)).deliveries).toMatchObject([{ state: 'dead' }]);
  return ready;
}

describe('a report by SFTP', () => {
  const FAULTS: Fault[] = ['fail', 'cut-before', 'cut-after'];
  it.each([1, 2, 3, 4, 5].flatMap((n) => FAULTS.map((fault) => ({ n, fault }))))(
    'bad-F8 arrives once where call $n meets “$fault”',
    async ({ n, fault }) => {
      const ready = await arrangeReady('sftp');
      sftp.breakAt(n, fault);
      expect(await bringOutInTime(ready.runId)).toBeLessThanOrEqual(3);
      await expectOnce('sftp', ready);
    },
  );

  it('bad-I8 counts as given where nobody knows whether it arrived, and it is given up', async () => {
    const ready = await givenUp();
    const person = await personIn(ready.runId);
    expect(await listDisclosures({ kind: 'person', personId: person, name: 'One' }, person)).toHaveLength(1);
    const erased = await erasePerson({ kind: 'system', name: 'test' }, person);
    expect(erased.notifications).toBe(1);
    expect((await getRun(ready.runId)).deliveries).toMatchObject([{ state: 'dead' }]);
  });

  it('that was given up while nobody knew whether it had arrived is settled by what the recipient says, and goes to where the agreement leads now', async () => {
    const [arrived, lost] = [await givenUp(), await givenUp()];
    await rm(join(sftp.folder, lost.name));
    expect(await settleDelivery(BRAM, arrived.runId, 'sftp', true)).toMatchObject({ ok: true });
    expect(await getRun(arrived.runId)).toMatchObject({ state: 'done', needsPerson: false });
    await changeTargets(lost.slug, { sftp: { ...TARGETS.sftp().sftp, host: '127.0.0.1' } });
    const person = await personIn(lost.runId);
    const given = () => listDisclosures({ kind: 'person', personId: person, name: 'One' }, person);
    expect(await given()).toHaveLength(1);
    expect(await settleDelivery(BRAM, lost.runId, 'sftp', false)).toMatchObject({ ok: true });
    expect(await given()).toEqual([]);
    await finishAfterAnswers();
    expect((await getRun(lost.runId)).deliveries).toMatchObject([{ state: 'delivered', laterTarget: 2 }]);
    expect(await receivedAs('sftp', lost.name)).toBe(lost.sha256);
    expect(await given()).toHaveLength(1);
    expect(await attemptsOf(lost.runId)).toEqual(['unknown', 'dead', 'not-arrived', 'delivered']);
    const { entries } = await readRememberedDeliveries('2000-01');
    const rememberedOf = ({ sha256 }: { sha256: string }) =>
      entries.filter((entry) => entry.sha256 === sha256).map(({ what }) => what);
    expect(rememberedOf(arrived)).toEqual(['sending', 'delivered']);
    expect(rememberedOf(lost)).toEqual(['sending', 'not-arrived', 'sending', 'delivered']);
    for (const { runId } of [arrived, lost])
      for (const said of [true, false])
        expect(await settleDelivery(BRAM, runId, 'sftp', said)).toEqual({ ok: false, reason: 'known-already' });
  });

  it('bad-I8 holds nobody who was erased while another server kept the sender waiting', async () => {
    const [slow, mine] = [await arrangeReady('sftp'), await arrangeReady('sftp')];
    sftp.holdNext();
    const sending = deliverDue([slow.runId, mine.runId]);
    await sftp.held();
    await erasePerson({ kind: 'system', name: 'test' }, await personIn(mine.runId));
    sftp.letGo();
    await sending;
    expect(await receivedAs('sftp', slow.name)).toBe(slow.sha256);
    expect(await receivedAs('sftp', mine.name)).toBeNull();
  });

  it('goes out while another server keeps its sender waiting', async () => {
    const [slow, next] = [await arrangeReady('sftp'), await arrangeReady('sftp')];
    // The same server under another name is another one to whoever sends.
    const quick = await arrangeReady('sftp', { sftp: { ...TARGETS.sftp().sftp, host: '127.0.0.1' } });
    sftp.holdNext();
    const sending = deliverDue([slow.runId, next.runId, quick.runId]);
    await sftp.held();
    // Whichever of the two came first is held.
    const arrived = async (): Promise<number> =>
      (await Promise.all([slow, quick].map(({ name }) => receivedAs('sftp', name)))).filter((hash) => hash !== null)
        .length;
    await expect.poll(arrived).toBe(1);
    sftp.letGo();
    expect(await sending).toMatchObject({ delivered: 3, failed: 0 });
  });

  it('leaves a server alone to which something failed, until somebody delivers again', async () => {
    const [broken, next] = [await arrangeReady('sftp'), await arrangeReady('sftp')];
    sftp.breakAt(1, 'cut-before');
    expect(await deliverDue([broken.runId, next.runId])).toMatchObject({ delivered: 0, failed: 1 });
    expect(await deliverDue([broken.runId, next.runId])).toMatchObject({ delivered: 1, failed: 0 });
    expect(await receivedAs('sftp', next.name)).toBe(next.sha256);
  });

  it('goes to no server but the one whose key was agreed, and tells a person', async () => {
    const other = fingerprintOf(Buffer.from('another key'));
    const { runId, name } = await arrangeReady('sftp', {
      sftp: { ...TARGETS.sftp().sftp, hostKeys: [other] },
    });
    await deliverDue([runId]);
    expect((await getRun(runId)).deliveries).toMatchObject([
      { state: 'dead', detail: 'The server shows another host key than the one that was agreed' },
    ]);
    expect((await getRun(runId)).needsPerson).toBe(true);
    expect(await receivedAs('sftp', name)).toBeNull();
    expect(await attemptsOf(runId)).toEqual(['dead']);
  });

  it('goes to where the version leads that is in force, once somebody tries again', async () => {
    const ready = await arrangeReady('sftp', {
      sftp: { ...TARGETS.sftp().sftp, hostKeys: [fingerprintOf(Buffer.from('a key that was changed'))] },
    });
    await deliverDue([ready.runId]);
    expect((await getRun(ready.runId)).deliveries).toMatchObject([{ state: 'dead', laterTarget: null }]);
    await changeTargets(ready.slug, TARGETS.sftp());
    await takeUpAgain([ready.runId]);
    expect(await deliverDue([ready.runId])).toMatchObject({ delivered: 1 });
    expect((await getRun(ready.runId)).deliveries).toMatchObject([{ state: 'delivered', laterTarget: 2 }]);
    // The ledger says of each attempt by which version it went.
    const went = await database.query(
      `select event, (select number from agreement_versions v where v.id = (e.details ->> 'target')::int) as version from audit_events e
       where event in ('delivery.failed', 'delivery.made') and subject_id = $1 order by e.id`,
      [String(ready.runId)],
    );
    expect(went).toEqual([
      { event: 'delivery.failed', version: 1 },
      { event: 'delivery.made', version: 2 },
    ]);
    expect(await receivedAs('sftp', ready.name)).toBe(ready.sha256);
  });

  it('goes where its own version leads once the one in force names the channel no more', async () => {
    const ready = await arrangeReady('sftp');
    await changeTargets(ready.slug, {}, ['graph']);
    expect(await deliverDue([ready.runId])).toMatchObject({ delivered: 1 });
    expect((await getRun(ready.runId)).deliveries).toMatchObject([{ state: 'delivered', laterTarget: null }]);
    expect(await receivedAs('sftp', ready.name)).toBe(ready.sha256);
  });

  it('of which the answer was lost is asked for where it went, wherever later ones go', async () => {
    const ready = await arrangeReady('sftp');
    sftp.breakAt(5, 'cut-after');
    await deliverDue([ready.runId]);
    await changeTargets(ready.slug, { sftp: { ...TARGETS.sftp().sftp, port: 1 } });
    await database.query('update deliveries set next_attempt_at = psa_now() where run_id = $1', [ready.runId]);
    expect(await deliverDue([ready.runId])).toMatchObject({ delivered: 1 });
    expect(await countMade(ready.runId)).toBe(1);
  });

  it('is not tried again where the account is not let in or the folder is not there', async () => {
    const ready = await arrangeReady('sftp');
    sftp.refuse(true);
    await deliverDue([ready.runId]);
    sftp.refuse(false);
    expect((await getRun(ready.runId)).deliveries).toMatchObject([
      { state: 'dead', detail: 'The server does not take the key of the portal' },
    ]);
    const lost = await arrangeReady('sftp', { sftp: { ...TARGETS.sftp().sftp, folder: 'nowhere/at/all' } });
    await deliverDue([lost.runId]);
    expect((await getRun(lost.runId)).deliveries).toMatchObject([{ state: 'dead', detail: 'The folder is not there' }]);
  });
});

describe('a report by Microsoft Graph', () => {
  const FAULTS = [
    'cut-before',
    'cut-after',
    { status: 503 },
    { status: 429, headers: { 'retry-after': '120' } },
  ] as const;
  it.each([1, 2, 3].flatMap((n) => FAULTS.map((fault) => ({ n, fault, what: JSON.stringify(fault) }))))(
    'bad-F8 arrives once where call $n meets $what',
    async ({ n, fault }) => {
      const ready = await arrangeReady('graph');
      graph.reset();
      graph.breakAt(n, fault);
      expect(await bringOutInTime(ready.runId)).toBeLessThanOrEqual(3);
      await expectOnce('graph', ready);
      expect(graph.files.size).toBe(1);
    },
  );

  it('bad-G8 is not tried before Graph wants it, and bad-G13 a full library is told to a person', async () => {
    const ready = await arrangeReady('graph');
    await readAttention();
    graph.reset();
    graph.breakAt(1, { status: 429, headers: { 'retry-after': '7200' } });
    await deliverDue([ready.runId]);
    const [delivery] = await database.query<{ waits: number }>(
      'select extract(epoch from next_attempt_at - psa_now())::int as waits from deliveries where run_id = $1',
      [ready.runId],
    );
    expect(delivery?.waits).toBeGreaterThan(7_100);
    expect(await readAttention()).toBeNull();
    const full = await arrangeReady('graph');
    graph.reset();
    graph.breakAt(1, { status: 507 });
    await deliverDue([full.runId]);
    expect((await getRun(full.runId)).deliveries).toMatchObject([{ state: 'dead', detail: 'The library is full' }]);
    expect(await readAttention()).toContain('could not be brought to the recipient, and will not be tried again.');
  });

  it('bad-G8 an excessive wait is cut, and a person is told what is put off for hours', async () => {
    const ready = await arrangeReady('graph');
    graph.reset();
    graph.breakAt(1, { status: 429, headers: { 'retry-after': '100000' } });
    await deliverDue([ready.runId]);
    expect(await readAttention()).toContain('1 report is not out yet, and is put off for hours.');
    await moveClock(database, `${(hoursAhead += 6)} hours`);
    graph.setAhead(hoursAhead * 3_600_000);
    expect(await deliverDue([ready.runId])).toMatchObject({ delivered: 1 });
  });
});
