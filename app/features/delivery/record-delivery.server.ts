// Writes down what came of an attempt to deliver, as it happened: the state of the delivery, the run that may be done by it, and the answer.
import { REACHING_CHANNELS } from '#app/features/agreements/channel-names.ts';
import type { PoolClient } from 'pg';
import { appendEvent, appendEvents } from '#app/features/ledger/ledger.server.ts';
import { queueAttention } from '#app/features/mail/attention.server.ts';
import { PUT_OFF_S } from '#app/features/reporting/attention-mail.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { LEASE, type ClaimedDelivery } from './claim-deliveries.server.ts';
import { TransportError, type Delivered } from './transport.ts';
import { tellContacts } from './published-mail.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const MOST_FAILURES = 8;
const FIRST_WAIT_S = 30 * 60;
const UNEXPECTED = 'An unexpected fault; see the log';

// A claim is this sender's while nobody else has taken it over: its attempt and its build tell.
const OWN_CLAIM = `id = $1 and state = 'sending' and attempts = $2 and build_id = $3`;
const claimOf = ({ deliveryId, attempts, buildId }: ClaimedDelivery): number[] => [deliveryId, attempts, buildId];

/** What did not go goes next with the file that stands by then, as every other channel's does; of a report that was withdrawn meanwhile nothing goes. */
export const NOTHING_WENT = (state: string): string => `
  state = case when (select state from runs where id = run_id) = 'withdrawn' then 'withdrawn' else ${state} end,
  build_id = (select id from builds b where b.run_id = deliveries.run_id order by number desc limit 1)`;

/** A build that is being recorded is seen, or waits: whether this ends as it did before is decided once. */
export const holdRun = (client: PoolClient, { runId }: Pick<ClaimedDelivery, 'runId'>): Promise<unknown> =>
  client.query('select from runs where id = $1 for update', [runId]);

type AttemptOutcome = 'delivered' | 'failed' | 'dead' | 'unknown' | 'not-arrived';

/** One attempt more of each, with what came of it. */
export async function appendAttempts(
  client: PoolClient,
  deliveries: readonly Pick<ClaimedDelivery, 'deliveryId' | 'buildId'>[],
  outcome: AttemptOutcome,
  answer: string | null,
): Promise<void> {
  await client.query(
    `insert into delivery_attempts (delivery_id, build_id, number, outcome, answer)
     select c.delivery_id, c.build_id, coalesce((select max(number) from delivery_attempts a where a.delivery_id = c.delivery_id), 0) + 1, $3, $4
     from unnest($1::int[], $2::int[]) c (delivery_id, build_id)`,
    [deliveries.map(({ deliveryId }) => deliveryId), deliveries.map(({ buildId }) => buildId), outcome, answer],
  );
}

const DELIVERED = `
  update deliveries d set state = 'delivered', delivered_at = psa_now(), detail = null, next_attempt_at = null,
    disclosed_at = case when c.disclosed then psa_now() end
  from unnest($1::int[], $2::int[], $3::int[], $4::bool[]) c (id, attempts, build_id, disclosed)
  where d.id = c.id and d.state = 'sending' and d.attempts = c.attempts and d.build_id = c.build_id
  returning d.id as "deliveryId", d.build_id as "buildId", d.run_id as "runId", d.channel, d.target_version_id as "targetVersionId"`;

/** Runs are done once all their deliveries are. */
export const endRuns = (client: PoolClient, runIds: readonly number[]): Promise<unknown> =>
  client.query(
    `update runs u set state = 'done' where id = any($1::int[]) and state = 'ready'
       and not exists (select from deliveries d where d.run_id = u.id and d.state <> 'delivered')`,
    [runIds],
  );

type Marked = Pick<ClaimedDelivery, 'deliveryId' | 'buildId' | 'runId' | 'channel' | 'targetVersionId'>;

/** For the ledger: by which channel, and of which version the address was where it has one. */
export const wayOf = ({ channel, targetVersionId }: Pick<Marked, 'channel' | 'targetVersionId'>) =>
  REACHING_CHANNELS.some((reaching) => reaching === channel) ? { channel, target: targetVersionId } : { channel };

/** They arrived: the deliveries are done, and so is each run once all of its own are. Contacts hear of what is published. */
export async function recordDelivered(arrived: readonly (ClaimedDelivery & Delivered)[]): Promise<void> {
  if (arrived.length === 0) return;
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    // Two channels that end together take turns, so that the second sees the first.
    await client.query('select from runs where id = any($1::int[]) order by id for update', [
      arrived.map(({ runId }) => runId),
    ]);
    const { rows } = await client.query<Marked>(DELIVERED, [
      ...(['deliveryId', 'attempts', 'buildId'] as const).map((name) => arrived.map((delivery) => delivery[name])),
      arrived.map(({ disclosed }) => disclosed),
    ]);
    if (rows.length === 0) return;
    const marked = rows.toSorted((one, other) => one.deliveryId - other.deliveryId);
    await appendAttempts(client, marked, 'delivered', null);
    await endRuns(
      client,
      marked.map(({ runId }) => runId),
    );
    const published = marked.filter(({ channel }) => channel === 'portal').map(({ runId }) => runId);
    if (published.length > 0) await tellContacts(client, published);
    await appendEvents(
      client,
      marked.map((delivery) => ({ event: 'delivery.made', subjectId: delivery.runId, details: wayOf(delivery) })),
    );
  });
}

type Failure = {
  readonly state: 'failed' | 'dead' | 'unknown';
  readonly mayHaveArrived: boolean;
  /** Nobody asks any more whether it arrived: it counts as given. */
  readonly counts: boolean;
  readonly detail: string;
  readonly waitS: number;
};

/** Half an hour, then doubling; as long as the other side asks for where that is longer. */
function failureOf({ failures, interrupted }: ClaimedDelivery, error: unknown): Failure {
  const known = error instanceof TransportError ? error : null;
  const isOver = known?.retry === false || failures + 1 >= MOST_FAILURES;
  const mayHaveArrived = interrupted || known?.maybeArrived === true;
  return {
    state: isOver ? 'dead' : mayHaveArrived ? 'unknown' : 'failed',
    mayHaveArrived,
    counts: isOver && mayHaveArrived,
    detail: `${known?.message ?? UNEXPECTED}${isOver && mayHaveArrived ? '. Whether it arrived is not known: ask the recipient' : ''}`,
    waitS: Math.max(FIRST_WAIT_S * 2 ** failures, known?.waitS ?? 0),
  };
}

/** It did not arrive, or nobody knows: it is tried, or asked for, again later, or a person must act and is told. */
export async function recordFailed(delivery: ClaimedDelivery, error: unknown): Promise<void> {
  const { runId, channel } = delivery;
  log.error({ err: error, runId, channel }, 'delivery failed');
  const { state, mayHaveArrived, counts, detail, waitS } = failureOf(delivery, error);
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    await holdRun(client, delivery);
    const marked = await client.query(
      `update deliveries set ${mayHaveArrived ? 'state = $4' : NOTHING_WENT('$4')}, detail = $5,
         disclosed_at = case when $7 then coalesce(disclosed_at, psa_now()) else disclosed_at end,
         next_attempt_at = case when $4 <> 'dead' then psa_now() + make_interval(secs => $6) end where ${OWN_CLAIM}`,
      [...claimOf(delivery), state, detail, waitS, counts],
    );
    if (marked.rowCount === 0) return;
    await appendAttempts(client, [delivery], state, detail);
    if (state === 'dead' || waitS >= PUT_OFF_S) await queueAttention(client, 'administrator');
    await appendEvent(client, {
      event: 'delivery.failed',
      subjectId: runId,
      details: { ...wayOf(delivery), dead: state === 'dead' },
    });
  });
}

/** An attempt that nobody heard of again did not arrive: it waits once more, for the gate to be asked anew. */
export async function recordNotArrived(delivery: ClaimedDelivery): Promise<void> {
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    await holdRun(client, delivery);
    const marked = await client.query(
      `update deliveries set ${NOTHING_WENT(`'queued'`)}, next_attempt_at = null, disclosed_at = null where ${OWN_CLAIM}`,
      claimOf(delivery),
    );
    if (marked.rowCount !== 0) await appendAttempts(client, [delivery], 'not-arrived', null);
  });
}

/** Gives back claims of which nothing was begun: whoever asks next takes them at once. */
export async function giveBack(claimed: readonly ClaimedDelivery[]): Promise<void> {
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    for (const delivery of claimed) {
      const state = delivery.interrupted
        ? `'unknown', next_attempt_at = psa_now(), claimed_at = psa_now() - interval '${LEASE}'`
        : `'queued', claimed_at = null`;
      await client.query(
        `update deliveries set attempts = attempts - 1, state = ${state} where ${OWN_CLAIM}`,
        claimOf(delivery),
      );
    }
  });
}
