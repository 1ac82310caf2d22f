// Records finished builds: the build, whose rows stand in it, the run's next state and its deliveries, in one transaction.
import type { PoolClient } from 'pg';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { queueAttention } from '#app/features/mail/attention.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { ExposedGroup } from '#reports/reidentification.ts';
import { readTerms, type TermsOutcome } from './agreed-terms.server.ts';
import { dropOtherDrafts, keepDraft } from './report-files.server.ts';
import { TO_BE_BUILT } from './run.ts';
import type { WrittenBuild } from './write-build.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const RECORD_LIMIT_MS = 5 * 60_000;

export type FinishedBuild = {
  readonly runId: number;
  readonly number: number;
  readonly fileName: string;
  readonly cutOff: Date;
  readonly written: WrittenBuild;
  readonly exposure: readonly ExposedGroup[];
  readonly decision: 'send' | 'hold';
  readonly reasons: readonly string[];
};

const INSERT_BUILDS = `
  insert into builds (run_id, number, cut_off, file_name, sha256, bytes, sheets, checks, exposure, took_ms)
  select b.run_id, b.number, b.cut_off, b.file_name, b.sha256, b.bytes, b.sheets, b.checks, b.exposure, b.took_ms
  from jsonb_to_recordset($1::text::jsonb) as b (run_id int, number int, cut_off timestamptz, file_name text, sha256 text,
    bytes bigint, sheets jsonb, checks jsonb, exposure jsonb, took_ms int)
  returning id, run_id`;

const INSERT_PAGES = `
  insert into build_pages (build_id, sheet, first_row, refs)
  select b, s, f, r::int[] from unnest($1::int[], $2::text[], $3::int[], $4::text[]) as p (b, s, f, r)`;

/**
 * Queues a delivery per agreed channel for runs that are ready. One that waits, or is published and unread, takes the newest
 * build and starts anew; one whose rows have left, or may just be leaving, stays what it is.
 */
export const QUEUE_DELIVERIES = `
  insert into deliveries (run_id, build_id, channel)
  select u.id, b.id, c.channel
  from runs u
  join agreement_versions v on v.id = u.version_id
  cross join lateral unnest(v.channels) as c (channel)
  join lateral (select id from builds where run_id = u.id order by number desc limit 1) b on true
  where u.id = any($1::int[]) and u.state = 'ready'
  on conflict (run_id, channel) do update
    set build_id = excluded.build_id, state = 'queued', queued_at = psa_now(), attempts = 0, detail = null, delivered_at = null,
      next_attempt_at = null
    where deliveries.disclosed_at is null and deliveries.state not in ('sending', 'unknown')`;

// What may be underway is asked for first, and ends so once it is known that it did not arrive.
const WITHDRAW_DELIVERIES = `
  update deliveries d set state = 'withdrawn', detail = null, delivered_at = null, next_attempt_at = null
  from runs u where u.id = d.run_id and u.id = any($1::int[]) and u.state = 'withdrawn'
    and d.disclosed_at is null and d.state not in ('sending', 'unknown')`;

/** What a run is once its build is recorded, by the rule about exam rows and by the terms of its version. */
function settleRun({ runId, decision, reasons }: FinishedBuild, terms: TermsOutcome | undefined) {
  const because = [...reasons, ...(terms?.reasons ?? [])];
  const isHeld = decision === 'hold' || terms?.outcome === 'hold';
  const state = terms?.outcome === 'nothing' ? 'withdrawn' : isHeld ? 'awaiting-release' : 'ready';
  return { run_id: runId, state, reasons: because };
}

async function recordRuns(
  client: PoolClient,
  builds: readonly FinishedBuild[],
  ids: ReadonlyMap<number, number>,
): Promise<void> {
  const rows = new Map(
    builds.map(({ runId, written }) => [runId, written.sheets.reduce((sum, sheet) => sum + sheet.rows, 0)]),
  );
  const terms = await readTerms(client, [...ids.values()], (runId) => rows.get(runId) ?? 0);
  const settled = builds.map((build) => settleRun(build, terms.get(build.runId)));
  await client.query(
    `update runs u set state = b.state, reasons = b.reasons, failures = 0, next_try_at = null
     from jsonb_to_recordset($1::text::jsonb) as b (run_id int, state text, reasons text[]) where u.id = b.run_id`,
    [JSON.stringify(settled)],
  );
  const runIds = builds.map(({ runId }) => runId);
  await client.query(QUEUE_DELIVERIES, [runIds]);
  await client.query(WITHDRAW_DELIVERIES, [runIds]);
  if (settled.some(({ state }) => state === 'awaiting-release')) await queueAttention(client, 'privacy-officer');
}

async function recordPages(
  client: PoolClient,
  builds: readonly FinishedBuild[],
  ids: ReadonlyMap<number, number>,
): Promise<void> {
  const pages = builds.flatMap(({ runId, written }) =>
    written.pages.map((page) => ({ ...page, build: ids.get(runId) ?? 0 })),
  );
  await client.query(INSERT_PAGES, [
    pages.map(({ build }) => build),
    pages.map(({ sheet }) => sheet),
    pages.map(({ firstRow }) => firstRow),
    pages.map(({ refs }) => `{${refs.join(',')}}`),
  ]);
}

/**
 * Records builds whose files are proved, and gives these their final names: all of them or none. A build that somebody else recorded is refused by its
 * number before any file moves. Names go last in the transaction, so that a record that is seen has its file, and a crash leaves at most a file
 * that the next builder of this number writes over.
 */
export async function recordBuilds(builds: readonly FinishedBuild[]): Promise<void> {
  await inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const inserted = await client.query<{ id: number; run_id: number }>(INSERT_BUILDS, [
        JSON.stringify(
          builds.map(({ runId, number, cutOff, fileName, written, exposure }) => ({
            run_id: runId,
            number,
            cut_off: cutOff,
            file_name: fileName,
            sha256: written.sha256,
            bytes: written.bytes,
            sheets: written.sheets,
            checks: written.checks,
            exposure,
            took_ms: written.tookMs,
          })),
        ),
      ]);
      const ids = new Map(inserted.rows.map((row) => [row.run_id, row.id]));
      await recordPages(client, builds, ids);
      await recordRuns(client, builds, ids);
      await appendEvents(
        client,
        builds.map(({ runId, number, written }) => ({
          event: 'run.built',
          subjectId: runId,
          fields: written.sheets.flatMap((sheet) => sheet.fields),
          details: { build: number, sha256: written.sha256 },
        })),
      );
      for (const build of builds) await keepDraft(build);
    },
    { timeoutMs: RECORD_LIMIT_MS },
  );
  await dropOtherDrafts(builds);
}

const MOST_FAILURES = 8;
const FIRST_WAIT_MIN = 5;

/**
 * Marks a run that could not be built, with what a person needs to mend it. Nothing of it goes out. What may pass by itself is tried again, after
 * five minutes, ten, twenty …; after the eighth failure, and at once where only a person can help, the administrators are told. One that somebody
 * else has built meanwhile is left as it is.
 */
export async function recordFailure(runId: number, reason: string, mayPass: boolean): Promise<void> {
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    const marked = await client.query<{ isOver: boolean }>(
      `update runs set state = 'failed', reasons = array[$2], failures = failures + 1,
         next_try_at = case when $4 and failures + 1 < $5 then psa_now() + make_interval(mins => $6 * (2 ^ failures)::int) end
       where id = $1 and state = any($3::text[]) returning next_try_at is null as "isOver"`,
      [runId, reason, TO_BE_BUILT, mayPass, MOST_FAILURES, FIRST_WAIT_MIN],
    );
    const [failed] = marked.rows;
    if (failed === undefined) return;
    if (failed.isOver) await queueAttention(client, 'administrator');
    await appendEvents(client, [{ event: 'run.failed', subjectId: runId }]);
  });
}
