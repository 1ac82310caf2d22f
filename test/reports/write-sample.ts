/** Builds one workbook anew and prints its hash: run as a process of its own, in another zone. */
import { sampleRows } from '#test/bench/floor.ts';
import { EXAM_ROWS, write } from './files.ts';
import { aPlan } from './plans.ts';

const { sha256 } = await write(aPlan({ language: 'pl' }), { registration: sampleRows(2_000, 7), exams: EXAM_ROWS });
process.stdout.write(`${sha256}\n`);
