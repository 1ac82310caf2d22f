// What the portal says about itself while people sign in, and fail to: nothing of them (bad-J1).
import { invite } from '#app/features/access/invitations.server.ts';
import { ensureBuild } from '#app/portal-build.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { until } from '#test/support/embedded-server.ts';
import { codeIn, linkIn, useMailServer } from '#test/support/mail-server.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const mails = useMailServer();
const database = useDatabase();

const LEARNER = 'sanne.canary@bluecloud.example';
const STRANGER = 'nobody.canary@elsewhere.example';

let portal: ChildProcess | undefined;
let url = '';
let said = '';

/** Sends what `fetch` would mend first. Gives the status. */
async function sendRaw(path: string, host: string): Promise<number | undefined> {
  const sent = request(url, { path, headers: { Host: host } }).end();
  return new Promise((resolve, reject) => {
    sent.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject);
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

beforeAll(async () => {
  await arrangeNotice();
  const id = await arrangePerson(database, {
    email: LEARNER,
    firstName: 'Canary',
    lastName: 'Zeisig',
    phone: '+31600000042',
  });
  await invite({ kind: 'system', name: 'test' }, { kind: 'person', id });
  await ensureBuild();
  const port = await freePort();
  url = `http://localhost:${port}`;
  const { PATH = '' } = process.env;
  const environment = {
    ...database.env,
    PATH,
    // Not as a test: tests log nothing.
    NODE_ENV: 'development' as const,
    PORT: String(port),
    SMTP_URL: mails.url,
    MAIL_FROM: 'academy@psa.example',
    NODE_EXTRA_CA_CERTS: mails.authority,
  };
  portal = spawn(process.execPath, ['app/server.ts'], {
    cwd: projectRoot,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [portal.stdout, portal.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  await until('the portal is up', async () => (await fetch(`${url}/healthz`).catch(() => null))?.ok === true, 30_000);
});
afterAll(async () => {
  portal?.kill('SIGTERM');
  if (portal?.exitCode === null) await once(portal, 'exit');
});

describe('bad-J1 the log', () => {
  it(
    'holds no address, name, code, token or cookie, whatever people do on the way in',
    { timeout: 60_000 },
    async () => {
      const secrets = new Set<string>([
        LEARNER,
        STRANGER,
        'canary',
        'SECRET-',
        'Zeisig',
        '+31600000042',
        'academy@psa.example',
      ]);
      const cookies = new Map<string, string>();
      const send = async (path: string, form?: Record<string, string>): Promise<Response> => {
        const carried = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const init = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
        const answer = await fetch(`${url}${path}`, {
          ...init,
          headers: { Cookie: carried, Origin: url },
          redirect: 'manual',
        });
        for (const set of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? [];
          cookies.set(name, value);
          if (value !== '') secrets.add(value);
        }
        await answer.arrayBuffer();
        return answer;
      };
      const path = new URL(linkIn(await mails.take(LEARNER))).pathname;
      secrets.add(path.split('/').at(-1) ?? '');
      const statuses = [];
      const step = async (...what: Parameters<typeof send>): Promise<void> =>
        void statuses.push((await send(...what)).status);

      // A mail server that refuses, an address that is unknown, one that is none, codes that are wrong and right.
      mails.refuseWith(550);
      await step('/sign-in', { way: 'code', email: LEARNER, returnTo: '/' });
      await until('the failure is told', () => said.includes('a code could not be mailed'), 15_000);
      mails.refuseWith(null);
      await step('/sign-in', { way: 'code', email: STRANGER, returnTo: '/' });
      await step('/sign-in', { way: 'code', email: `${STRANGER} canary`, returnTo: '/' });
      await step(path);
      await step(path, { way: 'code' });
      const first = codeIn(await mails.take(LEARNER));
      secrets.add(first);
      await step('/sign-in/code', { do: 'try', code: first === '123456' ? '654321' : '123456' });
      await step('/sign-in/code', { do: 'try', code: first });
      await step('/me/sign-ins');
      await step(path);
      await step('/sign-in/again?returnTo=/me', {});
      const second = codeIn(await mails.take(LEARNER));
      secrets.add(second);
      await step('/sign-in/code', { do: 'try', code: second });
      // What breaks on the way: a body that is no form, another site, a table that is gone.
      const headers = { Origin: 'https://evil.example', 'Content-Type': 'text/plain' };
      statuses.push((await fetch(`${url}/sign-in`, { method: 'POST', headers, body: LEARNER })).status);
      await database.query('alter table sign_in_codes rename to sign_in_codes_gone');
      await step('/sign-in', { way: 'code', email: STRANGER, returnTo: '/' });
      await database.query('alter table sign_in_codes_gone rename to sign_in_codes');
      expect(statuses).toEqual([302, 302, 400, 200, 302, 400, 302, 200, 410, 302, 302, 403, 500]);

      // What no browser sends: paths that can't be read, an address in the path's place, a host that is none.
      const hidden = `/invitation/SECRET-${LEARNER}`;
      const strange = [
        [`${hidden}%E0%A4%A`, 'localhost'],
        [`${hidden}%E0%A4%A.data`, 'localhost'],
        [`/__manifest?p=${hidden}%25E0%25A4%25A`, 'localhost'],
        [`http://evil.example${hidden}`, 'localhost'],
        [`//evil.example:x${hidden}`, 'localhost'],
        [hidden, `${LEARNER}:x y`],
        [hidden, '[::canary'],
      ] as const;
      const answers = [];
      for (const [target, host] of strange) answers.push(await sendRaw(target, host));
      expect(answers).toEqual(strange.map(() => 400));

      await until('the fault is told', () => said.includes('a request failed unexpectedly'), 15_000);
      const told = said.toLowerCase();
      expect([...secrets].filter((secret) => told.includes(secret.toLowerCase()))).toEqual([]);
      expect(said).toContain('"EENVELOPE"');
    },
  );
});
