/**
 * 50,000 registrations from the bytes of a CSV file to committed data, against the floor: the same rows, already in memory, loaded by one
 * `insert … select from jsonb_to_recordset` into a plain table without index or key.
 */
import { applyUpload } from '#app/features/intake/apply-upload.server.ts';
import { importBytes } from '#app/features/intake/import.server.ts';
import { COLUMNS } from '#app/features/intake/match-columns.ts';
import { readFirst } from '#app/features/intake/read-upload.server.ts';
import { receiveUpload } from '#app/features/intake/receive-upload.server.ts';
import { getUploadPage } from '#app/features/intake/show-upload.server.ts';
import { findUpload } from '#app/features/intake/uploads.server.ts';
import { csv, REGISTRATION_HEADER, sampleCells } from '#test/support/import-files.ts';
import { setTimeout as sleep } from 'node:timers/promises';
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

const TRAINER = { kind: 'staff', staffId: 1, roles: ['trainer'], name: 'Ilse' } as const;

/** As a browser does it: the file goes up, its plan is looked at, and brought in. */
async function importByWizard(bytes: Uint8Array, expected: number): Promise<void> {
  const actor = { ...TRAINER, roles: [...TRAINER.roles] };
  const form = new FormData();
  form.set('kind', 'registrations');
  form.set('file', new Blob([new Uint8Array(bytes)]), 'registrations.csv');
  // Fifty thousand rows of the sample are more than the form takes; reading and writing them is what is measured.
  const limits = { mostBytes: 20_000_000, longestMs: 60_000 };
  const received = await receiveUpload(new Request('http://localhost/', { method: 'POST', body: form }), limits);
  if (!received.ok) throw new Error(received.reason);
  await readFirst(actor, received.value);
  let upload = await findUpload(actor, received.value.id);
  while (upload?.state === 'reading') {
    await sleep(5);
    upload = await findUpload(actor, received.value.id);
  }
  if (upload === null) throw new Error('The upload is gone');
  const page = await getUploadPage(actor, upload, { fate: null, page: 1 });
  const plan = upload.summary?.plan;
  if (page.rows === null || plan?.counts.created !== expected) throw new Error('The plan is another one');
  const applied = await applyUpload(actor, upload, { digest: plan.digest, acceptValid: false });
  if (applied.done !== 'applied') throw new Error(applied.done);
}

/** Measures all in turns, and gives the lines to print. Starts a PostgreSQL of its own. */
export async function benchImport50k(count = ROWS, runs = RUNS): Promise<{ name: string; lines: string[] }> {
  const database = await openBenchDatabase();
  const { client } = database;
  try {
    await client.query(`create table plain (${columns.map((column) => `${column} text`).join(', ')})`);
    await client.query(`insert into staff_members (email, name) values ('trainer@academy.example', 'Ilse')`);
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
    const wizards: number[] = [];
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
      await client.query(`truncate ${FILLED} cascade`);
      wizards.push(await timed(() => importByWizard(bytes, count)));
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
        `${line('through the wizard', wizards)}, ${(median(wizards) / median(imports)).toFixed(2)} × the command line’s`,
        line('the same file again', agains),
      ],
    };
  } finally {
    await database.close();
  }
}
