// A real PostgreSQL for whoever brings none: started at need, shared by the commands that run at once, stopped with the last of them.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { readPasswords } from './embedded-postgres/make-cluster.server.ts';
import { BARE_ENVIRONMENT, keeperSocket, makePlace, type Place } from './embedded-postgres/place.server.ts';
import { BYE, HELLO } from './embedded-postgres/protocol.ts';
import { projectRoot } from './project-root.server.ts';

const READY_LIMIT_MS = 120_000;
const SPAWN_AGAIN_MS = 3_000;
const HOLD_AGAIN_MS = 1_000;

const keeperAnswer = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ ready: z.literal(false), fault: z.string() }),
]);

export type EmbeddedPostgres = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** For tests and the database's own upkeep; the application never uses it. */
  readonly superuserUrl: string;
  /** Set when the data could not stay in the data folder: the sentence to tell. */
  readonly moved: string | null;
  /** Gives the share back. Resolves once that is done and, for the last one, once no process is left. */
  close(): Promise<void>;
};

type Options = {
  /** False only for tests: faster, and lost with the machine. */
  readonly durable?: boolean;
};

function startKeeper(place: Place, durable: boolean): void {
  const log = openSync(join(place.home, 'keeper.log'), 'w', 0o600);
  const keeper = join(projectRoot, 'app', 'platform', 'embedded-postgres', 'keeper.ts');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', keeper, JSON.stringify({ place, durable })],
    {
      cwd: '/',
      env: BARE_ENVIRONMENT,
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  child.on('error', () => undefined);
  child.unref();
  closeSync(log);
}

/** Connects and asks for a share. Gives null when no keeper is there, or it left meanwhile. Throws its fault. */
function askForShare(place: Place): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(keeperSocket(place), () => socket.write(HELLO));
    let heard = '';
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(null));
    socket.on('data', (text: string) => {
      heard += text;
      if (!heard.includes('\n')) return;
      socket.removeAllListeners('close');
      socket.removeAllListeners('data');
      socket.resume();
      const answer = keeperAnswer.parse(JSON.parse(heard.slice(0, heard.indexOf('\n'))));
      if (answer.ready) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new Error(answer.fault));
    });
  });
}

async function takeShare(place: Place, durable: boolean, isWanted: () => boolean): Promise<Socket | null> {
  const until = performance.now() + READY_LIMIT_MS;
  let spawnAt = 0;
  while (isWanted() && performance.now() < until) {
    const socket = await askForShare(place);
    if (socket !== null) return socket;
    if (performance.now() >= spawnAt) {
      startKeeper(place, durable);
      spawnAt = performance.now() + SPAWN_AGAIN_MS;
    }
    await sleep(25);
  }
  if (!isWanted()) return null;
  throw new Error(
    `The embedded PostgreSQL does not start: ${readFileSync(join(place.home, 'keeper.log'), 'utf8').trim()}`,
  );
}

/** The address of a login, over the unix socket. The host in the path is a formality that URL parsers want. */
function urlOf(place: Place, login: string, password: string): string {
  return `postgresql://${login}:${password}@localhost/psa?host=${encodeURIComponent(place.runDir)}`;
}

/**
 * Gives a running PostgreSQL whose data is kept below `dataDir` (absolute), starting it if no other command has. The share lasts until
 * `close()`, or the end of the process in whatever way. It does not keep the process alive. Throws when PostgreSQL can't run here.
 */
export async function ensureEmbeddedPostgres(
  dataDir: string,
  { durable = true }: Options = {},
): Promise<EmbeddedPostgres> {
  const place = makePlace(dataDir);
  let wanted = true;
  let share: Socket | null = null;

  async function hold(): Promise<void> {
    const taken = await takeShare(place, durable, () => wanted);
    if (!wanted) taken?.destroy();
    share = wanted ? taken : null;
    share?.unref();
    // A keeper that was killed left the server running: the next one takes it over.
    share?.once('close', () => {
      share = null;
      void holdAgain();
    });
  }

  async function holdAgain(): Promise<void> {
    while (wanted) {
      try {
        await hold();
        return;
      } catch {
        await sleep(HOLD_AGAIN_MS, undefined, { ref: false });
      }
    }
  }

  await hold();
  const passwords = readPasswords(place);
  return {
    ownerUrl: urlOf(place, 'psa_owner', passwords.psa_owner),
    appUrl: urlOf(place, 'psa_app', passwords.psa_app),
    superuserUrl: urlOf(place, 'postgres', passwords.postgres),
    moved: place.moved,
    async close() {
      wanted = false;
      const held = share;
      if (held === null) return;
      held.ref();
      await new Promise<void>((resolve) => {
        held.once('close', () => resolve());
        held.write(BYE);
      });
    },
  };
}
