/**
 * What it costs to record whose rows leave: the time of that statement, and of the whole transactions that record builds with their deliveries and events, as
 * shares of the time from planned runs to checked and recorded ones. Once for Microsoft's large file and once for two thousand small ones.
 */
import type { Target } from '#app/features/agreements/target.ts';
import { planRuns } from '#app/features/reporting/plan-runs.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import pg from 'pg';

import { agreeWithEverybody, fillWithPeople, forgetRuns, openBenchDatabase } from './bench-database.ts';
import { median, seconds, timed } from './measure.ts';

const PEOPLE = 100_000;
const EMPLOYERS = 2_000;
const RUNS = 3;
const PERIOD = '2026-01';

type Recorded = { readonly rowsMs: number; readonly transactionsMs: number };
type Watch = { recorded(): Recorded; stop(): void };

const textOf = (query: unknown): string =>
  typeof query === 'string' ? query : String(Reflect.get(Object(query), 'text') ?? '');

/** Adds up the time of this process's transactions that record builds, from their begin to their commit. */
function watchRecording(): Watch {
  const original: unknown = Reflect.get(pg.Client.prototype, 'query');
  if (typeof original !== 'function') throw new Error('pg has no query');
  const begun = new Map<unknown, { at: number; records: boolean }>();
  let rowsMs = 0;
  let transactionsMs = 0;
  const watching = function (this: unknown, ...given: unknown[]): unknown {
    const text = textOf(given[0]);
    if (/^\s*begin/i.test(text)) begun.set(this, { at: performance.now(), records: false });
    const under = begun.get(this);
    if (under !== undefined && text.includes('insert into build_pages')) under.records = true;
    const asked = performance.now();
    const answer: unknown = Reflect.apply(original, this, given);
    if (text.includes('insert into build_pages') && answer instanceof Promise)
      return answer.finally(() => (rowsMs += performance.now() - asked));
    if (!/^\s*commit/i.test(text) || under === undefined || !(answer instanceof Promise)) return answer;
    return answer.finally(() => {
      if (under.records) transactionsMs += performance.now() - under.at;
      begun.delete(this);
    });
  };
  Reflect.set(pg.Client.prototype, 'query', watching);
  return {
    recorded: () => ({ rowsMs, transactionsMs }),
    stop: () => void Reflect.set(pg.Client.prototype, 'query', original),
  };
}

async function measure(target: Target): Promise<Recorded & { ms: number }> {
  const planned = await planRuns(target, PERIOD, await databaseNow());
  if (!planned.ok) throw new Error(planned.reason);
  const runIds = planned.value.map(({ runId }) => runId);
  const watch = watchRecording();
  try {
    const ms = await timed(() => produceRuns(runIds));
    return { ms, ...watch.recorded() };
  } finally {
    watch.stop();
  }
}

/** Measures, and gives the lines to print. */
export async function benchDisclosureRecording(
  people = PEOPLE,
  employers = EMPLOYERS,
  runs = RUNS,
): Promise<{ name: string; lines: string[] }> {
  const database = await openBenchDatabase();
  try {
    await fillWithPeople(database, people, employers);
    await agreeWithEverybody(database);
    const lines = [];
    for (const [name, target] of [
      ['one file', { kind: 'slugs', slugs: ['microsoft'] }],
      [`${employers} files`, { kind: 'employers' }],
    ] as const) {
      const measured: (Recorded & { ms: number })[] = [];
      for (let run = 0; run < runs; run++) {
        await forgetRuns(database);
        measured.push(await measure(target));
      }
      const whole = median(measured.map(({ ms }) => ms));
      const shareOf = (part: keyof Recorded): string =>
        `${(median(measured.map((run) => run[part] / run.ms)) * 100).toFixed(1)} %`;
      if (measured.some(({ rowsMs }) => rowsMs === 0)) throw new Error('No recording was seen');
      lines.push(
        `${people * 2} rows in ${name}, median of ${runs}: ${seconds(whole)}, of it recording whose rows they are ${shareOf('rowsMs')} (aim ≤ 15 %), ` +
          `with builds, deliveries and events ${shareOf('transactionsMs')}`,
      );
    }
    return { name: 'disclosure-recording', lines };
  } finally {
    await database.close();
  }
}
