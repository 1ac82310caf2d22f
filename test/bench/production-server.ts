// The server as production runs it, in a process of its own, and sign-ins for it.
import { startSignIn, type Seat } from '#app/features/access/sign-ins.server.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** Signs in, and gives the token alone: the server under load names its cookie as production does. */
export async function tokenOf(seat: Seat): Promise<string> {
  const { cookie } = await startSignIn(new Request('http://localhost/'), { seat, method: 'demo' });
  return /=([^;]*)/.exec(cookie)?.[1] ?? '';
}

/** The header that carries a token to such a server. */
export const cookieOf = (token: string): string => `__Host-psa=${token}`;

export type ProductionServer = { readonly url: string; stop(): Promise<void> };

/** Starts it on the database of the environment, with this data folder. */
export async function startProduction(folder: string): Promise<ProductionServer> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--max-semi-space-size=8', 'app/server.ts'], {
    cwd: projectRoot,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PSA_DEMO: '0',
      PORT: String(port),
      PSA_ORIGIN: 'https://portal.example',
      PSA_DATA_DIR: folder,
      MIGRATION_DATABASE_URL: process.env['DATABASE_URL'] ?? '',
      SESSION_SECRETS: 's'.repeat(40),
      TOMBSTONE_KEY: 't'.repeat(40),
      AUDIT_ANCHOR_KEY: 'a'.repeat(40),
      PSA_TRUSTED_PROXIES: 'loopback',
      SMTP_URL: 'smtps://mail.example',
      MAIL_FROM: 'academy@academy.example',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/healthz`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error('The server did not start');
    await sleep(50);
  }
  return {
    url,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
