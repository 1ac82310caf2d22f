// Decides how long the embedded PostgreSQL lives: as long as some command holds a connection to this process, and no longer.
//
// The keeper is a process of its own, so that it outlives the command that started it while another one shares the server. One keeper per
// place (a kernel lock says so). It starts PostgreSQL again if that dies. If the keeper itself is killed, the commands start another, which
// takes over the running server; if no command is left to do so, a watchdog stops the server.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { findBinaries } from './binaries.server.ts';
import { makeCluster, makeDatabase } from './make-cluster.server.ts';
import { BARE_ENVIRONMENT, keeperSocket } from './place.server.ts';
import { BYE, HELLO, isAnswering, type KeeperAnswer } from './protocol.ts';
import { isAlive, startCluster, stopCluster } from './run-cluster.server.ts';

/** How long the server waits for the next command after one was killed (one that says goodbye is not waited for). */
const GRACE_MS = 1_000;
/** How long a keeper waits for its first command. */
const FIRST_SHARE_MS = 15_000;
const LOCK_LIMIT_MS = 90_000;
const WATCH_EVERY_MS = 200;

const order = z.object({
  durable: z.boolean(),
  place: z.object({
    home: z.string(),
    pgData: z.string(),
    runDir: z.string(),
    account: z.object({ uid: z.number(), gid: z.number(), name: z.string() }).nullable(),
    moved: z.string().nullable(),
  }),
});
const { place, durable } = order.parse(JSON.parse(process.argv[2] ?? ''));
process.title = `psa-postgres-keeper ${place.home}`;
const socketPath = keeperSocket(place);

/** Waits for the kernel lock, which goes with the process that holds it. Gives false when another keeper serves already. */
async function takeLock(): Promise<boolean> {
  const lock = new DatabaseSync(join(place.home, 'keeper.lock'));
  const until = performance.now() + LOCK_LIMIT_MS;
  while (performance.now() < until) {
    try {
      lock.exec('pragma locking_mode = exclusive; begin exclusive');
      // Held by being referenced for as long as the process lives.
      process.once('exit', () => lock.close());
      return true;
    } catch {
      if (await isAnswering(socketPath)) return false;
      await sleep(50);
    }
  }
  return false;
}

const WATCHDOG = `
read word && exit 0
for second in 1 2 3 4 5; do
  [ "$(cat "$1")" = "$2" ] || exit 0
  sleep 1
done
pid=$(head -n 1 "$3") || exit 0
[ -r "/proc/$pid/cmdline" ] && { grep -q postgres "/proc/$pid/cmdline" || exit 0; }
kill -INT "$pid"
`;

/** A shell that waits at the end of a pipe: told a word it leaves; when the keeper is gone without one, and no other came, it stops the server. */
function startWatchdog(): () => Promise<void> {
  const turn = join(place.runDir, 'keeper.turn');
  const mine = randomUUID();
  writeFileSync(turn, mine);
  const shell = spawn(
    '/bin/sh',
    ['-c', WATCHDOG, 'psa-postgres-watchdog', turn, mine, join(place.pgData, 'postmaster.pid')],
    {
      cwd: '/',
      env: BARE_ENVIRONMENT,
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  );
  shell.stdin.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => {
    shell.once('exit', () => resolve());
    shell.once('error', () => resolve());
  });
  return async () => {
    shell.stdin.end('leave\n');
    await gone;
  };
}

const shares = new Set<Socket>();
let answer: KeeperAnswer | null = null;
let postmaster: Promise<number> = Promise.resolve(0);
let stopping = false;
const isStopping = () => stopping;
let goodbye: NodeJS.Timeout | undefined;
let dismissWatchdog: () => Promise<void> = () => Promise.resolve();

const tell = (socket: Socket, message: KeeperAnswer) => socket.write(`${JSON.stringify(message)}\n`);

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  rmSync(socketPath, { force: true });
  // One that is just starting is stopped when it has: killed half-way it would only take longer the next time.
  await postmaster.catch(() => undefined);
  await stopCluster(place);
  await dismissWatchdog();
  // Ends the commands' connections too: that is how the last one learns that nothing is left.
  process.exit(0);
}

function scheduleStop(delay: number): void {
  clearTimeout(goodbye);
  goodbye = setTimeout(() => void stop(), delay);
}

function release(socket: Socket, delay: number): void {
  if (!shares.delete(socket) || stopping) return;
  // While PostgreSQL is still starting, stopping waits until it has.
  if (shares.size === 0) scheduleStop(answer === null ? FIRST_SHARE_MS : delay);
  else socket.end();
}

const server = createServer((socket) => {
  socket.setEncoding('utf8');
  socket.on('error', () => undefined);
  socket.on('close', () => release(socket, GRACE_MS));
  socket.on('data', (text: string) => {
    if (text.includes(HELLO) && !stopping) {
      clearTimeout(goodbye);
      shares.add(socket);
      if (answer !== null) tell(socket, answer);
    }
    if (text.includes(BYE)) release(socket, 0);
  });
});

async function watch(binDir: string): Promise<void> {
  while (!isStopping()) {
    await sleep(WATCH_EVERY_MS);
    if (isStopping() || isAlive(await postmaster)) continue;
    postmaster = startCluster(place, binDir, durable);
    await postmaster;
  }
}

async function keep(): Promise<void> {
  if (!(await takeLock())) return;
  rmSync(socketPath, { force: true });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socketPath, resolve));
  scheduleStop(FIRST_SHARE_MS);
  try {
    const binDir = findBinaries(place);
    makeCluster(place, binDir);
    dismissWatchdog = startWatchdog();
    postmaster = startCluster(place, binDir, durable);
    await postmaster;
    await makeDatabase(place);
    answer = { ready: true };
    for (const socket of shares) tell(socket, answer);
    if (shares.size === 0) scheduleStop(FIRST_SHARE_MS);
    await watch(binDir);
  } catch (error) {
    answer = { ready: false, fault: error instanceof Error ? error.message : String(error) };
    for (const socket of shares) tell(socket, answer);
    process.stderr.write(`${answer.fault}\n`);
    await sleep(200);
    await stop();
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
await keep();
if (!isStopping()) process.exit(0);
