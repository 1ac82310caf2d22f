/**
 * 50,000 registrations from the bytes of a CSV file to committed data, against the floor: the same rows, already in memory, loaded by one
 * `insert … select from jsonb_to_recordset` into a plain table without index or key.
 */
import { importBytes } from '#app/features/intake/import.server.ts';
import { COLUMNS } from '#app/features/intake/match-columns.ts';
import { csv, REGISTRATION_HEADER, sampleCells } from '#test/support/import-files.ts';
import type pg from 'pg';
import { openBenchDatabase } from './bench-database.ts';
import { median, timed } from './measure.ts';

const ROWS = 50_000;
const RUNS = 5;
const { registrations: columns } = COLUMNS;
/** All that an import of registrations fills. */
const FILLED =
  'persons, person_emails, employers, employments, enrolments, progress_entries, import_batches, import_changes, audit_events';

/** The sample's rows again and again: other people of ten times as many employers. */
function makeRows(count: number): string[][] {
  const [, ...sample] = sampleCells('registrations');
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / sample.length);
    return (sample[index % sample.length] ?? []).map((cell, column) => {
      if (columns[column] === 'email') return cell.replace('@', `.${round}@`);
      return columns[column] === 'mpn_id' ? `${cell}-${round % 10}` : cell;
    });
  });
}

async function loadPlainly(client: pg.Client, rows: readonly (readonly string[])[]): Promise<void> {
  const types = columns.map((column) => `${column} text`).join(', ');
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]]))),
  );
  await client.query(`insert into plain select * from jsonb_to_recordset($1::text::jsonb) as r (${types})`, [json]);
}

/** Measures both in turns, and gives the lines to print. Starts a PostgreSQL of its own. */
export async function benchImport50k(count = ROWS, runs = RUNS): Promise<{ name: string; lines: string[] }> {
  const database = await openBenchDatabase();
  const { client } = database;
  try {
    await client.query(`create table plain (${columns.map((column) => `${column} text`).join(', ')})`);
    const system = { kind: 'system', name: 'benchmark' } as const;
    await importBytes(system, {
      kind: 'workshops',
      fileName: 'workshops.csv',
      bytes: csv(sampleCells('workshops')),
    });
    const rows = makeRows(count);
    const bytes = csv([REGISTRATION_HEADER, ...rows]);
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
