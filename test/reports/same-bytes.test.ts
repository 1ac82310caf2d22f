import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
/** The pinned Node, as the project's scripts find it. */
const node = createRequire(import.meta.url).resolve('node/bin/node');

const hashIn = async (zone: string, language: string): Promise<string> => {
  const program = new URL('write-sample.ts', import.meta.url).pathname;
  const { stdout } = await run(node, [program], {
    env: { ...process.env, TZ: zone, LANG: language, LC_ALL: language },
  });
  return stdout.trim();
};

it('bad-E15 builds the same bytes anew in any process, time zone and locale', async () => {
  const hashes = await Promise.all([
    hashIn('UTC', 'C'),
    hashIn('Pacific/Auckland', 'pl_PL.UTF-8'),
    hashIn('America/St_Johns', 'tr_TR.UTF-8'),
  ]);
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(hashes).size).toBe(1);
});
