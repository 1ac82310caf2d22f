// A backup that is not whole, not ours or not for this database is refused with a reason, and nothing of it is here then (bad-H11). One that was interrupted never looks whole.
import { signManifest } from '#app/features/backup/manifest.ts';
import { env } from '#app/platform/env.server.ts';
import { createTestDatabase, useDatabase } from '#test/support/database.ts';
import { until } from '#test/support/embedded-server.ts';
import { ask } from '#test/support/psa-answers.ts';
import { startPsa } from '#test/support/report-process.ts';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
let source: Awaited<ReturnType<typeof createTestDatabase>>;
let whole = '';
let copy = '';

const fromSource = () => ({ ...source.env, PSA_DATA_DIR: database.dataDir });

beforeAll(async () => {
  source = await createTestDatabase();
  whole = join(database.dataDir, 'whole');
  copy = join(database.dataDir, 'copy');
  const seeded = await startPsa(['seed', '--people', '300', '--employers', '5'], fromSource()).ended;
  expect(seeded.code, seeded.stderr).toBe(0);
  expect(await startPsa(['backup', whole], fromSource()).ended).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => source.drop());
beforeEach(() => {
  rmSync(copy, { recursive: true, force: true });
  cpSync(whole, copy, { recursive: true });
});

const isEmpty = async (): Promise<boolean> => {
  const [found] = await database.query<{ n: number }>(
    `select ((select count(*) from persons) + (select count(*) from audit_events) + (select count(*) from employers))::int as n`,
  );
  return found?.n === 0;
};

async function refusalOf(folder: string): Promise<string> {
  const { code, value } = await ask('restore', folder);
  expect({ code, empty: await isEmpty() }).toEqual({ code: 2, empty: true });
  return (value as { error: string }).error;
}

/** Changes the manifest and signs it as whoever has the key would. */
function rewriteManifest(change: (text: string) => string): void {
  const file = join(copy, 'manifest.json');
  const text = change(readFileSync(file, 'utf8'));
  writeFileSync(file, text);
  writeFileSync(join(copy, 'manifest.signature'), signManifest(env().auditAnchorKey, text));
}

describe('psa restore refuses', () => {
  it.each([
    ['what is no backup', () => rmSync(join(copy, 'manifest.json')), /no finished backup/],
    ['one without a signature', () => rmSync(join(copy, 'manifest.signature')), /no finished backup/],
    ['a manifest that was changed', () => appendFileSync(join(copy, 'manifest.json'), ' '), /was changed, or signed/],
    [
      'bad-H11 a file that was cut',
      () => truncateSync(join(copy, 'tables', 'persons.copy'), 1000),
      /persons.copy has 1000 bytes/,
    ],
    [
      'bad-H11 a file that is missing',
      () => rmSync(join(copy, 'tables', 'employers.copy')),
      /employers.copy is missing/,
    ],
    [
      'bad-H11 a file in which one letter is another',
      () => {
        const file = join(copy, 'tables', 'persons.copy');
        const bytes = readFileSync(file);
        bytes[50] = (bytes[50] ?? 0) ^ 1;
        writeFileSync(file, bytes);
      },
      /persons.copy was changed/,
    ],
    ['another format', () => rewriteManifest((text) => text.replace('"format": 1', '"format": 2')), /another format/],
    [
      'a migration that is not here',
      () => rewriteManifest((text) => text.replace('20261122090000_foundation', '20991122090000_foundation')),
      /lacks 20991122090000_foundation; it also has 20261122090000_foundation/,
    ],
    [
      'a migration of another text',
      () => rewriteManifest((text) => text.replace(/("checksum": ")[0-9a-f]{8}/, '$100000000')),
      /has another text/,
    ],
    [
      'another key of tombstones',
      () => rewriteManifest((text) => text.replace(/("tombstoneCheck": ")[0-9a-f]{8}/, '$100000000')),
      /TOMBSTONE_KEY/,
    ],
  ])('%s', async (_, spoil, reason) => {
    spoil();
    expect(await refusalOf(copy)).toMatch(reason);
  });

  it('a database that somebody is using', async () => {
    const client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query('begin; select from persons');
    expect(await refusalOf(copy)).toMatch(/Somebody is using the database/);
    await client.end();
  });

  it('a database with one row', async () => {
    await database.query(`insert into staff_members (email, name) values ('a@psa.example', 'A')`);
    expect(await ask('restore', copy)).toMatchObject({
      code: 2,
      value: { error: expect.stringContaining('not empty (staff_members holds rows)') as string },
    });
    await database.query('delete from staff_members');
  });
});

it('rows that break a rule of the database leave nothing behind', async () => {
  // A person without the employer: as if somebody had put a backup together by hand, with the key.
  const empty = createHash('sha256').digest('hex');
  writeFileSync(join(copy, 'tables', 'employers.copy'), '');
  rewriteManifest((text) => {
    const manifest = JSON.parse(text) as { tables: { table: string; rows: number; bytes: number; sha256: string }[] };
    const tables = manifest.tables.map((table) =>
      table.table === 'employers' ? { ...table, rows: 0, bytes: 0, sha256: empty } : table,
    );
    return JSON.stringify({ ...manifest, tables });
  });
  expect(await ask('restore', copy)).toMatchObject({ code: 1 });
  expect(await isEmpty()).toBe(true);
});

describe('an interruption', () => {
  it('of a backup leaves nothing that looks like one, and the next one begins anew', async () => {
    const folder = join(database.dataDir, 'interrupted');
    const running = startPsa(['backup', folder], fromSource());
    let said = '';
    running.child.stderr?.on('data', (text: string) => (said += text));
    await until('it is at it', () => said.includes('5 of '), 30_000);
    await running.kill();
    expect(existsSync(folder)).toBe(false);
    expect(await refusalOf(`${folder}.part`)).toMatch(/no finished backup/);
    expect(await startPsa(['backup', folder], fromSource()).ended).toMatchObject({ code: 0 });
    expect(existsSync(`${folder}.part`)).toBe(false);
  }, 60_000);

  it('of a restore leaves an empty database, and the next one begins anew', async () => {
    const running = startPsa(['restore', whole], database.env);
    let said = '';
    running.child.stderr?.on('data', (text: string) => (said += text));
    await until('it is at it', () => said.includes('5 of '), 30_000);
    await running.kill();
    await until(
      'the server has noticed',
      async () =>
        (
          await database.query(`select from pg_stat_activity where datname = $1 and application_name = 'psa restore'`, [
            database.name,
          ])
        ).length === 0,
    );
    expect(await isEmpty()).toBe(true);
    expect(await ask('restore', whole)).toMatchObject({ code: 0, value: { erasedAgain: 0 } });
    const counts = 'select (select count(*) from persons) as persons, (select count(*) from enrolments) as enrolments';
    expect(await database.query(counts)).toEqual(await source.query(counts));
  }, 60_000);
});
