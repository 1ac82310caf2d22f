// Runs `psa` as a process that a test can wait for, starve or kill, and knows the files that it leaves.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#app/platform/project-root.server.ts';
import type { TestDatabase } from './database.ts';
import { until } from './embedded-server.ts';

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };
export type Psa = {
  readonly child: ChildProcess;
  /** Resolves when the process is gone, in whatever way. */
  readonly ended: Promise<Ended>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
};

/** Starts `psa` with these words. `largestFile`: it can write no file beyond that many KiB, as on a full disk. */
export function startPsa(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  { largestFile }: { largestFile?: number } = {},
): Psa {
  // What was compiled once is not compiled by every process again.
  const cache = { NODE_COMPILE_CACHE: join(projectRoot, 'node_modules', '.cache', 'psa-compiled') };
  const options = { cwd: projectRoot, env: { ...process.env, ...cache, ...env } };
  const child =
    largestFile === undefined
      ? spawn(process.execPath, ['app/cli.ts', ...words], options)
      : spawn(
          'bash',
          ['-c', `ulimit -f ${largestFile}; exec "$0" "$@"`, process.execPath, 'app/cli.ts', ...words],
          options,
        );
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    child,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Names of the files that builds have left, finished and not. */
export function listBuilds({ dataDir }: TestDatabase): string[] {
  const folder = join(dataDir, 'files');
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** Waits until a draft of a run's file has grown beyond so many bytes: its build is in the middle. */
export async function isInTheMiddle(database: TestDatabase, runId: number, bytes = 200_000): Promise<void> {
  await until(
    'a build is in the middle',
    () =>
      listBuilds(database).some(
        (name) =>
          name.startsWith(`run-${runId}-`) &&
          name.endsWith('.part') &&
          sizeOf(join(database.dataDir, 'files', name)) > bytes,
      ),
    60_000,
  );
}

/** Waits until no connection of the application is left from a process that was killed: the server has noticed. */
export async function isNoticed(database: TestDatabase): Promise<void> {
  await until('the server has noticed', async () => {
    const left = await database.query(
      `select from pg_stat_activity where datname = $1 and application_name = 'psa' and state <> 'idle'`,
      [database.name],
    );
    return left.length === 0;
  });
}
