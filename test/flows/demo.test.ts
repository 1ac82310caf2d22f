// `npm run demo`: the whole main job from nothing, as a person on a bare machine starts it, and what a second start does.
import { projectRoot } from '#app/platform/project-root.server.ts';
import { until, useServer } from '#test/support/embedded-server.ts';
import { startPsa, type Ended } from '#test/support/report-process.ts';
import { readCells } from '#test/support/workbook.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureEmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const server = useServer();
let port = 0;

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** As a person's own machine has it: none of what the tests set. An empty variable counts as none. */
const environment = () => ({
  ...process.env,
  DATABASE_URL: '',
  MIGRATION_DATABASE_URL: '',
  VITEST: '',
  NODE_ENV: 'development' as const,
  PORT: String(port),
  PSA_DATA_DIR: server.dataDir,
});

class Demo {
  said = '';
  readonly #child: ChildProcess;

  constructor() {
    // A group of its own, as a terminal gives it: Ctrl-C reaches npm and everything that npm started.
    this.#child = spawn('npm', ['run', 'demo'], { cwd: projectRoot, env: environment(), detached: true });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.said += text));
  }

  async isUp(): Promise<void> {
    await until(
      'the demonstration is up',
      () => {
        if (!this.#isRunning) throw new Error(`The demonstration ended: ${this.said}`);
        return this.said.includes('Ctrl-C stops everything');
      },
      120_000,
    );
  }

  get #isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async pressCtrlC(): Promise<void> {
    const gone = this.#isRunning ? once(this.#child, 'exit') : Promise.resolve();
    process.kill(-(this.#child.pid ?? 0), 'SIGINT');
    await gone;
  }

  kill(): void {
    if (this.#isRunning) process.kill(-(this.#child.pid ?? 0), 'SIGKILL');
  }
}

const get = async (path: string): Promise<number> => (await fetch(`http://127.0.0.1:${port}${path}`)).status;

async function count(table: string): Promise<number> {
  const database = await ensureEmbeddedPostgres(server.dataDir);
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    const found = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    return found.rows[0]?.n ?? NaN;
  } finally {
    await client.end();
    await database.close();
  }
}

const psa = (...words: readonly string[]): Promise<Ended> => startPsa([...words, '--json'], environment()).ended;

type Run = {
  readonly run: number;
  readonly recipient: string;
  readonly period: string;
  readonly state: string;
  readonly file: string | null;
  readonly sha256: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly reasons: readonly string[];
};
const listRuns = async (): Promise<Run[]> => JSON.parse((await psa('report', 'list')).stdout) as Run[];

const sha256Of = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const outbox = (period: string): string => join(server.dataDir, 'outbox', period);

describe('npm run demo', { timeout: 180_000 }, () => {
  let demo: Demo | undefined;
  let runs: Run[] = [];

  beforeAll(async () => {
    port = await findFreePort();
    demo = new Demo();
    await demo.isUp();
    runs = await listRuns();
  }, 180_000);
  afterAll(() => {
    demo?.kill();
    server.remove();
  });

  it('ends in a portal that is ready', async () => {
    expect(await get('/readyz')).toBe(200);
    expect(await get('/')).toBe(200);
  });

  it('has imported 400 people, 37 employers, 786 enrolments and 260 sittings, and somebody waits to be confirmed', async () => {
    expect(await count('persons')).toBe(401);
    expect(await count('employers')).toBe(37);
    // And one more for each who works somewhere: a session that everybody is in.
    expect(
      await count(`enrolments where workshop_id <> (select id from workshops where name = 'Copilot Kick-off')`),
    ).toBe(786);
    expect(await count('sittings')).toBe(260);
  });

  it('tells a link for every persona, and each of them is signed in by it', async () => {
    const links = demo?.said.match(/http:\/\/localhost:\d+\/sign-in\/demo\/\S+/g) ?? [];
    expect(links.length).toBeGreaterThanOrEqual(5);
    for (const link of links) {
      const answer = await fetch(link.replace('localhost', '127.0.0.1'), { redirect: 'manual' });
      expect(answer.status, link).toBe(302);
      expect(answer.headers.get('set-cookie'), link).not.toBeNull();
    }
  });

  it('holds two runs and says why; every other is done, and in the outbox, each the very file that was checked', async () => {
    expect(runs).toHaveLength(38);
    const held = runs.filter(({ state }) => state === 'awaiting-release');
    expect(held).toHaveLength(2);
    for (const { run, reasons, file } of held) {
      expect(reasons.join()).toMatch(/exam rows? ha(s|ve) fewer than two people/);
      expect(file).toBeNull();
      expect(demo?.said).toContain(`report release ${run}`);
      expect(demo?.said).toContain(reasons.join('; '));
    }
    const done = runs.filter(({ state }) => state === 'done');
    expect(done).toHaveLength(36);
    const [{ period } = { period: '' }] = runs;
    expect(readdirSync(outbox(period)).toSorted()).toEqual(done.map(({ recipient }) => `${recipient}.xlsx`).toSorted());
    expect(done.map(({ recipient }) => recipient)).toContain('microsoft');
    for (const { file, sha256 } of done) expect(sha256Of(file ?? '')).toBe(sha256);
    // Each opened again by a reader that shares nothing with the writer: its rows are its own people's.
    for (const { file, recipient, rows } of done) {
      const cells = await readCells(file ?? '', 'Registration and progress');
      expect(cells.length - 1, recipient).toBe(rows['registration']);
      const mpnIds = new Set(cells.slice(1).map((row) => `employer-${row[2] ?? ''}`));
      if (recipient === 'microsoft') expect(mpnIds.size).toBeGreaterThan(30);
      else expect([...mpnIds]).toEqual([recipient]);
    }
  });

  it('lets a held run go by `report release`, beside the portal, and its file appears', async () => {
    const [first, second] = runs.filter(({ state }) => state === 'awaiting-release');
    for (const held of [first, second]) {
      if (held === undefined) throw new Error('No run is held');
      const path = join(outbox(held.period), `${held.recipient}.xlsx`);
      expect(existsSync(path)).toBe(false);
      const { code, stdout } = await psa(
        'report',
        'release',
        String(held.run),
        '--reason',
        'the employer agreed to it',
      );
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ state: 'done', file: path, sha256: held.sha256 });
      expect(sha256Of(path)).toBe(held.sha256);
    }
    const { code, stdout } = await psa('report', 'verify', join(outbox(first?.period ?? ''), 'microsoft.xlsx'));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ genuine: true, recipient: 'microsoft' });
  });

  it('leaves no process when Ctrl-C stops it', async () => {
    await demo?.pressCtrlC();
    await server.isGone();
    await expect(get('/readyz')).rejects.toThrow();
  });

  it('started again, imports nothing, repeats no run, and has the released ones as they were', async () => {
    const before = runs.map(({ run, recipient, sha256 }) => ({ run, recipient, sha256, state: 'done' }));
    demo = new Demo();
    await demo.isUp();
    expect(demo.said).toMatch(/registrations\.csv +\d+ rows: 0 new, 0 changed, \d+ the same, 0 refused/);
    expect(demo.said).toMatch(/exams\.csv +\d+ rows: 0 new, 0 changed, \d+ the same, 0 refused/);
    expect(await get('/readyz')).toBe(200);
    const after = await listRuns();
    expect(
      after
        .map(({ run, recipient, sha256, state }) => ({ run, recipient, sha256, state }))
        .toSorted((a, b) => a.run - b.run),
    ).toEqual(before.toSorted((a, b) => a.run - b.run));
    expect(await count('builds')).toBe(38);
    expect(await count('deliveries where attempts = 1')).toBe(76);
    await demo.pressCtrlC();
    await server.isGone();
  });
});
