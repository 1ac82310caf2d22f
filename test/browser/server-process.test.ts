// The portal as a process: how it starts, what it refuses, and that it stops without leaving anything behind.
import { useDatabase } from '#test/support/database.ts';
import { startServer } from '#app/server.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const started: ChildProcess[] = [];

const PRODUCTION = {
  PSA_ORIGIN: 'https://portal.example',
  SESSION_SECRETS: 's'.repeat(40),
  TOMBSTONE_KEY: 't'.repeat(40),
  AUDIT_ANCHOR_KEY: 'a'.repeat(40),
  PSA_TRUSTED_PROXIES: 'loopback',
  SMTP_URL: 'smtps://mail.portal.example',
  MAIL_FROM: 'academy@portal.example',
} as const;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

type Process = { child: ChildProcess; url: string; said: () => string };

function start(port: number, mode: 'production' | 'test', environment: Readonly<Record<string, string>> = {}): Process {
  const child = spawn(process.execPath, ['app/server.ts'], {
    env: { ...database.env, ...environment, NODE_ENV: mode, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  started.push(child);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { child, url: `http://localhost:${port}`, said: () => said };
}

/** Signs the learner in by a form, as through a proxy: with a Host header that `fetch` would not send. Gives the status. */
async function postAs(host: string, url: string, origin: string): Promise<number | undefined> {
  const form = 'persona=learner';
  const headers = {
    Host: host,
    Origin: origin,
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': form.length,
  };
  const sent = request(`${url}/sign-in`, { method: 'POST', headers }).end(form);
  return new Promise((resolve, reject) => {
    sent.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject);
  });
}

async function isUp({ child, url, said }: Process): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`It ended: ${said()}`);
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(50);
  }
}

async function ended({ child }: Process): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

beforeAll(async () => {
  // Makes the build if it is not there: production never does.
  await (await startServer({ port: 0 })).close();
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

describe('in production', () => {
  it('nobody is offered a persona, and everybody the ways in that are set up', async () => {
    const portal = start(await freePort(), 'production', PRODUCTION);
    await isUp(portal);
    const page = await fetch(`${portal.url}/sign-in`);
    const words = await page.text();
    expect(words).toContain('Send me a code');
    expect(words).not.toMatch(/demonstration|Continue with Microsoft/);
    expect(page.headers.get('strict-transport-security')).toContain('max-age=');
    expect((await fetch(`${portal.url}/sign-in/demo/learner`)).status).toBe(404);
    expect(await postAs('portal.example', portal.url, PRODUCTION.PSA_ORIGIN)).toBe(404);
    const body = new URLSearchParams({ persona: 'learner' });
    const local = await fetch(`${portal.url}/sign-in`, { method: 'POST', body, headers: { Origin: portal.url } });
    expect(local.status).toBe(403);
  });

  it('an address without TLS is refused, with its variable named', async () => {
    const portal = start(await freePort(), 'production', { ...PRODUCTION, PSA_ORIGIN: 'http://portal.example' });
    expect(await ended(portal)).toBe(1);
    expect(portal.said()).toContain('PSA_ORIGIN: must be an https address');
  });

  it.each(['', ' , '])(
    'without the proxy in front of it (%j) it does not start, with the variable named',
    async (proxies) => {
      const portal = start(await freePort(), 'production', { ...PRODUCTION, PSA_TRUSTED_PROXIES: proxies });
      expect(await ended(portal)).toBe(1);
      expect(portal.said()).toContain('PSA_TRUSTED_PROXIES');
    },
  );

  it('a demonstration is refused, with its variable named', async () => {
    const portal = start(await freePort(), 'production', { ...PRODUCTION, PSA_DEMO: '1' });
    expect(await ended(portal)).toBe(1);
    expect(portal.said()).toContain('PSA_DEMO');
    expect(portal.said()).not.toContain('s'.repeat(40));
  });
});

describe('the process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends on %s, with no connection left in the database', async (signal) => {
    const portal = start(await freePort(), 'test');
    await isUp(portal);
    expect((await fetch(`${portal.url}/readyz`)).status).toBe(200);
    portal.child.kill(signal);
    expect(await ended(portal)).toBe(0);
    await expect
      .poll(() =>
        database.query(`select from pg_stat_activity where datname = $1 and usename = 'psa_app'`, [database.name]),
      )
      .toHaveLength(0);
  });

  it('says which variable to change when its port is taken', async () => {
    const taken = createServer().listen(0);
    await once(taken, 'listening');
    const address = taken.address();
    const portal = start(address !== null && typeof address === 'object' ? address.port : 0, 'test');
    expect(await ended(portal)).toBe(1);
    expect(portal.said()).toMatch(/Port \d+ is taken\..*PORT=/);
    taken.close();
  });
});
