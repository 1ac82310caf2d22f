// Brings claimed files out, once per channel: the bytes are hashed again before they go, and what happened is written down
// as it happened.
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { hashFile } from '#app/features/reporting/verify-report.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { claimDeliveries, type ClaimedDelivery } from './claim-deliveries.server.ts';
import { folderTransport } from './folder.server.ts';
import { portalTransport } from './portal.server.ts';
import { TransportError, type Delivered, type Transport } from './transport.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const MOST_ATTEMPTS = 8;
const FIRST_WAIT_MINUTES = 30;

const TRANSPORTS: Readonly<Partial<Record<string, Transport>>> = { portal: portalTransport, folder: folderTransport };

async function bringOut(delivery: ClaimedDelivery): Promise<Delivered> {
  const transport = TRANSPORTS[delivery.channel];
  if (transport === undefined)
    throw new TransportError(`There is no channel '${delivery.channel}' on this portal`, false);
  const sha256 = await hashFile(delivery.path).catch((error: unknown) => {
    throw new TransportError('The file of the build is missing', false, { cause: error });
  });
  if (sha256 !== delivery.sha256) throw new TransportError('The file is not the one that was checked', false);
  return transport.deliver(delivery);
}

async function recordDelivered(
  { deliveryId, runId, channel }: ClaimedDelivery,
  { disclosed }: Delivered,
): Promise<void> {
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    await client.query(
      `update deliveries set state = 'delivered', delivered_at = psa_now(), detail = null, next_attempt_at = null,
         disclosed_at = case when $2 then psa_now() end
       where id = $1 and state = 'sending'`,
      [deliveryId, disclosed],
    );
    await client.query(
      `update runs set state = 'done' where id = $1 and state = 'ready'
         and not exists (select from deliveries where run_id = $1 and state <> 'delivered')`,
      [runId],
    );
    await appendEvent(client, { event: 'delivery.made', subjectId: runId, details: { channel } });
  });
}

async function recordFailed({ deliveryId, runId, channel, attempts }: ClaimedDelivery, error: unknown): Promise<void> {
  const known = error instanceof TransportError ? error : null;
  log.error({ err: error, runId, channel }, 'delivery failed');
  const dead = known?.retry === false || attempts + 1 >= MOST_ATTEMPTS;
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    await client.query(
      `update deliveries set state = $2, detail = $3,
         next_attempt_at = case when $2 = 'failed' then psa_now() + make_interval(mins => $4) end
       where id = $1 and state = 'sending'`,
      [
        deliveryId,
        dead ? 'dead' : 'failed',
        known?.message ?? 'An unexpected fault; see the log',
        FIRST_WAIT_MINUTES * 2 ** attempts,
      ],
    );
    await appendEvent(client, { event: 'delivery.failed', subjectId: runId, details: { channel, dead } });
  });
}

export type DeliveryCount = { readonly delivered: number; readonly failed: number; readonly staleRuns: number[] };

/** Delivers everything that may go now, of these runs or of any. Runs that turned out stale are named, to be built again. */
export async function deliverDue(runIds: readonly number[] | null): Promise<DeliveryCount> {
  let delivered = 0;
  let failed = 0;
  const staleRuns = new Set<number>();
  for (;;) {
    const claim = await claimDeliveries(runIds);
    for (const id of claim.staleRuns) staleRuns.add(id);
    for (const delivery of claim.claimed) {
      try {
        await recordDelivered(delivery, await bringOut(delivery));
        delivered++;
      } catch (error) {
        await recordFailed(delivery, error);
        failed++;
      }
    }
    if (claim.claimed.length === 0 && claim.staleRuns.length === 0)
      return { delivered, failed, staleRuns: [...staleRuns] };
  }
}
