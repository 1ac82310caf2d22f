// Decides where the embedded PostgreSQL lives and as whom it runs. PostgreSQL refuses to run as root, so root lends it an existing unprivileged
// account; where that account can't reach the data folder (a home of mode 700), the data goes to a place that it can reach.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MOVED_HOMES = '/var/lib/partner-skills-academy';
/** Unix socket paths end at 107 bytes (103 on macOS), and PostgreSQL appends `.lock` to its own. */
const LONGEST_SOCKET_PATH = 95;

export type Account = { readonly uid: number; readonly gid: number; readonly name: string };

export type Place = {
  /** Folder of everything below. */
  readonly home: string;
  readonly pgData: string;
  /** Folder of both unix sockets: PostgreSQL's and its keeper's. */
  readonly runDir: string;
  /** Set when root lends PostgreSQL an account. */
  readonly account: Account | null;
  /** Set when the data could not stay in the data folder: the sentence to tell. */
  readonly moved: string | null;
};

function accountNamed(name: string): Account | null {
  try {
    const id = (option: string) =>
      Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { name, uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function lendableAccount(pgData: string): Account {
  const owner = existsSync(pgData) ? statSync(pgData) : null;
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `user ${owner.uid}` };
  const account = accountNamed('postgres') ?? accountNamed('nobody');
  if (account === null)
    throw new Error('PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody" to run it as');
  return account;
}

/** True if the account may pass through every folder on the way to `folder` (which need not exist yet). */
export function isReachableFor(account: Account, folder: string): boolean {
  if (existsSync(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
  }
  const parent = dirname(folder);
  return parent === folder || isReachableFor(account, parent);
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function makeFolder(folder: string, mode: number, account: Account | null): void {
  mkdirSync(folder, { recursive: true, mode });
  chmodSync(folder, mode);
  if (account !== null) chownSync(folder, account.uid, account.gid);
}

/** Makes the folder of the sockets: private to the account, so that who can't enter it can't connect either. */
function makeRunDir(home: string, account: Account | null): string {
  const beside = join(home, 'run');
  const runDir =
    join(beside, '.s.PGSQL.5432').length <= LONGEST_SOCKET_PATH ? beside : join('/tmp', `psa-${short(home)}`);
  const owner = account?.uid ?? process.getuid?.();
  if (existsSync(runDir)) {
    const found = lstatSync(runDir);
    if (!found.isDirectory() || found.uid !== owner)
      throw new Error(`${runDir} belongs to somebody else; it should be PostgreSQL's socket folder`);
  }
  makeFolder(runDir, 0o700, account);
  return runDir;
}

function homeFor(dataDir: string): { home: string; account: Account | null; moved: string | null } {
  const beside = join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) return { home: beside, account: null, moved: null };
  const elsewhere = join(MOVED_HOMES, short(dataDir));
  const account = lendableAccount(
    existsSync(join(beside, 'pgdata')) ? join(beside, 'pgdata') : join(elsewhere, 'pgdata'),
  );
  if (isReachableFor(account, beside) && !existsSync(join(elsewhere, 'pgdata')))
    return { home: beside, account, moved: null };
  if (existsSync(join(beside, 'pgdata')))
    throw new Error(
      `${account.name} can't reach the database in ${beside} any more: let others pass through its parent folders`,
    );
  return {
    home: elsewhere,
    account,
    moved: `PostgreSQL runs as ${account.name}, who can't reach ${dataDir}: the database is kept in ${elsewhere}`,
  };
}

/** Finds, and makes, the folders for a data folder. Gives the same answer each time. Throws when nothing will do. */
export function makePlace(dataDir: string): Place {
  if (process.platform === 'win32')
    throw new Error('The embedded PostgreSQL needs Linux or macOS; set DATABASE_URL and MIGRATION_DATABASE_URL');
  mkdirSync(dataDir, { recursive: true });
  const { home, account, moved } = homeFor(dataDir);
  mkdirSync(home, { recursive: true, mode: 0o711 });
  if (account !== null) chmodSync(home, 0o711);
  return { home, pgData: join(home, 'pgdata'), runDir: makeRunDir(home, account), account, moved };
}

/** All that PostgreSQL's processes are told of our environment: they need none of it, and it holds secrets. */
export const BARE_ENVIRONMENT = { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/** The account to start a process as. */
export const asAccount = ({ account }: Place) => (account === null ? {} : { uid: account.uid, gid: account.gid });

export const keeperSocket = (place: Place): string => join(place.runDir, 'keeper.sock');
