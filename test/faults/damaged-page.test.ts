// A page of the database's disk that is not what was written: checksums are on, so that a backup says so and ends, and is never one (bad-H11).
import { ensureEmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts';
import { useServers } from '#test/support/embedded-server.ts';
import { startPsa } from '#test/support/report-process.ts';
import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';

const serverIn = useServers();

it('bad-H11 a damaged page ends a backup with the table’s name, and leaves none', { timeout: 180_000 }, async () => {
  const place = serverIn();
  const env = { PSA_DATA_DIR: place.dataDir, DATABASE_URL: '', MIGRATION_DATABASE_URL: '', NODE_ENV: 'test' };
  const seeded = await startPsa(['seed', '--people', '50', '--employers', '2'], env).ended;
  expect(seeded.code, seeded.stderr).toBe(0);
  const server = await ensureEmbeddedPostgres(place.dataDir);
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  const { rows } = await client.query<{ path: string; checksums: string }>(
    `select pg_relation_filepath('person_emails') as path, current_setting('data_checksums') as checksums`,
  );
  await client.end();
  await server.close();
  await place.isGone();
  expect(rows[0]?.checksums).toBe('on');
  const file = openSync(join(place.where().pgData, rows[0]?.path ?? ''), 'r+');
  writeSync(file, Buffer.from('spoilt'), 0, 6, 8_000);
  closeSync(file);
  const folder = join(place.dataDir, 'backup');
  const ended = await startPsa(['backup', folder], env).ended;
  expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining("table 'person_emails' damaged") as string });
  expect([existsSync(folder), existsSync(`${folder}.part`)]).toEqual([false, false]);
});
