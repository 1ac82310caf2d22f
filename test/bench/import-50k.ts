/**
 * 50,000 registrations from the bytes of a CSV file to committed data, against the floor: the same rows, already in memory, loaded by one
 * `insert … select from jsonb_to_recordset` into a plain table without index or key.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importBytes } from '#app/features/intake/import.server.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import type pg from 'pg';
import { openBenchDatabase } from './bench-database.ts';
import { median, timed } from './measure.ts';

const ROWS = 50_000;
const RUNS = 5;
const COLUMNS = [
  'first_name',
  'last_name',
  'email',
  'phone',
  'country',
  'company',
  'mpn_id',
  'job_role',
  'workshop_name',
  'progress',
] as const;
/** All that an import of registrations fills. */
const FILLED =
  'persons, person_emails, employers, employments, enrolments, progress_entries, import_batches, import_changes, audit_events';

const samples = join(projectRoot, 'prisma', 'seed', 'samples');

/** The sample's rows again and again: other people of ten times as many employers. */
async function makeRows(count: number): Promise<string[][]> {
  const lines = (await readFile(join(samples, 'registrations.csv'), 'utf8')).trim().split('\r\n').slice(1);
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / lines.length);
    const cells = (lines[index % lines.length] ?? '').split(',');
    return cells.map((cell, column) => {
      if (column === 2) return cell.replace('@', `.${round}@`);
      return column === 6 ? `${cell}-${round % 10}` : cell;
    });
  });
}

async function loadPlainly(client: pg.Client, rows: readonly (readonly string[])[]): Promise<void> {
  const types = COLUMNS.map((column) => `${column} text`).join(', ');
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(COLUMNS.map((column, index) => [column, row[index]]))),
  );
  await client.query(`insert into plain select * from jsonb_to_recordset($1::text::jsonb) as r (${types})`, [json]);
}

/** Measures both in turns, and gives the lines to print. Starts a PostgreSQL of its own. */
export async function benchImport50k(count = ROWS, runs = RUNS): Promise<{ name: string; lines: string[] }> {
  const database = await openBenchDatabase();
  const { client } = database;
  try {
    await client.query(`create table plain (${COLUMNS.map((column) => `${column} text`).join(', ')})`);
    const system = { kind: 'system', name: 'benchmark' } as const;
    await importBytes(system, {
      kind: 'workshops',
      fileName: 'workshops.csv',
      bytes: await readFile(join(samples, 'workshops.csv')),
    });
    const rows = await makeRows(count);
    const header = 'First name,Last name,E-mail,Phone,Country,Company,MPN ID,Job role,Workshop name,Progress %';
    const bytes = Buffer.from([header, ...rows.map((row) => row.join(','))].join('\r\n'));
    const floors: number[] = [];
    const imports: number[] = [];
    const agains: number[] = [];
    for (let run = 0; run < runs; run++) {
      await client.query(`truncate plain, ${FILLED} cascade`);
      floors.push(await timed(() => loadPlainly(client, rows)));
      const order = { kind: 'registrations', fileName: 'registrations.csv', bytes } as const;
      imports.push(
        await timed(async () => {
          const { created, refused } = await importBytes(system, order);
          if (created !== count)
            throw new Error(`Only ${created} of ${count} rows were imported, ${refused.length} refused`);
        }),
      );
      agains.push(
        await timed(async () => {
          const { same } = await importBytes(system, order);
          if (same !== count) throw new Error('The same file again changed something');
        }),
      );
    }
    const floor = median(floors);
    const line = (what: string, times: readonly number[]) =>
      `${what.padEnd(34)} ${median(times).toFixed(0).padStart(6)} ms   ${(median(times) / floor).toFixed(2)} × the floor`;
    return {
      name: 'import-50k',
      lines: [
        `${count} rows, median of ${runs}`,
        line('one insert into a plain table', floors),
        line('file to committed data', imports),
        line('the same file again', agains),
      ],
    };
  } finally {
    await database.close();
  }
}
