// Decides how the embedded cluster is made: deterministic on every machine (UTF-8, built-in C.UTF-8 collation, checksums), with an owner that is
// no superuser, as on a managed server, and random passwords.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { asAccount, BARE_ENVIRONMENT, type Place } from './place.server.ts';

const passwords = z.object({ postgres: z.string(), psa_owner: z.string(), psa_app: z.string() });
export type Passwords = z.infer<typeof passwords>;

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
