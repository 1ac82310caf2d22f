// `npm run bench [-- NAME]`: every benchmark, or one. Ratios to references that are measured in the same run.
import { benchImport50k } from './import-50k.ts';
import { benchReport1m } from './report-1m.ts';
import { benchReportFanout } from './report-fanout.ts';
import { benchWriteOnly } from './write-only.ts';

const BENCHMARKS = {
  'write-only': benchWriteOnly,
  'report-1m': benchReport1m,
  'report-fanout': benchReportFanout,
  'import-50k': benchImport50k,
} as const;

const wanted = process.argv[2];
if (wanted !== undefined && !Object.hasOwn(BENCHMARKS, wanted)) {
  process.stderr.write(`There is no benchmark '${wanted}': say ${Object.keys(BENCHMARKS).join(', ')}\n`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(BENCHMARKS)) {
  if (wanted !== undefined && name !== wanted) continue;
  for (const line of (await bench()).lines) process.stdout.write(`${name}: ${line}\n`);
}
