// A command for the fault tests: imports one file and ends. Arguments: the kind and the file. Its environment says which database.
import { readFile } from 'node:fs/promises';
import { importBytes } from '#app/features/intake/import.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';

const [, , kind, file = ''] = process.argv;
if (kind !== 'registrations' && kind !== 'exams') throw new Error('Say registrations or exams');
const result = await importBytes(
  { kind: 'system', name: 'test' },
  { kind, fileName: file, bytes: await readFile(file) },
);
process.stdout.write(JSON.stringify(result));
await closeDatabase();
