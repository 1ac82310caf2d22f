// Settles what was given up while nobody knew whether it had arrived: the recipient was asked, and somebody says what they answered. Until then it counts as given.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { afterAnswer } from '#app/platform/after-answer.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { rememberDeliveries, type DeliveryEntry } from './delivery-journal.server.ts';
import { appendAttempts, endRuns, holdRun, NOTHING_WENT, wayOf } from './record-delivery.server.ts';
import { buildAndDeliver } from './run-reports.server.ts';

export type SettleRefusal = 'known-already';

export const SETTLE_REFUSALS: Readonly<Record<SettleRefusal, string>> = {
  'known-already': 'what became of it is known by now, or it is being tried: look at it again',
};

type Unsettled = {
  readonly deliveryId: number;
  readonly runId: number;
  readonly buildId: number;
  readonly channel: string;
  readonly targetVersionId: number;
  readonly left: Omit<DeliveryEntry, 'what' | 'at'>;
  readonly now: Date;
};

const FIND = `
  select d.id as "deliveryId", d.run_id as "runId", d.build_id as "buildId", d.channel, d.target_version_id as "targetVersionId", psa_now() as now,
    json_build_object('agreement', a.id, 'version', u.version_id, 'recipient', r.slug, 'period', u.period, 'channel', d.channel, 'sha256', b.sha256) as left
  from deliveries d join builds b on b.id = d.build_id join runs u on u.id = d.run_id join agreements a on a.id = u.agreement_id
  join recipients r on r.id = a.recipient_id
  where d.run_id = $1 and d.channel = $2 and d.state = 'dead' and d.disclosed_at is not null for update of d`;

const ARRIVED = `update deliveries set state = 'delivered', delivered_at = psa_now(), detail = null where id = $1`;
// As what was never sent: it goes to where the agreement leads now, and the gate is asked about each row again.
const NOT_ARRIVED = `
  update deliveries set ${NOTHING_WENT(`'queued'`)}, queued_at = psa_now(), attempts = 0, detail = null, next_attempt_at = null, disclosed_at = null where id = $1`;

const AS_SAID = 'As the recipient said';

/**
 * What the recipient of a run said of its delivery by `channel`. That it arrived ends it; that it did not has it go anew after the answer, and nobody's row counts as given
 * by it any more.
 */
export async function settleDelivery(
  actor: StaffActor,
  runId: number,
  channel: string,
  hasArrived: boolean,
): Promise<Result<null, SettleRefusal>> {
  const outcome = hasArrived ? 'delivered' : 'not-arrived';
  const settled = await inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    await holdRun(client, { runId });
    const { rows } = await client.query<Unsettled>(FIND, [runId, channel]);
    const [delivery] = rows;
    if (delivery === undefined) return null;
    await client.query(hasArrived ? ARRIVED : NOT_ARRIVED, [delivery.deliveryId]);
    await appendAttempts(client, [delivery], outcome, AS_SAID);
    await endRuns(client, [runId]);
    await appendEvent(client, {
      event: hasArrived ? 'delivery.made' : 'delivery.not-arrived',
      subjectId: runId,
      details: { ...wayOf(delivery), said: true },
    });
    return delivery;
  });
  if (settled === null) return refused('known-already');
  await rememberDeliveries([{ ...settled.left, what: outcome, at: settled.now.toISOString() }]).catch(
    (error: unknown) =>
      log.error({ err: error, runId }, 'what a recipient said could not be written down outside the database'),
  );
  if (!hasArrived) afterAnswer(() => buildAndDeliver([runId]));
  return ok(null);
}
