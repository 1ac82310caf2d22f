// `npm run demo`: the main job on the sample data, from nothing to a portal that a person can open, in one command. Run
// again it finds what is there: nothing is imported, run or sent twice.
import { listPersonas } from '#app/features/access/personas.server.ts';
import { closePortal } from '#app/features/access/readiness.server.ts';
import { seedLearning } from '#app/features/learning/seed-learning.server.ts';
import { seedRecordings } from '#app/features/learning/seed-recordings.server.ts';
import { seedSessions } from '#app/features/learning/seed-sessions.server.ts';
import { readTarget } from '#app/features/agreements/target.ts';
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { importBytes, type ImportResult } from '#app/features/intake/import.server.ts';
import { publishNotice } from '#app/features/people/publish-notice.server.ts';
import { lastMonth } from '#app/features/delivery/occurrence.ts';
import { seedProcessors } from '#app/features/privacy/seed-processors.server.ts';
import { RUN_STATE_WORDS } from '#app/features/reporting/run.ts';
import { listRuns } from '#app/features/reporting/runs.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { env } from '#app/platform/env.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { announceSession } from '../prisma/seed/announced-session.ts';
import { NOTICE } from '../prisma/seed/notice.ts';
import { seedAgreements } from '../prisma/seed/sample-agreements.ts';
import { readSample } from '../prisma/seed/sample.ts';
import { seedStaff } from '../prisma/seed/staff.ts';
import { startServer } from './server.ts';
import { startWorker } from './worker.ts';

const DEMO = { kind: 'system', name: 'demonstration' } as const;
const ATTESTED = { version: NOTICE.version, by: 'the training centre' } as const;

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

const told = (what: string, { read, created, changed, same, refused }: ImportResult): string =>
  `  ${what.padEnd(18)}${read} rows: ${created} new, ${changed} changed, ${same} the same, ${refused.length} refused`;

async function importSamples(): Promise<void> {
  say('Imported');
  say(told('workshops.csv', await importBytes(DEMO, { kind: 'workshops', ...(await readSample('workshops.csv')) })));
  const registrations = await readSample('registrations.csv');
  say(
    told('registrations.csv', await importBytes(DEMO, { kind: 'registrations', ...registrations, notice: ATTESTED })),
  );
  await seedAgreements();
  say(told('exams.csv', await importBytes(DEMO, { kind: 'exams', ...(await readSample('exams.csv')) })));
}

async function runLastMonth(): Promise<void> {
  const now = await databaseNow();
  const period = lastMonth(now);
  const runIds: number[] = [];
  for (const to of ['microsoft', 'employers']) {
    const target = readTarget(to);
    const made = target.ok ? await runReports(target.value, period, now) : target;
    if (!made.ok) throw new Error(`The reports of ${period} were not run: ${made.reason}`);
    runIds.push(...made.value);
  }
  const runs = await listRuns(DEMO, { ids: runIds });
  say(`\nReports of ${period}, each opened again and checked`);
  for (const [state, group] of Map.groupBy(runs, (run) => run.state)) {
    say(`  ${RUN_STATE_WORDS[state].padEnd(18)}${group.length}`);
  }
  for (const run of runs.filter(({ state }) => state === 'awaiting-release')) {
    say(`  run ${run.id}, ${run.recipient.name}: ${run.reasons.join('; ')}`);
    say(`    npm run psa -- report release ${run.id} --reason "the employer agreed to it"`);
  }
  say(`  in ${dataPath('outbox', period)}`);
}

async function main(): Promise<void> {
  const stop = new Promise<void>((resolve) => void process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await publishNotice(NOTICE);
  await seedStaff();
  await importSamples();
  await seedLearning();
  await runLastMonth();
  // After the reports: what they hold is what the files said.
  await seedSessions();
  await announceSession();
  await seedRecordings();
  await seedProcessors();
  const server = await startServer({ port: env().port });
  const worker = await startWorker();
  say(`\nThe portal is up at ${server.url}`);
  for (const { id, title, name } of await listPersonas()) {
    say(`  ${title.padEnd(18)}${server.url}/sign-in/demo/${id}  ${name}`);
  }
  say('Ctrl-C stops everything.');
  await stop;
  say('Stopping…');
  await worker.close();
  await server.close();
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await closePortal();
}
