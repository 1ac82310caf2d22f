// Writes down what went, per rule and day and with its reason, and never whom; the audit proves it.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { GoneReason, RetentionRuleName } from './retention-rules.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

export type How = 'schedule' | 'confirmed' | 'command-line';
export type Result = {
  readonly rule: RetentionRuleName;
  readonly reason: GoneReason;
  readonly gone: number;
  /** Was due when it was shown, and stayed. */
  readonly kept?: number;
};

/** In the transaction given, as the worker. What neither took nor kept anything is not worth a line. */
export async function appendResult(
  client: PoolClient,
  { rule, reason, gone, kept = 0 }: Result,
  how: How = 'schedule',
  staffId: number | null = null,
): Promise<void> {
  if (gone + kept === 0) return;
  await client.query(
    'insert into retention_results (rule, reason, gone, kept, how, actor_id) values ($1, $2, $3, $4, $5, $6)',
    [rule, reason, gone, kept, how, staffId],
  );
  await appendEvent(client, { event: 'retention.carried-out', details: { rule, reason, gone, kept } });
}

/** What one carrying-out of a rule has let go so far: its line, once somebody went, counts on with each of them. */
export type Tally = { line: string | null; gone: number; kept: number };

/** In the transaction in which one more goes, as the worker: gives the line that says so. */
export async function countOne(
  client: PoolClient,
  { line }: Tally,
  { rule, reason }: Pick<Result, 'rule' | 'reason'>,
  how: How,
  staffId: number | null,
): Promise<string> {
  const { rows } =
    line === null
      ? await client.query<{ id: string }>(
          'insert into retention_results (rule, reason, gone, how, actor_id) values ($1, $2, 1, $3, $4) returning id::text',
          [rule, reason, how, staffId],
        )
      : await client.query<{ id: string }>(
          'update retention_results set gone = gone + 1, ended_at = psa_now() where id = $1 returning id::text',
          [line],
        );
  const [counted] = rows;
  if (counted === undefined) throw new Error('what went has no line');
  return counted.id;
}

/** When it is over: who stayed is told, too, and the audit proves both. */
export async function closeTally(
  client: PoolClient,
  { line, gone, kept }: Tally,
  { rule, reason }: Pick<Result, 'rule' | 'reason'>,
  how: How,
  staffId: number | null,
): Promise<void> {
  if (line === null) return appendResult(client, { rule, reason, gone: 0, kept }, how, staffId);
  await client.query('update retention_results set kept = $2, ended_at = psa_now() where id = $1', [line, kept]);
  await appendEvent(client, { event: 'retention.carried-out', details: { rule, reason, gone, kept } });
}

/** A result in a transaction of its own: for jobs that tell what they took when it is done. */
export async function recordResult(result: Result): Promise<void> {
  await inRoleSql('psa_worker', SYSTEM, (client) => appendResult(client, result));
}

/** A job whose count is written down. */
export const recorded =
  (rule: RetentionRuleName, reason: GoneReason, job: (stopping: AbortSignal) => Promise<number>) =>
  async (stopping: AbortSignal): Promise<number> => {
    const gone = await job(stopping);
    await recordResult({ rule, reason, gone });
    return gone;
  };

export type ShownResult = {
  readonly id: string;
  readonly rule: string;
  /** 'YYYY-MM-DD'. */
  readonly day: string;
  readonly reason: string;
  readonly gone: number;
  readonly kept: number;
  readonly how: How;
  readonly by: string | null;
};

const PAGE = 50;

/** Newest first; `before` is the id after which the page goes on. */
export async function listResults(
  actor: StaffActor,
  before: string | null,
): Promise<{ results: ShownResult[]; next: string | null }> {
  const { rows } = await inRoleSql(
    'psa_portal',
    actorSettings(actor),
    (client) =>
      client.query<ShownResult>(
        `select r.id::text, r.rule, r.day::text, r.reason, r.gone, r.kept, r.how, m.name as by
         from retention_results r left join staff_members m on m.id = r.actor_id
         where $1::bigint is null or r.id < $1 order by r.id desc limit ${PAGE + 1}`,
        [before],
      ),
    { readOnly: true },
  );
  const results = rows.slice(0, PAGE);
  return { results, next: rows.length > PAGE ? (results.at(-1)?.id ?? null) : null };
}
