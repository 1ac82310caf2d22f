import { setTimeout as sleep } from 'node:timers/promises';
import { useServer } from '#test/support/embedded-server.ts';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';

const server = useServer();
afterAll(() => server.remove());

it('bad-H1 keeps every acknowledged write through a hundred kills of commands, keeper and PostgreSQL', async () => {
  const acknowledged = { one: new Set<number>(), two: new Set<number>() };
  let one = await server.command('one');
  let two = await server.command('two');
  const remember = () => {
    for (const n of one.acknowledged) acknowledged.one.add(n);
    for (const n of two.acknowledged) acknowledged.two.add(n);
  };
  const kills = fc.sample(
    fc.record({
      victim: fc.constantFrom('one', 'two', 'keeper', 'postmaster'),
      after: fc.integer({ min: 0, max: 400 }),
    }),
    100,
  );
  for (const { victim, after } of kills) {
    await sleep(after);
    remember();
    try {
      if (victim === 'keeper') process.kill(server.keeper(), 'SIGKILL');
      else if (victim === 'postmaster') process.kill(server.postmaster(), 'SIGKILL');
    } catch {
      // It is away already, from the kill before.
    }
    if (victim === 'one') {
      one.kill();
      one = await server.command('one');
    } else if (victim === 'two') {
      two.kill();
      two = await server.command('two');
    } else await Promise.all([one.writes(1), two.writes(1)]);
  }
  remember();
  await Promise.all([one.stop(), two.stop()]);
  await server.isGone();
  for (const table of ['one', 'two'] as const) {
    const kept = await server.kept(table);
    expect([...acknowledged[table]].filter((n) => !kept.has(n))).toEqual([]);
  }
});
