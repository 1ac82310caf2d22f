// Decides how the embedded cluster is made and run: durable, deterministic (UTF-8, built-in C.UTF-8 collation, checksums), on a unix socket only.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { BARE_ENVIRONMENT, type Place } from './place.server.ts';

const START_LIMIT_MS = 60_000;
const START_ATTEMPTS = 4;
const STOP_LIMIT_MS = 60_000;
const LARGEST_LOG_BYTES = 1_000_000;

const passwords = z.object({ postgres: z.string(), psa_owner: z.string(), psa_app: z.string() });
export type Passwords = z.infer<typeof passwords>;

/** One server for laptop and tests; a real deployment brings its own. Durable = survives a power cut; only tests go without. */
function settings(place: Place, durable: boolean): string[] {
  const chosen: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: place.runDir,
    port: '5432',
    max_connections: '100',
    shared_buffers: '256MB',
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    effective_cache_size: '1GB',
    random_page_cost: '1.1',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    // Nothing replicates from here, and minimal WAL lets bulk loads into new tables skip it.
    wal_level: 'minimal',
    max_wal_senders: '0',
    // Plans are compiled for seconds where the queries take milliseconds.
    jit: 'off',
    // Containers give /dev/shm 64 MB, which a parallel hash join outgrows.
    dynamic_shared_memory_type: 'sysv',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Statements and the DETAIL of an error quote people's data; the server's log gets neither (S6).
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum_naptime: '1h' }),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const asAccount = (place: Place) => (place.account === null ? {} : { uid: place.account.uid, gid: place.account.gid });

/** The logins' passwords: random, made with the cluster, readable by whoever made it only. */
export function readPasswords(place: Place): Passwords {
  return passwords.parse(JSON.parse(readFileSync(join(place.home, 'passwords.json'), 'utf8')));
}

function makePasswords(place: Place): Passwords {
  const file = join(place.home, 'passwords.json');
  if (!existsSync(file)) {
    const one = () => randomBytes(24).toString('base64url');
    writeFileSync(file, JSON.stringify({ postgres: one(), psa_owner: one(), psa_app: one() } satisfies Passwords), {
      mode: 0o600,
    });
  }
  return readPasswords(place);
}

/** Makes the cluster if there is none: beside its place and then renamed, so that one which is half made is never used. */
export function makeCluster(place: Place, binDir: string): void {
  if (existsSync(join(place.pgData, 'PG_VERSION'))) return;
  const { postgres } = makePasswords(place);
  const draft = `${place.pgData}.new`;
  const passwordFile = join(place.runDir, 'initdb-password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${postgres}\n`, { mode: 0o600 });
  if (place.account !== null) {
    chownSync(draft, place.account.uid, place.account.gid);
    chownSync(passwordFile, place.account.uid, place.account.gid);
  }
  try {
    const made = spawnSync(
      join(binDir, 'initdb'),
      // prettier-ignore
      ['-D', draft, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--data-checksums', '--encoding=UTF8',
        '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
      { cwd: '/', env: BARE_ENVIRONMENT, encoding: 'utf8', ...asAccount(place) },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr.trim() || (made.error?.message ?? '')}`);
    renameSync(draft, place.pgData);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** True if the process lives (a zombie, which nobody has waited for yet, does not). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

/** The postmaster's process id as its lock file tells, if that process lives and is one of PostgreSQL; else null. */
function livePostmaster(place: Place): number | null {
  try {
    const pid = Number(readFileSync(join(place.pgData, 'postmaster.pid'), 'utf8').split('\n')[0]);
    if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
    if (process.platform !== 'linux') return pid;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(place.pgData) ? pid : null;
  } catch {
    return null;
  }
}

function openLog(place: Place): number {
  const file = join(place.home, 'postgres.log');
  const grown = existsSync(file) && statSync(file).size > LARGEST_LOG_BYTES;
  return openSync(file, grown ? 'w' : 'a', 0o600);
}

function logTail(place: Place): string {
  const lines = readFileSync(join(place.home, 'postgres.log'), 'utf8').trimEnd().split('\n');
  return lines.slice(-5).join('\n');
}

function launch(place: Place, binDir: string, durable: boolean): { pid: number; hasExited: () => boolean } {
  const log = openLog(place);
  try {
    const child = spawn(join(binDir, 'postgres'), ['-D', place.pgData, ...settings(place, durable)], {
      cwd: '/',
      env: BARE_ENVIRONMENT,
      stdio: ['ignore', log, log],
      ...asAccount(place),
    });
    child.on('error', () => undefined);
    if (child.pid === undefined) throw new Error(`PostgreSQL could not be started from ${binDir}`);
    return { pid: child.pid, hasExited: () => child.exitCode !== null || child.signalCode !== null };
  } finally {
    closeSync(log);
  }
}

async function answers(place: Place): Promise<boolean> {
  const client = superuserClient(place, 'postgres');
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export function superuserClient(place: Place, database: string): pg.Client {
  return new pg.Client({
    host: place.runDir,
    port: 5432,
    user: 'postgres',
    password: readPasswords(place).postgres,
    database,
    connectionTimeoutMillis: 5_000,
  });
}

/** True while it is only a matter of time: after kill -9 of a postmaster its children need a moment to leave, and a new one waits for that. */
const isStillLeaving = (place: Place) => /shared memory block|lock file/.test(logTail(place));

/**
 * Takes over the running postmaster, or starts one (which recovers by itself after a crash), and waits until it answers.
 * Gives its process id. Throws with the end of its log when it does not start.
 */
export async function startCluster(place: Place, binDir: string, durable: boolean): Promise<number> {
  const until = performance.now() + START_LIMIT_MS;
  let failures = 0;
  while (failures < START_ATTEMPTS && performance.now() < until) {
    const running = livePostmaster(place);
    // A lock file whose process is not PostgreSQL is left from before a restart of the machine; PostgreSQL would believe it.
    if (running === null) rmSync(join(place.pgData, 'postmaster.pid'), { force: true });
    const started =
      running === null ? launch(place, binDir, durable) : { pid: running, hasExited: () => !isAlive(running) };
    while (!started.hasExited() && performance.now() < until) {
      if (await answers(place)) return started.pid;
      await sleep(30);
    }
    // One that was taken over may have been on its way out.
    if (running === null && !isStillLeaving(place)) failures++;
    await sleep(100);
  }
  throw new Error(`PostgreSQL does not start:\n${logTail(place)}`);
}

/** Stops the postmaster, if one runs: connections are ended, everything is written. Resolves when the process is gone. */
export async function stopCluster(place: Place): Promise<void> {
  const until = performance.now() + STOP_LIMIT_MS;
  const pid = livePostmaster(place);
  if (pid === null) return;
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) {
    if (performance.now() > until) process.kill(pid, 'SIGQUIT');
    await sleep(20);
  }
}

/** Makes the owner, the application's login and the database, if they are not there. */
export async function makeDatabase(place: Place): Promise<void> {
  const { psa_owner: owner, psa_app: app } = readPasswords(place);
  const client = superuserClient(place, 'postgres');
  await client.connect();
  try {
    const found = await client.query("select from pg_database where datname = 'psa'");
    if (found.rowCount !== 0) return;
    const quoted = (text: string) => client.escapeLiteral(text);
    // As on a managed server, the owner of the schema is no superuser.
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'psa_owner') then create role psa_owner login createrole createdb; end if;
      if not exists (select from pg_roles where rolname = 'psa_app') then create role psa_app login noinherit; end if;
    end $$`);
    await client.query(`alter role psa_owner password ${quoted(owner)}`);
    await client.query(`alter role psa_app password ${quoted(app)}`);
    await client.query('grant psa_app to psa_owner with admin option, inherit false, set false');
    await client.query('create database psa owner psa_owner');
  } finally {
    await client.end();
  }
}
