import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missing, useServers } from '#test/support/embedded-server.ts';
import { describe, expect, it } from 'vitest';

const serverIn = useServers();

/** The process that this postmaster started for a purpose, by the number of its parent. */
function childOf(postmaster: number, purpose: string): number {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) => {
      try {
        const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1];
        return parent === String(postmaster) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(purpose);
      } catch {
        return false;
      }
    });
  if (found === undefined) throw new Error(`PostgreSQL has no ${purpose}`);
  return Number(found);
}

describe('the embedded PostgreSQL', { timeout: 120_000 }, () => {
  it('bad-H1 keeps what it acknowledged when its last command is killed, and stops', async () => {
    const server = serverIn();
    const command = await server.command();
    await command.writes(20);
    command.kill();
    await server.isGone();
    expect(missing(await server.kept(), command.acknowledged)).toEqual([]);
    await server.isGone(1_000);
  });

  it('bad-H1 recovers by itself when PostgreSQL is killed', async () => {
    const server = serverIn();
    const command = await server.command();
    await command.writes(20);
    const postmaster = server.postmaster();
    process.kill(postmaster, 'SIGKILL');
    await command.writes(20);
    expect(server.postmaster()).not.toBe(postmaster);
    await command.stop();
    await server.isGone();
    expect(missing(await server.kept(), command.acknowledged)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'bad-H1 recovers although a process of the PostgreSQL that was killed does not leave',
    async () => {
      const server = serverIn();
      const command = await server.command();
      await command.writes(20);
      const postmaster = server.postmaster();
      // As one that waits for a lock which nobody holds any more: it never hears that the postmaster is gone.
      process.kill(childOf(postmaster, 'checkpointer'), 'SIGSTOP');
      process.kill(postmaster, 'SIGKILL');
      await command.writes(20);
      expect(server.postmaster()).not.toBe(postmaster);
      await command.stop();
      await server.isGone();
      expect(missing(await server.kept(), command.acknowledged)).toEqual([]);
    },
  );

  it('starts although a lock file names a process of somebody else', async () => {
    const server = serverIn();
    await (await server.command()).stop();
    // As after a restart of the machine, where the old number belongs to another process.
    writeFileSync(
      join(server.where().pgData, 'postmaster.pid'),
      `${process.pid}\n${server.where().pgData}\n0\n5432\n\n\n`,
    );
    const command = await server.command();
    await command.writes(3);
    await command.stop();
  });

  it('works where the path is too long for a socket', async () => {
    const server = serverIn(0o755, 'a-folder-with-quite-a-long-name'.repeat(3));
    const command = await server.command();
    await command.writes(3);
    await command.stop();
    await server.isGone();
  });
});
