// Imports files and rows into an empty register, and tells what came of them in short.
import { importBytes, type ImportOrder, type ImportResult } from '#app/features/intake/import.server.ts';
import { beforeAll, beforeEach } from 'vitest';
import type { TestDatabase } from './database.ts';
import { csv, registrations, sampleCells, type Cells } from './import-files.ts';
import { emptyRegister } from './register-content.ts';
import { arrangeNotice } from './register.ts';
import { SYSTEM } from './runs.ts';

export const NOTICE = { version: 1, by: 'the training centre' };

export const importFile = (kind: ImportOrder['kind'], bytes: Uint8Array, more: Partial<ImportOrder> = {}) =>
  importBytes(SYSTEM, { kind, bytes, fileName: `${kind}.csv`, ...more });

export const importRows = (...rows: Cells[]) => importFile('registrations', registrations(...rows));

/** Read, created, changed, same and refused. */
export const counts = ({ read, created, changed, same, refused }: ImportResult): number[] => [
  read,
  created,
  changed,
  same,
  refused.length,
];

export const reasons = ({ refused }: ImportResult) => refused.map(({ row, column, code }) => [row, column, code]);

/** What imports changed in a table, in their order. */
export const changesOf = (database: TestDatabase, table: string) =>
  database.query(
    'select before, after from import_changes where table_name = $1 and before is not null order by batch_id, row_id',
    [table],
  );

/** Before each test there are a notice and the sample's workshops, and nobody. */
export function useEmptyRegister(database: TestDatabase): void {
  beforeAll(() => arrangeNotice());
  beforeEach(async () => {
    await emptyRegister(database);
    await importFile('workshops', csv(sampleCells('workshops')));
  });
}
