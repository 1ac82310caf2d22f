// `npm run bench [-- NAME [SIZE …]]`: every benchmark, each in a process of its own, or one, smaller where it takes sizes. Ratios to references that are measured in the same run.
import { spawnSync } from 'node:child_process';

import { benchChanges10k } from './changes-10k.ts';
import { benchDisclosureRecording } from './disclosure-recording.ts';
import { benchImportRefused } from './import-refused.ts';
import { benchImport50k } from './import-50k.ts';
import { benchMonthEnd } from './month-end.ts';
import { benchPage } from './page.ts';
import { benchReport1m } from './report-1m.ts';
import { benchReportFanout } from './report-fanout.ts';
import { benchSearch100k } from './search-100k.ts';
import { benchRoster500 } from './roster-500.ts';
import { benchWhy } from './why.ts';
import { benchWriteOnly } from './write-only.ts';

type Benchmark = (...sizes: number[]) => Promise<{ readonly lines: readonly string[] }>;

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  'write-only': benchWriteOnly,
  'report-1m': benchReport1m,
  'report-fanout': benchReportFanout,
  'import-50k': benchImport50k,
  'import-refused': benchImportRefused,
  page: benchPage,
  'roster-500': benchRoster500,
  'search-100k': benchSearch100k,
  why: benchWhy,
  'changes-10k': benchChanges10k,
  'month-end': benchMonthEnd,
  'disclosure-recording': benchDisclosureRecording,
};

const [wanted, ...sizes] = process.argv.slice(2);
const benchmark = wanted !== undefined && Object.hasOwn(BENCHMARKS, wanted) ? BENCHMARKS[wanted] : undefined;
if (wanted === undefined) {
  // The environment is read once in a process, and names the database of one benchmark.
  for (const name of Object.keys(BENCHMARKS)) {
    const { status } = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, name], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
} else if (benchmark !== undefined) {
  for (const line of (await benchmark(...sizes.map(Number))).lines) process.stdout.write(`${wanted}: ${line}\n`);
} else {
  process.stderr.write(`There is no benchmark '${wanted}': say ${Object.keys(BENCHMARKS).join(', ')}\n`);
  process.exitCode = 2;
}
