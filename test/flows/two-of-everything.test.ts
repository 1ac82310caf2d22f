// Two portals and two workers on one PostgreSQL are one academy: whoever signs in at one is known at the other, and nothing is made twice.
import { seedStaff } from '../../prisma/seed/staff.ts';
import { LIMITS } from '#app/features/access/rate-limit.server.ts';
import { makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { until } from '#test/support/embedded-server.ts';
import { findFreePort, startPortalProcess, type PortalProcess } from '#test/support/portal-process.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { inDatabase } from '#test/support/start-postgres.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const portals: PortalProcess[] = [];
const workers: ChildProcess[] = [];

beforeAll(async () => {
  await arrangeNotice();
  await seedStaff();
  await arrangePerson(database, {
    email: 'sanne.devries@bluecloud.example',
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 64 }],
  });
  await arrangeAgreement(MICROSOFT);
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' });
  await makeContact('microsoft', { email: 'reports@microsoft.example', name: 'Morgan Reed' });
  await makeContact('employer-1000001', { email: 'hr@bluecloud.example', name: 'Femke Jansen' });
  // Long enough ago for at least one month to be due.
  await database.query(`update agreements set created_at = psa_now() - interval '40 days'`);
  for (let count = 0; count < 2; count++)
    portals.push(await startPortalProcess(await findFreePort(), { ...database.env, PSA_DEMO: '1' }));
  for (let count = 0; count < 2; count++)
    workers.push(
      spawn(process.execPath, ['app/worker.ts'], {
        cwd: projectRoot,
        env: { ...process.env, ...database.env },
        stdio: 'ignore',
      }),
    );
}, 120_000);

afterAll(async () => {
  await Promise.all(
    workers.map(async (worker) => {
      const ended = once(worker, 'exit');
      worker.kill('SIGTERM');
      await ended;
    }),
  );
  for (const portal of portals) await portal.stop();
});

const at = (index: number): string => portals[index]?.url ?? '';

async function signInAt(index: number, persona: string): Promise<string> {
  const answer = await fetch(`${at(index)}/sign-in/demo/${persona}`, { redirect: 'manual' });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

const ask = (index: number, path: string, cookie: string): Promise<Response> =>
  fetch(`${at(index)}${path}`, { headers: { Cookie: cookie }, redirect: 'manual' });

/** The run that was due last, once it is done. */
async function untilDone(): Promise<number> {
  await until(
    'the reports are done',
    // In one look: between two of them runs may be planned.
    async () =>
      (
        await database.query(
          `select from runs having count(*) >= 2 and count(*) = count(*) filter (where state = 'done')`,
        )
      ).length === 1,
    60_000,
  );
  const [run] = await database.query<{ id: number }>(
    `select u.id from runs u join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id
     where r.slug = 'employer-1000001' order by u.period desc limit 1`,
  );
  return run?.id ?? 0;
}
const countRuns = async (): Promise<number> => (await database.query('select from runs')).length;

describe('two portals and two workers', { timeout: 120_000 }, () => {
  it('know whoever is signed in at either, and who signed out', async () => {
    const cookie = await signInAt(0, 'learner');
    for (const index of [0, 1]) {
      const answer = await ask(index, '/me', cookie);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('Azure Administrator');
    }
    await fetch(`${at(1)}/sign-out`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: at(1) },
      redirect: 'manual',
    });
    for (const index of [0, 1]) expect((await ask(index, '/me', cookie)).status).toBe(302);
  });

  it('make each report once, which is fetched at either, the same bytes', async () => {
    const runId = await untilDone();
    const cookie = await signInAt(1, 'employer');
    const [build] = await database.query<{ sha256: string }>('select sha256 from builds where run_id = $1', [runId]);
    for (const index of [0, 1]) {
      const answer = await ask(index, `/reports/${runId}/download`, cookie);
      expect(answer.status).toBe(200);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(build?.sha256);
    }
    const made = await database.query(
      `select (select count(*)::int from builds where run_id = u.id) as builds,
         array(select attempts from deliveries where run_id = u.id order by channel) as attempts from runs u`,
    );
    expect(made).toEqual(made.map(() => ({ builds: 1, attempts: [1, 1] })));
    const periods = await database.query('select from runs group by agreement_id, period having count(*) > 1');
    expect(periods).toEqual([]);
    const disclosed = await database.query(
      `select from deliveries where run_id = $1 and channel = 'portal' and disclosed_at is not null`,
      [runId],
    );
    expect(disclosed).toHaveLength(1);
  });

  it('count together: what is used up at one is used up at the other', async () => {
    const runId = await untilDone();
    await database.query('truncate rate_counts');
    const cookie = await signInAt(0, 'employer');
    const { most } = LIMITS['download:actor'];
    const statuses: number[] = [];
    for (let count = 0; count < most + 4; count++) {
      const answer = await ask(count % 2, `/reports/${runId}/download`, cookie);
      await answer.arrayBuffer();
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array<number>(most).fill(200), 429, 429, 429, 429]);
  });

  it('bad-H5 outlive a database that goes away: pages say so within five seconds, and go on by themselves', async () => {
    await untilDone();
    const cookie = await signInAt(0, 'learner');
    const server = new pg.Client({ connectionString: inDatabase(database.superuserUrl, 'postgres') });
    await server.connect();
    try {
      await server.query(`alter database ${database.name} connection limit 0`);
      await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database.name]);
      for (const path of ['/me', '/me.data']) {
        const before = performance.now();
        const answer = await ask(0, path, cookie);
        expect([path, answer.status, answer.headers.get('retry-after')]).toEqual([path, 503, '30']);
        expect(performance.now() - before).toBeLessThan(5_000);
      }
    } finally {
      await server.query(`alter database ${database.name} connection limit -1`);
      await server.end();
    }
    for (const index of [0, 1]) expect((await ask(index, '/me', cookie)).status).toBe(200);
  });

  it('write to each contact once about each report', async () => {
    await untilDone();
    const wanted = await countRuns();
    const mails = () => database.query<{ state: string }>(`select state from mails where kind = 'report-published'`);
    await until('the mails are sent', async () => (await mails()).every(({ state }) => state === 'sent'), 90_000);
    expect(await mails()).toHaveLength(wanted);
    const folder = join(database.dataDir, 'mail');
    const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
    expect(texts.filter((text) => text.includes('Subject: Your report for'))).toHaveLength(wanted);
  });
});
