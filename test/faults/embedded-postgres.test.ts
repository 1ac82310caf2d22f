import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { missing, useServers } from '#test/support/embedded-server.ts';
import { describe, expect, it } from 'vitest';

const serverIn = useServers();

describe('the embedded PostgreSQL', { timeout: 120_000 }, () => {
  it('is shared by two commands that start at once, and stops with the last of them', async () => {
    const server = serverIn();
    const [first, second] = await Promise.all([server.command('one'), server.command('two')]);
    const postmaster = server.postmaster();
    await first.stop();
    expect(first.hasClosed).toBe(true);
    await second.writes(5);
    expect(server.postmaster()).toBe(postmaster);
    await second.stop();
    expect(second.hasClosed).toBe(true);
    await server.isGone(1_000);
    expect(existsSync(join(server.where().pgData, 'postmaster.pid'))).toBe(false);
  });

  it('bad-H1 goes on for its command when the keeper is killed', async () => {
    const server = serverIn();
    const command = await server.command();
    const keeper = server.keeper();
    const postmaster = server.postmaster();
    process.kill(keeper, 'SIGKILL');
    await command.writes(50);
    // Long enough for the old keeper's watchdog to be sure that there is another.
    const later = await server.command('later');
    expect(server.keeper()).not.toBe(keeper);
    expect(server.postmaster()).toBe(postmaster);
    await later.stop();
    await command.stop();
    await server.isGone();
    expect(missing(await server.kept(), command.acknowledged)).toEqual([]);
  });

  it('bad-H1 leaves no process when keeper and command are killed together', async () => {
    const server = serverIn();
    const command = await server.command();
    await command.writes(10);
    process.kill(server.keeper(), 'SIGKILL');
    command.kill();
    await server.isGone(20_000);
    expect(missing(await server.kept(), command.acknowledged)).toEqual([]);
  });

  it('works in a folder that only its owner can enter, also as root, and says where the data is', async () => {
    const server = serverIn(0o700);
    const command = await server.command();
    await command.writes(3);
    if (process.getuid?.() === 0) {
      expect(command.said).toContain(server.where().home);
      expect(server.where().home).not.toContain(server.dataDir);
    } else expect(command.said).toBe('in place');
    await command.stop();
    expect(missing(await server.kept(), command.acknowledged)).toEqual([]);
  });
});
