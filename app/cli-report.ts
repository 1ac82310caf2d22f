// The `report` verbs of the command line.
import type { Command } from 'commander';
import { readTarget } from '#app/features/agreements/target.ts';
import { outboxName, putInFolder } from '#app/features/delivery/folder.server.ts';
import { lastMonth } from '#app/features/delivery/occurrence.ts';
import { releaseAndDeliver, runReports } from '#app/features/delivery/run-reports.server.ts';
import { RUN_REFUSALS } from '#app/features/reporting/plan-runs.server.ts';
import { RELEASE_REFUSALS } from '#app/features/reporting/release-run.server.ts';
import { buildPath, hashFile } from '#app/features/reporting/report-files.server.ts';
import { GATE_REASONS, RUN_STATE_WORDS, TO_BE_BUILT } from '#app/features/reporting/run.ts';
import { findRun, listRuns, type RunView } from '#app/features/reporting/runs.server.ts';
import { findOrigin } from '#app/features/reporting/verify-report.server.ts';
import { findReason, WHY_REFUSALS } from '#app/features/reporting/why.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { columns, EXIT, print, RefusedError, type Output, type Perform } from './cli-output.ts';

const CLI = { kind: 'system', name: 'command line' } as const;

type RunResult = {
  run: number;
  recipient: string;
  period: string;
  state: string;
  /** Of the newest build, null before the first. */
  build: number | null;
  file: string | null;
  sha256: string | null;
  rows: Record<string, number>;
  reasons: readonly string[];
};

const parcelOf = (run: RunView, number: number, sha256: string) => ({
  runId: run.id,
  period: run.period,
  recipientSlug: run.recipient.slug,
  path: buildPath(run.id, number),
  sha256,
});

/** Where a person finds the newest file: the copy that was asked for, else the outbox once it went there. Nowhere when it was deleted. */
async function placeOf(run: RunView, out: string | undefined): Promise<string | null> {
  const { build } = run;
  if (build?.fileRemovedAt !== null || (run.state !== 'ready' && run.state !== 'done')) return null;
  if (out !== undefined) return putInFolder(out, parcelOf(run, build.number, build.sha256));
  const inFolder = run.deliveries.some(
    ({ channel, state, buildNumber }) => channel === 'folder' && state === 'delivered' && buildNumber === build.number,
  );
  return inFolder ? dataPath('outbox', outboxName({ period: run.period, recipientSlug: run.recipient.slug })) : null;
}

async function resultOf(run: RunView, out?: string): Promise<RunResult> {
  return {
    run: run.id,
    recipient: run.recipient.slug,
    period: run.period,
    state: run.state,
    build: run.build?.number ?? null,
    file: await placeOf(run, out),
    sha256: run.build?.sha256 ?? null,
    rows: Object.fromEntries(run.build?.sheets.map(({ id, rows }) => [id, rows]) ?? []),
    reasons: run.reasons,
  };
}

function linesOf(results: readonly RunResult[]): string[] {
  if (results.length === 0) return ['No runs yet. Make one with: npm run psa -- report run --to microsoft'];
  const rows = results.map((result) => [
    String(result.run),
    result.recipient,
    result.period,
    RUN_STATE_WORDS[result.state as keyof typeof RUN_STATE_WORDS],
    String(result.build ?? ''),
    Object.entries(result.rows)
      .map(([sheet, count]) => `${count} ${sheet}`)
      .join(', '),
    result.file ?? '',
  ]);
  const why = results.filter(({ reasons }) => reasons.length > 0 && reasons.join('') !== '');
  return [
    ...columns([['run', 'recipient', 'period', 'state', 'build', 'rows', 'file'], ...rows]),
    ...why.map(({ run, reasons }) => `run ${run}: ${reasons.join('; ')}`),
  ];
}

/** One run that is held ends with 2; of many, that is what their agreements say. A run that failed or has no file is a fault. */
async function run(output: Output, options: { to: string; period?: string; out?: string }): Promise<number> {
  const target = readTarget(options.to);
  if (!target.ok) throw new RefusedError(target.reason);
  const now = await databaseNow();
  const made = await runReports(target.value, options.period ?? lastMonth(now), now);
  if (!made.ok) throw new RefusedError(`Not run: ${RUN_REFUSALS[made.reason]}`, { reason: made.reason });
  const runs = await listRuns(CLI, { ids: made.value });
  const [only] = runs;
  if (options.out !== undefined && runs.length === 1 && only?.build?.fileRemovedAt)
    throw new RefusedError(
      `The file of run ${only.id} was deleted: somebody in it was erased, or its time was over. Its hash is kept: ${only.build.sha256}`,
      { run: only.id, reason: 'file-removed', sha256: only.build.sha256 },
    );
  const results = await Promise.all(runs.map((found) => resultOf(found, options.out)));
  const one = options.to !== 'employers';
  print(output, one ? results[0] : results, linesOf(results));
  const isFault = ({ needsPerson, state }: RunView): boolean =>
    TO_BE_BUILT.includes(state) || (needsPerson && state !== 'awaiting-release');
  if (runs.some(isFault)) return EXIT.fault;
  return one && results[0]?.state === 'awaiting-release' ? EXIT.refused : EXIT.done;
}

/** 0 where it is none. */
const readNumber = (text: string): number => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0);

async function release(output: Output, id: string, options: { reason: string; build?: string }): Promise<void> {
  const runId = readNumber(id);
  if (runId === 0) throw new RefusedError(`'${id}' is not the number of a run`);
  const build = options.build === undefined ? undefined : readNumber(options.build);
  if (build === 0) throw new RefusedError(`'${options.build}' is not the number of a build`);
  const released = await releaseAndDeliver(CLI, runId, options.reason, build);
  if (!released.ok)
    throw new RefusedError(`Not released: ${RELEASE_REFUSALS[released.reason]}`, { reason: released.reason });
  const found = await findRun(CLI, runId);
  const results = found === null ? [] : [await resultOf(found)];
  print(output, results[0], linesOf(results));
}

async function verify(output: Output, file: string): Promise<void> {
  const sha256 = await hashFile(file).catch(() => {
    throw new RefusedError(`'${file}' cannot be read`);
  });
  const origin = await findOrigin(sha256);
  const detail = { genuine: origin !== null, run: origin?.run ?? null };
  if (origin === null) throw new RefusedError('Not genuine: no run made this file, or it was altered since', detail);
  print(output, { ...detail, ...origin }, [
    `Genuine: run ${origin.run}, build ${origin.build}, ${origin.recipient}, ${origin.period}`,
  ]);
}

async function why(output: Output, options: { person: string; to: string; period: string }): Promise<void> {
  const target = readTarget(options.to);
  const [slug] = target.ok && target.value.kind === 'slugs' ? target.value.slugs : [];
  if (slug === undefined) throw new RefusedError('Say one recipient: microsoft or employer:MPNID');
  const found = await findReason(CLI, { email: options.person, slug, period: options.period });
  if (!found.ok) throw new RefusedError(`Not known: ${WHY_REFUSALS[found.reason]}`, { reason: found.reason });
  print(output, { reason: found.value }, [`${found.value}: ${GATE_REASONS[found.value]}`]);
}

/** Adds the `report` verbs. `perform` opens and closes what a verb needs and turns faults into exit codes. */
export function addReportVerbs(program: Command, perform: Perform): void {
  const report = program.command('report').description('make, release, verify and explain reports');
  report
    .command('list')
    .description('every run with its state, newest period first')
    .action(() =>
      perform(async (output) => {
        const results = await Promise.all((await listRuns(CLI)).map((found) => resultOf(found)));
        print(output, results, linesOf(results));
      }),
    );
  report
    .command('run')
    .description('make or hand out the run of a recipient for a period, and deliver it as agreed')
    .requiredOption('--to <TO>', 'microsoft, employers, employer:MPNID, member:CC or partner:SLUG')
    .option('--period <PERIOD>', 'YYYY-MM or YYYY-Qn; last month when left out')
    .option('--out <DIR>', 'also copy the file to DIR/PERIOD/RECIPIENT.xlsx')
    .action((options: { to: string; period?: string; out?: string }) => perform((output) => run(output, options)));
  report
    .command('release <RUN>')
    .description('let a held run go')
    .requiredOption('--reason <TEXT>', 'why it may go; kept with the run')
    .option('--build <N>', 'the build that was looked at, as `report list` shows it: a newer one does not go')
    .action((id: string, options: { reason: string; build?: string }) =>
      perform((output) => release(output, id, options)),
    );
  report
    .command('verify <FILE>')
    .description('say which run made a file, or that none did')
    .action((file: string) => perform((output) => verify(output, file)));
  report
    .command('why')
    .description('why a person is or is not in a report')
    .requiredOption('--person <EMAIL>', 'any address that the person is known by')
    .requiredOption('--to <TO>', 'microsoft or employer:MPNID')
    .requiredOption('--period <PERIOD>', 'YYYY-MM or YYYY-Qn')
    .action((options: { person: string; to: string; period: string }) => perform((output) => why(output, options)));
}
