// What the fault tests know about an embedded PostgreSQL from outside: its processes, its commands, and what it has kept.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePlace, type Place } from '#app/platform/embedded-postgres/place.server.ts';
import { ensureEmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import pg from 'pg';
import { afterEach } from 'vitest';

type Process = { readonly pid: number; readonly command: string };

function listProcesses(): Process[] {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).trim().split('\n');
    return lines.map((line) => ({ pid: Number.parseInt(line, 10), command: line }));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
      } catch {
        return [];
      }
    });
}

/** Polls until `isTrue`; throws what it waited for after the limit. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>, limitMs = 20_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(`Waited ${limitMs} ms in vain until ${what}`);
    await sleep(25);
  }
}

export class Command {
  readonly child: ChildProcess;
  readonly acknowledged: number[] = [];
  /** The sentence about a place elsewhere, or 'in place'. */
  said: string | null = null;
  hasClosed = false;
  faults = '';

  constructor(dataDir: string, table: string) {
    this.child = spawn(process.execPath, [join(projectRoot, 'test/support/postgres-holder.ts'), dataDir, table], {
      stdio: ['pipe', 'pipe', 'pipe'],
      cwd: projectRoot,
    });
    let heard = '';
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (heard + text).split('\n');
      heard = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('ready ')) this.said = line.slice('ready '.length);
        else if (line === 'closed') this.hasClosed = true;
        else this.acknowledged.push(Number(line));
      }
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.faults += text;
    });
  }

  async ready(): Promise<this> {
    await until(`a command is ready ${this.faults}`, () => this.said !== null || this.child.exitCode !== null, 60_000);
    if (this.said === null) throw new Error(`The command failed: ${this.faults}`);
    return this;
  }

  /** Waits until that many more writes were acknowledged. */
  async writes(count: number): Promise<void> {
    const goal = this.acknowledged.length + count;
    await until(`${count} more writes are acknowledged`, () => this.acknowledged.length >= goal, 40_000);
  }

  async stop(): Promise<void> {
    this.child.stdin?.end();
    await until('the command ends', () => this.child.exitCode !== null || this.child.signalCode !== null, 40_000);
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

/** A data folder with an embedded PostgreSQL of its own. `mode` is the folder's. */
export function useServer(mode = 0o755, name = 'files') {
  const folder = mkdtempSync(join(tmpdir(), 'psa-fault-'));
  chmodSync(folder, mode);
  const dataDir = join(folder, name);
  let place: Place | undefined;
  const where = () => (place ??= makePlace(dataDir));
  const processes = () =>
    listProcesses().filter(
      ({ command }) =>
        (command.includes(where().home) || command.includes(where().runDir)) && !command.includes('postgres-holder'),
    );
  return {
    dataDir,
    where,
    processes,
    command: (table = 'numbers') => new Command(dataDir, table).ready(),
    keeper(): number {
      const found = processes().find(({ command }) => command.includes('psa-postgres-keeper'));
      if (found === undefined) throw new Error('There is no keeper');
      return found.pid;
    },
    postmaster: () => Number(readFileSync(join(where().pgData, 'postmaster.pid'), 'utf8').split('\n')[0]),
    /** A keeper that a command began to start and then did not need waits 15 s for another command before it goes. */
    isGone: (limitMs = 40_000) =>
      until(
        `no process is left, but there is ${processes()
          .map(({ command }) => command.slice(0, 200))
          .join('; ')}`,
        () => processes().length === 0,
        limitMs,
      ),
    /** Starts the server once more and gives the numbers that are there. */
    async kept(table = 'numbers'): Promise<Set<number>> {
      const server = await ensureEmbeddedPostgres(dataDir);
      const client = new pg.Client({ connectionString: server.ownerUrl });
      await client.connect();
      const found = await client.query<{ n: number }>(`select n from ${table}`);
      await client.end();
      await server.close();
      return new Set(found.rows.map(({ n }) => n));
    },
    remove() {
      for (const { pid } of processes()) process.kill(pid, 'SIGKILL');
      rmSync(where().home, { recursive: true, force: true });
      rmSync(where().runDir, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As many servers as a test file asks for, each in a folder of its own; all are removed after each test. */
export function useServers(): (...where: Parameters<typeof useServer>) => ReturnType<typeof useServer> {
  const servers: ReturnType<typeof useServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.remove();
  });
  return (...where) => {
    const server = useServer(...where);
    servers.push(server);
    return server;
  };
}

/** What was acknowledged and is not kept. */
export const missing = (kept: Set<number>, acknowledged: readonly number[]): number[] =>
  acknowledged.filter((n) => !kept.has(n));
