// A database of its own for a benchmark: embedded, durable as a person's would be, filled with made-up people.
import { arrangeNotice, FULL_AGREEMENT, MICROSOFT } from '#test/support/register.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { ensureEmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts';
import { makeAgreements } from '#app/features/agreements/make-agreement.server.ts';
import { migrate } from '#app/platform/migrate.server.ts';
import { chmodSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { sampleRows } from './floor.ts';

export type BenchDatabase = { readonly folder: string; readonly client: pg.Client; close(): Promise<void> };

/** Starts it, and makes it the one that the application's own code finds. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'psa-bench-'));
  chmodSync(folder, 0o755);
  const server = await ensureEmbeddedPostgres(folder);
  await migrate(server.ownerUrl);
  Object.assign(process.env, { DATABASE_URL: server.appUrl, PSA_DATA_DIR: folder });
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  return {
    folder,
    client,
    async close() {
      await closeDatabase();
      await client.end();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const CHUNK = 50_000;
const SEED = 20_261_101;

/** People with two workshops each, company by company as in the sample registrations and in the files that training centres hand over. */
export async function fillWithPeople({ client }: BenchDatabase, people: number, employers: number): Promise<void> {
  await arrangeNotice();
  // Arranging, not measuring: without triggers and foreign keys, in a minute less.
  await client.query('set session_replication_role = replica');
  await client.query(
    `create temp table raw (n int generated always as identity, first text, last text, phone text, country text, email text, role text)`,
  );
  for (let done = 0; done < people; done += CHUNK) {
    const rows = sampleRows(Math.min(CHUNK, people - done), SEED + done);
    const column = (index: number): (string | undefined)[] => rows.map((row) => row[index]);
    await client.query(
      `insert into raw (first, last, phone, country, email, role)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])`,
      [column(0), column(1), column(3), column(4), column(5), column(7)],
    );
  }
  await client.query(`
    insert into exams select 'AZ-' || i from generate_series(100, 115) i;
    insert into workshops (name, exam_code)
      select w, 'AZ-' || 99 + i from unnest(array['Azure Administrator', 'Azure Developer', 'DevOps Engineer', 'Azure AI Engineer',
        'Fabric Analytics Engineer', 'Microsoft 365 Administrator', 'Identity and Access Administrator', 'Cybersecurity Architect',
        'Power BI Data Analyst', 'Dynamics 365 Finance Functional Consultant']) with ordinality as x (w, i);
    insert into employers (mpn_id, name)
      select (1000000 + i * 7919)::text, (array['Balticstack', 'FjordIT', 'Smit & Zonen', 'Cobaltcloud'])[1 + i % 4] || ' ' || i || ' ' ||
        (array['A.E.', 'GmbH', 'Sp. z o.o.', 'Ltd', 'B.V.'])[1 + i % 5] from generate_series(1, ${employers}) i;
    insert into persons (email, first_name, last_name, phone, notice_version, informed_at)
      select split_part(email, '@', 1) || '.' || n || '@' || split_part(email, '@', 2), first, last, phone, 1, now() from raw order by n;
    insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at)
      select n, 1 + (n - 1) / ${people / employers}, c.code, role, '2026-01-01', 'staff', now() from raw join countries c on c.name = country order by n;
    insert into enrolments (person_id, employment_id, workshop_id, percent)
      select e.person_id, e.id, 1 + (e.person_id + k * 3) % 10, (e.person_id * 37 + k * 11) % 101
      from employments e, generate_series(0, 1) k order by e.person_id, k;
    drop table raw;
    set session_replication_role = origin`);
  await client.query('vacuum analyze');
}

/** Registration and progress alone, so that what is measured is rows. */
export async function agreeWithEverybody(
  { client }: BenchDatabase,
  changes: Partial<typeof FULL_AGREEMENT> = {},
): Promise<void> {
  const employers = await client.query<{ mpn_id: string }>('select mpn_id from employers order by id');
  const terms = { ...FULL_AGREEMENT, ...changes, datasets: { F1: FULL_AGREEMENT.datasets['F1'] ?? [] } };
  await makeAgreements([
    { ...terms, recipient: MICROSOFT },
    ...employers.rows.map(({ mpn_id: mpnId }) => ({ ...terms, recipient: { kind: 'employer', mpnId } as const })),
  ]);
}

/** Takes runs and builds away, so that the same can be measured again. */
export async function forgetRuns({ client }: BenchDatabase): Promise<void> {
  await client.query(
    'truncate runs, builds, build_pages, deliveries, delivery_attempts, notifications, audit_events, audit_seals',
  );
}
