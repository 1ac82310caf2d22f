// Months of reports in which workers are killed, the database goes away and the servers of recipients fail, each at moments that a seed chooses;
// and what is asked of the end: everything arrived, once, and every state says what happened.
import { outboxName } from '#app/features/delivery/folder.server.ts';
import { buildPath, hashFile } from '#app/features/reporting/report-files.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { makeContact } from '#app/features/agreements/make-agreement.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import type { GraphServer } from '#test/support/graph-server.ts';
import type { MailServer } from '#test/support/mail-server.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { freezeClock } from '#test/support/runs.ts';
import { startPsa } from '#test/support/report-process.ts';
import type { SftpServer } from '#test/support/sftp-server.ts';
import { setTimeout as sleep } from 'node:timers/promises';

export type Servers = {
  readonly graph: GraphServer;
  readonly sftp: SftpServer;
  readonly mail: MailServer;
  /** What processes need beside the database: whom to trust, where the servers are. */
  readonly env: Readonly<Record<string, string>>;
  /** The database goes away in the middle of everything and comes back. */
  readonly restart: () => Promise<void>;
};

export type Chaos = {
  readonly agreements: number;
  readonly months: number;
  readonly kills: number;
  readonly seed: number;
};

/** Whole numbers below `limit`, the same for the same seed. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const CHANNELS = [['sftp'], ['graph'], ['portal', 'folder'], ['portal', 'sftp'], ['folder', 'graph']] as const;
const SFTP_FAULTS = ['fail', 'cut-before', 'cut-after'] as const;
const GRAPH_FAULTS = [
  'cut-before',
  'cut-after',
  { status: 503 },
  { status: 429, headers: { 'retry-after': '120' } },
] as const;
const MAIL_REPLIES = [421, 450, 451] as const;
/** Between two rounds: longer than any lease. */
const HOURS_BETWEEN = 7;
const HOUR_MS = 3_600_000;
/** A worker that lives so long has done what it came for. */
const LONGEST_MS = 2_500;
const MOST_ROUNDS = 12;

async function arrange(database: TestDatabase, { graph, sftp }: Servers, agreements: number): Promise<void> {
  await freezeClock(database, '2027-01-10T12:00:00Z');
  await arrangeNotice();
  const targets = {
    sftp: { host: 'localhost', port: sftp.port, user: 'academy', folder: '.', hostKeys: [sftp.hostKey] },
    graph: { driveId: graph.driveId, folder: 'Reports' },
  };
  for (let index = 0; index < agreements; index++) {
    const mpnId = String(1_000_001 + index);
    await arrangePerson(database, {
      email: `one@company-${mpnId}.example`,
      mpnId,
      company: `Company ${mpnId}`,
      workshops: [{ name: 'Azure Administrator', percent: 10 }],
    });
    const channels = CHANNELS[index % CHANNELS.length] ?? ['folder'];
    const own = Object.fromEntries(Object.entries(targets).filter(([name]) => channels.some((one) => one === name)));
    await arrangeAgreement({ kind: 'employer', mpnId }, { channels: [...channels], targets: own });
    await makeContact(`employer-${mpnId}`, { email: `reports@company-${mpnId}.example`, name: 'Wim' });
  }
}

/** Somebody fetches what was published, so that no schedule pauses by itself, and says each quarter that they still do. */
async function fetchAll(database: TestDatabase): Promise<void> {
  await database.query(
    `update deliveries set disclosed_at = psa_now() where state = 'delivered' and disclosed_at is null`,
  );
  await database.query('update recipient_contacts set confirmed_at = psa_now()');
}

/** Every delivery of a run that is not done, in words. */
const listWaiting = async (database: TestDatabase): Promise<string[]> =>
  (
    await database.query<{ what: string }>(
      `select concat_ws(' ', u.id, u.state, u.reasons, d.channel, d.state, d.attempts, d.detail, d.next_attempt_at - psa_now()) as what
       from runs u left join deliveries d on d.run_id = u.id where u.state <> 'done' order by u.id`,
    )
  ).map(({ what }) => what);

/** Lives through it. Gives how many workers were killed and how many faults were laid. */
export async function liveThroughChaos(
  database: TestDatabase,
  servers: Servers,
  { agreements, months, kills, seed }: Chaos,
): Promise<{ killed: number; laid: number }> {
  const roll = dice(seed);
  const { graph, sftp, mail, env } = servers;
  await arrange(database, servers, agreements);
  // Processes of their own do the work: what this one holds of the database would only be in the way of its going.
  await closeDatabase();
  let killed = 0;
  let laid = 0;
  const setClock = async (month: number, hours: number): Promise<void> => {
    const at = Date.UTC(2027, month, 2) + hours * HOUR_MS;
    await freezeClock(database, new Date(at).toISOString());
    graph.setAhead(at - Date.now());
  };
  const work = async (limitMs: number | null): Promise<void> => {
    const worker = startPsa(['schedule', 'due', '--json'], { ...database.env, ...env });
    if (limitMs !== null) {
      const isOver = await Promise.race([worker.ended.then(() => true), sleep(limitMs, false)]);
      if (!isOver) {
        await worker.kill();
        killed++;
      }
    }
    await worker.ended;
  };
  for (let month = 1; month <= months; month++) {
    const owed = agreements * month;
    for (let round = 0; ; round++) {
      await setClock(month, round * HOURS_BETWEEN);
      const isCalm = round >= kills;
      if (!isCalm) {
        sftp.breakAt(1 + roll(8), SFTP_FAULTS[roll(SFTP_FAULTS.length)] ?? 'fail');
        graph.breakAt(1 + roll(8), GRAPH_FAULTS[roll(GRAPH_FAULTS.length)] ?? 'cut-after');
        mail.refuseWith(roll(2) === 0 ? (MAIL_REPLIES[roll(MAIL_REPLIES.length)] ?? 451) : null);
        if (roll(2) === 0) mail.cutAfterNext();
        laid += 3;
      } else mail.refuseWith(null);
      const workers = [work(isCalm ? null : 400 + roll(LONGEST_MS)), ...(isCalm ? [] : [work(400 + roll(LONGEST_MS))])];
      if (!isCalm && roll(3) === 0) {
        await sleep(400 + roll(1_500));
        await servers.restart();
      }
      await Promise.all(workers);
      await sendMails(MAIL_WRITERS).catch(() => undefined);
      await fetchAll(database);
      const done = await database.query(`select from runs where state = 'done'`);
      if (isCalm && done.length >= owed) break;
      if (round > kills + MOST_ROUNDS) {
        const waiting = await listWaiting(database);
        throw new Error(`After ${round} rounds ${done.length} of ${owed} are done: ${waiting.join('; ')}`);
      }
    }
  }
  // Mails are tried again half an hour later, then an hour …
  mail.refuseWith(null);
  for (let day = 10; day < 16; day++) {
    await setClock(months, day * 24);
    await sendMails(MAIL_WRITERS);
  }
  return { killed, laid };
}

type Sent = {
  readonly run: number;
  readonly slug: string;
  readonly period: string;
  readonly channel: string;
  readonly state: string;
  readonly number: number;
  readonly sha256: string;
  readonly made: number;
  readonly delivered: number;
};

/** What is not as it is said to be. Empty: nothing was lost, nothing came twice, and no state lies. */
export async function findLies(
  database: TestDatabase,
  { graph, sftp, mail }: Servers,
  { agreements, months }: Chaos,
): Promise<string[]> {
  const lies: string[] = [];
  const runs = await database.query<{ key: string; state: string }>(
    `select a.id || ' ' || u.period as key, u.state from runs u join agreements a on a.id = u.agreement_id`,
  );
  if (runs.length !== agreements * months) lies.push(`There are ${runs.length} runs of ${agreements * months}`);
  if (new Set(runs.map(({ key }) => key)).size !== runs.length) lies.push('A period was made twice');
  lies.push(...runs.filter(({ state }) => state !== 'done').map(({ key, state }) => `${key} is ${state}`));
  const sent = await database.query<Sent>(
    `select u.id as run, r.slug, u.period::text, d.channel, d.state, b.number, b.sha256,
       (select count(*)::int from audit_events e where e.event = 'delivery.made' and e.subject_id = u.id::text and e.details ->> 'channel' = d.channel) as made,
       (select count(*)::int from delivery_attempts t where t.delivery_id = d.id and t.outcome = 'delivered') as delivered
     from deliveries d join runs u on u.id = d.run_id join builds b on b.id = d.build_id
     join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id`,
  );
  const received = await sftp.files();
  const expected = { sftp: new Set<string>(), graph: new Set<string>() };
  for (const { run, slug, period, channel, state, number, sha256, made, delivered } of sent) {
    const name = `${period}-${slug}.xlsx`;
    const what = `${name} by ${channel}`;
    if (state !== 'delivered' || made !== 1 || delivered !== 1)
      lies.push(`${what} is ${state}: made ${made} times, delivered ${delivered} times`);
    if ((await hashFile(buildPath(run, number)).catch(() => null)) !== sha256)
      lies.push(`${what}: its file is another`);
    if (channel === 'sftp') {
      expected.sftp.add(name);
      if (received[name] !== sha256) lies.push(`${what} is not what the recipient holds`);
    }
    if (channel === 'graph') {
      expected.graph.add(`Reports/${name}`);
      const file = graph.files.get(`Reports/${name}`);
      if (file?.sha256 !== sha256 || file.times !== 1) lies.push(`${what} was put there ${file?.times ?? 0} times`);
    }
    if (channel === 'folder') {
      const path = dataPath('outbox', outboxName({ period, recipientSlug: slug }));
      if ((await hashFile(path).catch(() => null)) !== sha256) lies.push(`${what} is not in the folder`);
    }
  }
  for (const name of Object.keys(received)) if (!expected.sftp.has(name)) lies.push(`${name} came by SFTP unasked`);
  for (const name of graph.files.keys()) if (!expected.graph.has(name)) lies.push(`${name} came by Graph unasked`);
  // A mail whose answer was lost comes again under its own id; no report has two ids for one contact.
  const mails = await database.query<{ id: number; state: string }>(
    `select id, state from mails where kind = 'report-published'`,
  );
  lies.push(...mails.filter(({ state }) => state !== 'sent').map(({ id, state }) => `Mail ${id} is ${state}`));
  const published = sent.filter(({ channel }) => channel === 'portal').length;
  const ids = new Set(
    mail.received.filter(({ subject }) => subject?.startsWith('Your report')).map((one) => one.messageId),
  );
  if (ids.size !== published) lies.push(`${ids.size} mails came about ${published} reports`);
  return lies;
}
