// The portal as a process of its own: with an environment that this one does not have.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type PortalProcess = {
  readonly url: string;
  /** What it wrote to standard error. */ said(): string;
  stop(): Promise<void>;
};

/** A port that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** Starts the portal in the mode `test`, and waits until it answers. */
export async function startPortalProcess(
  port: number,
  environment: Readonly<Record<string, string>>,
): Promise<PortalProcess> {
  const child = spawn(process.execPath, ['app/server.ts'], {
    env: { ...environment, NODE_ENV: 'test', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const url = `http://localhost:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The portal ended: ${said}`);
    if ((await fetch(`${url}/healthz`).catch(() => null))?.ok) break;
    await sleep(50);
  }
  return {
    url,
    said: () => said,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
