// What a line of the log may hold (S6): ids, counts and codes, of an error its kind and its place; never what it said, nor a name or an address that slips in.
import { projectRoot } from '#app/platform/project-root.server.ts';
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const LOGGED = `
  import { log } from '#app/platform/log.server.ts';
  const err = Object.assign(new Error('Key (email)=(sanne@canary.example) already exists'), { code: '23505' });
  log.error({ err, runId: 7, email: 'sanne@canary.example', person: { phone: '+31600000042' } }, 'a run failed');`;

it('S6 says of an error what it is and where, and strikes out names and addresses', () => {
  // Not as a test: tests log nothing.
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', LOGGED], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'development' },
    encoding: 'utf8',
  });
  expect(JSON.parse(stderr)).toMatchObject({ msg: 'a run failed', runId: 7, err: { type: 'Error', code: '23505' } });
  expect(stderr).not.toMatch(/canary|\+316/);
});
