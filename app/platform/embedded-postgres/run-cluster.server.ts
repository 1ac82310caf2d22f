// Decides how the embedded cluster is run: durable, on a unix socket only, taken over when it runs already, and nobody's data in its log.
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { superuserClient } from './make-cluster.server.ts';
import { asAccount, BARE_ENVIRONMENT, type Place } from './place.server.ts';

const START_LIMIT_MS = 60_000;
const START_ATTEMPTS = 4;
const STOP_LIMIT_MS = 60_000;
/** Processes of a postmaster that was killed leave within a moment, or wait for something that never comes. */
const LEAVE_LIMIT_MS = 5_000;
const LARGEST_LOG_BYTES = 1_000_000;

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
    // Whatever spelling of the folder it was started with: it works in the folder itself.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(place.pgData) ? pid : null;
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

/** True while it is only a matter of time: after kill -9 of a postmaster its children need a moment to leave, and a new one waits for that. */
const isStillLeaving = (place: Place) => /shared memory block|lock file/.test(logTail(place));

/**
 * Ends what a killed postmaster left behind, which keeps its shared memory and so the next one from starting: processes of PostgreSQL that work in
 * this very data folder. Nothing is lost: what was acknowledged is in the log that the next one recovers from.
 */
function endLeftBehind(place: Place): void {
  if (process.platform !== 'linux') return;
  const folder = realpathSync(place.pgData);
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      if (readlinkSync(`/proc/${name}/cwd`) !== folder) continue;
      if (readFileSync(`/proc/${name}/cmdline`, 'utf8').startsWith('postgres:')) process.kill(Number(name), 'SIGKILL');
    } catch {
      // It left meanwhile, or is nobody's here.
    }
  }
}

/**
 * Takes over the running postmaster, or starts one (which recovers by itself after a crash), and waits until it answers.
 * Gives its process id. Throws with the end of its log when it does not start.
 */
export async function startCluster(place: Place, binDir: string, durable: boolean): Promise<number> {
  const until = performance.now() + START_LIMIT_MS;
  let leaveUntil: number | null = null;
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
    else if (running === null) {
      leaveUntil ??= performance.now() + LEAVE_LIMIT_MS;
      if (performance.now() > leaveUntil && livePostmaster(place) === null) endLeftBehind(place);
    }
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
