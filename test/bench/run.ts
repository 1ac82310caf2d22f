// `npm run bench [-- NAME]`: every benchmark, each in a process of its own, or one. Ratios to references that are measured in the same run.
import { spawnSync } from 'node:child_process';

import { benchChanges10k } from './changes-10k.ts';
import { benchImportRefused } from './import-refused.ts';
import { benchImport50k } from './import-50k.ts';
import { benchPage } from './page.ts';
import { benchReport1m } from './report-1m.ts';
import { benchReportFanout } from './report-fanout.ts';
import { benchSearch100k } from './search-100k.ts';
import { benchRoster500 } from './roster-500.ts';
import { benchWhy } from './why.ts';
import { benchWriteOnly } from './write-only.ts';

const BENCHMARKS = {
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
} as const;

const isBenchmark = (name: string): name is keyof typeof BENCHMARKS => Object.hasOwn(BENCHMARKS, name);

const [wanted] = process.argv.slice(2);
if (wanted === undefined) {
  // The environment is read once in a process, and names the database of one benchmark.
  for (const name of Object.keys(BENCHMARKS)) {
    const { status } = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, name], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
} else if (isBenchmark(wanted)) {
  for (const line of (await BENCHMARKS[wanted]()).lines) process.stdout.write(`${wanted}: ${line}\n`);
} else {
  process.stderr.write(`There is no benchmark '${wanted}': say ${Object.keys(BENCHMARKS).join(', ')}\n`);
  process.exitCode = 2;
}
