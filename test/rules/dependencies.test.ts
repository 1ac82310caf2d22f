// No dependency stands below the version in which a hole that is known was closed (bad-J7), at whatever depth it is installed.
import { projectRoot } from '#app/platform/project-root.server.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Package → the lowest version that may be installed, and what was closed in it. */
const FLOORS: Readonly<Record<string, readonly [version: string, why: string]>> = {
  '@remix-run/dev': ['2.17.5', 'files outside the folder of sessions; scripts in redirects'],
  '@remix-run/express': ['2.17.5', 'an address taken from the Host header’s port'],
  '@remix-run/node': ['2.17.5', 'files outside the folder of sessions'],
  '@remix-run/react': ['2.17.5', 'scripts in redirects and in what is restored'],
  '@remix-run/server-runtime': ['2.17.5', 'forms of other sites'],
  '@remix-run/router': ['1.23.2', 'redirects to other sites'],
  'react-router': ['6.30.2', 'redirects to other sites'],
  '@azure/msal-node': ['7.0.0', 'the older ones get no mends any more'],
  nodemailer: ['7.0.7', 'mail to another domain by a quoted address'],
  express: ['4.20.0', 'scripts in redirects'],
  'body-parser': ['1.20.3', 'bodies that take all the time'],
  'path-to-regexp': ['0.1.12', 'addresses that take all the time'],
  qs: ['6.14.1', 'lists that take all the memory'],
  send: ['0.19.0', 'scripts in redirects'],
  cookie: ['0.7.0', 'names and paths that carry more than they say'],
  undici: ['6.23.0', 'answers that take all the memory'],
  vite: ['5.4.21', 'files outside the project in development'],
};

type Lock = { packages: Record<string, { version?: string }> };

const parts = (version: string): number[] => version.split(/[.+-]/).slice(0, 3).map(Number);

function isBelow(version: string, floor: string): boolean {
  const [own, least] = [parts(version), parts(floor)];
  for (const [index, part] of least.entries()) {
    const other = own[index] ?? 0;
    if (other !== part) return other < part;
  }
  // What comes before a release is below it.
  return version.includes('-') && !floor.includes('-');
}

function readLock(): { name: string; version: string }[] {
  const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as Lock;
  return Object.entries(lock.packages).flatMap(([path, { version }]) =>
    path === '' || version === undefined ? [] : { name: path.split('node_modules/').at(-1) ?? '', version },
  );
}

const findBelow = (installed: readonly { name: string; version: string }[]): string[] =>
  installed.flatMap(({ name, version }) => {
    const [floor, why] = FLOORS[name] ?? [];
    return floor !== undefined && isBelow(version, floor) ? [`${name} ${version} is below ${floor}: ${why}`] : [];
  });

describe('bad-J7 dependencies', () => {
  it('stand at or above the versions that closed known holes', () => {
    expect(findBelow(readLock())).toEqual([]);
  });

  it('with a floor are installed, and all of Remix has the same version', () => {
    const installed = readLock();
    const names = new Set(installed.map(({ name }) => name));
    expect(Object.keys(FLOORS).filter((name) => !names.has(name))).toEqual([]);
    const remix = installed.filter(({ name }) => /^@remix-run\/(dev|express|node|react|server-runtime)$/.test(name));
    expect(new Set(remix.map(({ version }) => version)).size).toBe(1);
  });

  it.each([
    ['@remix-run/node', '2.17.2'],
    ['@remix-run/node', '2.17.5-pre.0'],
    ['@azure/msal-node', '3.8.1'],
    ['express', '4.19.2'],
  ])('fail this rule with %s %s', (name, version) => {
    expect(findBelow([{ name, version }])).not.toEqual([]);
  });
});
