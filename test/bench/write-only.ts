/** Writing alone: a million rows in memory to a workbook, against the floor and, where installed, against XlsxWriter. */
import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admit, type AdmittedRows } from '#reports/admission.ts';
import { DATASETS } from '#reports/catalogue.ts';
import { writeWorkbook } from '#reports/workbook/write-workbook.ts';
import { aPlan } from '#test/reports/plans.ts';
import { sampleRows, writeFloor } from './floor.ts';
import { median, seconds, timed } from './measure.ts';

const ROWS = 1_000_000;
const BATCH = 5_000;
const RUNS = 5;
const SEED = 20261101;
const CUT_OFF = new Date('2026-11-01T05:00:00Z');

/** The same rows through XlsxWriter's fastest road; null when python3 or the package is missing. Reading them is not timed. */
function timeXlsxWriter(rows: readonly (readonly string[])[], path: string): number | null {
  const program = `
import json, sys, time
try:
    import xlsxwriter
except ImportError:
    sys.exit(3)
rows = [json.loads(line) for line in sys.stdin]
start = time.perf_counter()
book = xlsxwriter.Workbook(sys.argv[1], {'constant_memory': True})
sheet = book.add_worksheet('Registration and progress')
for at, row in enumerate(rows):
    for column in range(9):
        sheet.write_string(at + 1, column, row[column])
    sheet.write_number(at + 1, 9, int(row[9]))
book.close()
print((time.perf_counter() - start) * 1000)
`;
  const input = rows.map((row) => JSON.stringify(row)).join('\n');
  // Debian's package belongs to Debian's python, which need not be the first on the path.
  for (const python of ['python3', '/usr/bin/python3']) {
    const run = spawnSync(python, ['-c', program, path], { input, encoding: 'utf8' });
    if (run.status === 0) return Number(run.stdout);
  }
  return null;
}

/** Measures, and gives the lines to print. */
export async function benchWriteOnly(rows = ROWS, runs = RUNS): Promise<{ name: string; lines: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'psa-bench-'));
  try {
    const sample = sampleRows(rows, SEED);
    const plan = aPlan({ datasets: { F1: DATASETS.F1.fields } });
    function* batches(): Generator<AdmittedRows> {
      for (let at = 0; at < sample.length; at += BATCH) yield admit(plan, 'registration', sample.slice(at, at + BATCH));
    }
    const path = join(folder, 'ours.xlsx');
    const floors: number[] = [];
    const ours: number[] = [];
    for (let run = 0; run < runs; run++) {
      floors.push(await timed(() => writeFloor(sample, join(folder, 'floor'))));
      ours.push(
        await timed(() =>
          writeWorkbook({ plan, cutOff: CUT_OFF, sheets: { registration: batches() } }, createWriteStream(path)),
        ),
      );
    }
    const floor = median(floors);
    const own = median(ours);
    const xlsxWriter = timeXlsxWriter(sample, join(folder, 'theirs.xlsx'));
    return {
      name: 'write-only',
      lines: [
        `${rows} rows, median of ${runs}: floor ${seconds(floor)}, ours ${seconds(own)}, ratio ${(own / floor).toFixed(2)}`,
        xlsxWriter === null
          ? 'XlsxWriter: not installed'
          : `XlsxWriter constant_memory: ${seconds(xlsxWriter)}, ${(xlsxWriter / own).toFixed(1)} × ours`,
      ],
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const { name, lines } = await benchWriteOnly();
  for (const line of lines) process.stdout.write(`${name}: ${line}\n`);
}
