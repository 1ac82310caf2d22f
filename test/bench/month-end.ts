/**
 * The end of a month: Microsoft's report and one of each of two thousand employers due at one minute, from due to published on the portal, as the worker
 * does it; against the floors of the same files. And how long pages take meanwhile, against the same pages while nothing else happens.
 */
import { inSnapshot, readSheetRows } from '#app/features/reporting/dataset-rows.server.ts';
import { planRuns } from '#app/features/reporting/plan-runs.server.ts';
import { runDue } from '#app/features/delivery/schedules.server.ts';
import type { Target } from '#app/features/agreements/target.ts';
import { giveWayToPages } from '#app/platform/background.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { ensureBuild } from '#app/portal-build.ts';
import { DATASETS, fieldOf } from '#reports/catalogue.ts';
import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  agreeWithEverybody,
  fillWithPeople,
  forgetRuns,
  openBenchDatabase,
  type BenchDatabase,
} from './bench-database.ts';
import { writeFloor } from './floor.ts';
import { measureApart, measureInTurns, percentile95, seconds, tell, timed } from './measure.ts';
import { cookieOf, startProduction, tokenOf } from './production-server.ts';

const PEOPLE = 100_000;
const EMPLOYERS = 2_000;
const RUNS = 3;
/** Whatever the machine, a run that takes longer is given up. */
const LONGEST_MS = 10 * 60_000;
const IDLE_MS = 15_000;
/** One page after the other, a moment apart: what somebody notices, not how much a server can take. */
const PAUSE_MS = 25;
const LEARNERS = 50;

/** The portal's clock stands at noon of the first of next month: all that is monthly fell due at 06:00, at one minute. */
const AT_THE_FIRST = `
  create or replace function psa_now() returns timestamptz language sql stable parallel safe
    return (date_trunc('month', now() at time zone 'UTC') + interval '1 month 12 hours') at time zone 'UTC'`;

const { fields } = DATASETS.F1;
const SHEET = {
  id: 'registration',
  dataset: 'F1',
  view: 'reporting.registration_and_progress',
  fields,
  columns: fields.map((field) => fieldOf(field).column),
} as const;

async function rowsOf(target: Target): Promise<Map<number, (string | null)[][]>> {
  const now = await databaseNow();
  const period = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
  const runs = await planRuns(target, period, now);
  if (!runs.ok) throw new Error(runs.reason);
  const runIds = runs.value.map(({ runId }) => runId);
  const files = new Map<number, (string | null)[][]>();
  await inSnapshot(runIds, async (snapshot) => {
    for await (const { runId, rows } of readSheetRows(snapshot, runIds, { coarsened: false }, SHEET)) {
      const file = files.get(runId) ?? [];
      for (const row of rows) file.push(row);
      files.set(runId, file);
    }
  });
  return files;
}

/** The floor of the same files, all rows in memory before the clock starts. */
async function floorOf(target: Target): Promise<number> {
  const files = await rowsOf(target);
  await mkdir(dataPath('floor'), { recursive: true });
  return timed(async () => {
    for (const [runId, rows] of files) await writeFloor(rows, dataPath('floor', String(runId)));
  });
}

const PARTS: Readonly<Record<string, () => Promise<number>>> = {
  floor: async () => (await floorOf({ kind: 'employers' })) + (await floorOf({ kind: 'slugs', slugs: ['microsoft'] })),
  async published() {
    giveWayToPages();
    const now = await databaseNow();
    return timed(() => runDue(now, AbortSignal.timeout(LONGEST_MS), ['portal']));
  },
};

async function assertPublished({ client }: BenchDatabase, expected: number): Promise<void> {
  const { rows } = await client.query<{ published: number }>(
    `select count(*)::int as published from deliveries where channel = 'portal' and state = 'delivered'`,
  );
  const published = rows[0]?.published ?? 0;
  if (published !== expected)
    throw new Error(`Only ${published} of ${expected} reports were published within ${seconds(LONGEST_MS)}`);
}

type Page = { readonly path: string; readonly tokens: readonly string[] };

/** How long each page took until `isOver`, in milliseconds. Throws when an answer is not a page. */
async function watchPages(url: string, pages: readonly Page[], isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; !isOver(); turn++) {
    const page = pages[turn % pages.length];
    if (page === undefined) throw new Error('There are no pages to ask for');
    const token = page.tokens[turn % page.tokens.length] ?? '';
    times.push(
      await timed(async () => {
        const answer = await fetch(url + page.path, { headers: { Cookie: cookieOf(token) } });
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`${page.path} answers ${answer.status}`);
      }),
    );
    await sleep(PAUSE_MS);
  }
  return times;
}

async function arrangePages({ client }: BenchDatabase): Promise<Page[]> {
  await client.query(
    `insert into staff_members (email, name) values ('trainer@academy.example', 'Ilse Vermeer');
     insert into staff_roles (staff_id, role, granted_by) select id, 'trainer', 'benchmark' from staff_members`,
  );
  const learners = [];
  for (let id = 1; id <= LEARNERS; id++) learners.push(await tokenOf({ kind: 'person', id }));
  return [
    { path: '/me', tokens: learners },
    { path: '/train', tokens: [await tokenOf({ kind: 'staff', id: 1 })] },
  ];
}

/** The 95th percentile of pages while nothing happens, and while everything that is due is made in a process of its own. */
async function comparePages(database: BenchDatabase): Promise<{ idle: number; meanwhile: number; asked: number }> {
  const server = await startProduction(database.folder);
  try {
    const pages = await arrangePages(database);
    const warm = performance.now() + 3_000;
    await watchPages(server.url, pages, () => performance.now() >= warm);
    const end = performance.now() + IDLE_MS;
    const idle = await watchPages(server.url, pages, () => performance.now() >= end);
    await forgetRuns(database);
    let isOver = false;
    const made = measureApart(import.meta.filename, 'published').finally(() => (isOver = true));
    const meanwhile = await watchPages(server.url, pages, () => isOver);
    await made;
    return { idle: percentile95(idle), meanwhile: percentile95(meanwhile), asked: meanwhile.length };
  } finally {
    await server.stop();
  }
}

/** Measures, and gives the lines to print. */
export async function benchMonthEnd(
  people = PEOPLE,
  employers = EMPLOYERS,
  runs = RUNS,
): Promise<{ name: string; lines: string[] }> {
  await ensureBuild();
  const database = await openBenchDatabase();
  try {
    await fillWithPeople(database, people, employers);
    await agreeWithEverybody(database, { channels: ['portal'] });
    await database.client.query(AT_THE_FIRST);
    const { of, ratio, peakMb } = await measureInTurns(import.meta.filename, Object.keys(PARTS), runs, () =>
      forgetRuns(database),
    );
    await assertPublished(database, employers + 1);
    const { idle, meanwhile, asked } = await comparePages(database);
    await assertPublished(database, employers + 1);
    return {
      name: 'month-end',
      lines: [
        `${employers} employers and Microsoft, ${people} people, median of ${runs}: floors ${seconds(of('floor'))}`,
        `from due to published: ${seconds(of('published'))}, ${ratio('published')} × the floors (aim ≤ 3); peak memory ${peakMb('published').toFixed(0)} MB`,
        `pages: p95 ${idle.toFixed(1)} ms idle, ${meanwhile.toFixed(1)} ms meanwhile (${asked} asked): ${(meanwhile / idle).toFixed(2)} × (aim ≤ 2)`,
      ],
    };
  } finally {
    await database.close();
  }
}

const part = import.meta.main ? process.argv[2] : undefined;
if (part !== undefined) {
  tell((await PARTS[part]?.()) ?? NaN);
  await closeDatabase();
}
