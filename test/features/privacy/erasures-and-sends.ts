// Erasures that race the sending of a report which holds the person: what is sent is lawful, and where it was sent before, its recipient is told.
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { buildAndDeliver } from '#app/features/delivery/run-reports.server.ts';
import { outboxName } from '#app/features/delivery/folder.server.ts';
import { removeCopies } from '#app/features/privacy/removed-copies.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { hashFile } from '#app/features/reporting/report-files.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { buildFor, getRun, SYSTEM } from '#test/support/runs.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { arrangeReported, notificationsOf } from './reported-person.ts';

/** Where the races begin to look for the moment at which the sender asks the gate; it lies elsewhere on each machine, and moves with what else runs. */
const FIRST_WAIT_MS = 60;
const LONGEST_WAIT_MS = 2_000;
/** How much later the next erasure comes after one that was in time, and how much sooner after one that was late. */
const STEP = 1.25;

export type RaceCount = { readonly excluded: number; readonly told: number; readonly faults: string[] };

/** Numbers from 0 to 1, the same for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function raceOne(database: TestDatabase, waitMs: number): Promise<'excluded' | 'told' | { fault: string }> {
  const anna = await arrangeReported(database);
  const [runId = 0] = await buildFor([anna.slug]);
  const [own] = await database.query<{ ref: number }>('select id as ref from enrolments where person_id = $1', [
    anna.id,
  ]);
  const erasing = sleep(waitMs).then(() => erasePerson(SYSTEM, anna.id));
  const [erased] = await Promise.all([erasing, deliverDue([runId])]);
  // Whatever the erasure pulled after the sender was through.
  await buildAndDeliver([runId]);
  const run = await getRun(runId);
  const [sent] = await database.query<{ sha256: string; number: number; holds: boolean }>(
    `select b.sha256, b.number, exists (select from build_pages g where g.build_id = b.id and g.sheet = 'registration' and $2 = any(g.refs)) as holds
     from deliveries d join builds b on b.id = d.build_id where d.run_id = $1 and d.disclosed_at is not null`,
    [runId, own?.ref ?? 0],
  );
  const told = await notificationsOf(database, anna.slug);
  // One that was being sent while she went is left to the sweep.
  await removeCopies([runId]);
  const copy = dataPath('outbox', outboxName({ period: run.period, recipientSlug: anna.slug }));
  const file = await hashFile(copy).catch(() => null);
  const what = `${anna.slug}: build ${sent?.number} ${sent?.holds === true ? 'with' : 'without'} her, ${told.length} told, ${run.state}`;
  if (!erased.erased || run.state !== 'done' || sent === undefined) return { fault: what };
  // What held her and left is told, and the academy's own copy of it is gone (R7).
  if (file !== (sent.holds ? null : sent.sha256)) return { fault: `${what}, copy ${file}` };
  if (sent.holds ? told.length !== 1 : told.length !== 0 || sent.number === 1) return { fault: what };
  return sent.holds ? 'told' : 'excluded';
}

/** So many races, some side by side, at moments that the seed chooses around the one at which the sender asks. */
export async function raceErasures(
  database: TestDatabase,
  { races, seed, atOnce = 4 }: { races: number; seed: number; atOnce?: number },
): Promise<RaceCount> {
  const next = numbersFrom(seed);
  const outcomes: Awaited<ReturnType<typeof raceOne>>[] = [];
  let centreMs = FIRST_WAIT_MS;
  for (let begun = 0; begun < races; begun += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, races - begun) }, () =>
      raceOne(database, centreMs * (0.5 + next())),
    );
    const came = await Promise.all(batch);
    outcomes.push(...came);
    const early = came.filter((outcome) => outcome === 'excluded').length;
    const late = came.filter((outcome) => outcome === 'told').length;
    centreMs = Math.min(Math.max(centreMs * STEP ** (early - late), 1), LONGEST_WAIT_MS);
  }
  return {
    excluded: outcomes.filter((outcome) => outcome === 'excluded').length,
    told: outcomes.filter((outcome) => outcome === 'told').length,
    faults: outcomes.flatMap((outcome) => (typeof outcome === 'object' ? [outcome.fault] : [])),
  };
}
