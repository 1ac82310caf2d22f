// Brings claimed files out, once per channel: the bytes are hashed again before they go, and what happened is written down
// as it happened.
import type { Channel } from '#app/features/agreements/channel-names.ts';
import { hashFile } from '#app/features/reporting/report-files.server.ts';
import { log } from '#app/platform/log.server.ts';
import type { ClaimedDelivery } from './claim-deliveries.server.ts';
import { rememberDeliveries, type DeliveryEntry } from './delivery-journal.server.ts';
import { folderTransport } from './folder.server.ts';
import { graphTransport } from './graph.server.ts';
import { portalTransport } from './portal.server.ts';
import { recordDelivered, recordFailed, recordNotArrived } from './record-delivery.server.ts';
import { sftpTransport } from './sftp.server.ts';
import { TransportError, type Delivered, type Transport } from './transport.ts';

const TRANSPORTS: Readonly<Partial<Record<string, Transport>>> = {
  portal: portalTransport,
  graph: graphTransport,
  sftp: sftpTransport,
  folder: folderTransport,
} satisfies Record<Channel, Transport>;

const remember = (deliveries: readonly ClaimedDelivery[], what: DeliveryEntry['what']): Promise<void> =>
  rememberDeliveries(
    deliveries.map(({ claimedAt, agreementId, versionId, recipientSlug, period, channel, sha256 }) => ({
      at: claimedAt.toISOString(),
      what,
      agreement: agreementId,
      version: versionId,
      recipient: recipientSlug,
      period,
      channel,
      sha256,
    })),
  );

/** What is known once more in the database: without this line the other, "sending", stands, and somebody asks. */
const rememberOrLog = (deliveries: readonly ClaimedDelivery[], what: DeliveryEntry['what']): Promise<void> =>
  remember(deliveries, what).catch((error: unknown) =>
    log.error(
      { err: error, runIds: deliveries.map(({ runId }) => runId) },
      'what came of deliveries could not be written down outside the database',
    ),
  );

/** Throws unless the file is there and is the one that was checked. */
async function assertChecked({ path, sha256: checked }: ClaimedDelivery): Promise<void> {
  const sha256 = await hashFile(path).catch((error: unknown) => {
    throw new TransportError('The file of the build is missing', false, { cause: error });
  });
  if (sha256 !== checked) throw new TransportError('The file is not the one that was checked', false);
}

const unwritten = (error: unknown): TransportError =>
  new TransportError('What leaves could not be written down in the data folder', true, { cause: error });

async function bringOut(delivery: ClaimedDelivery): Promise<Delivered> {
  const transport = TRANSPORTS[delivery.channel];
  if (transport === undefined)
    throw new TransportError(`There is no channel '${delivery.channel}' on this portal`, false);
  await assertChecked(delivery);
  await remember([delivery], 'sending').catch((error: unknown) => {
    throw unwritten(error);
  });
  try {
    return await transport.deliver(delivery);
  } catch (error) {
    if (error instanceof TransportError && !error.maybeArrived) await rememberOrLog([delivery], 'not-arrived');
    throw error;
  }
}

export type Outcome = 'delivered' | 'failed' | 'queued';

/** What came of an interrupted attempt: it arrived after all, or it waits again, for the gate to be asked anew. */
async function settleInterrupted(delivery: ClaimedDelivery): Promise<Outcome> {
  let arrived: Delivered | null | undefined;
  try {
    arrived = await TRANSPORTS[delivery.channel]?.findArrived(delivery);
  } catch (error) {
    await recordFailed(delivery, error);
    return 'failed';
  }
  if (arrived) {
    await rememberOrLog([delivery], 'delivered');
    await recordDelivered([{ ...delivery, ...arrived }]);
    return 'delivered';
  }
  await rememberOrLog([delivery], 'not-arrived');
  await recordNotArrived(delivery);
  return 'queued';
}

/** One claimed delivery. A fault of the record itself leaves the claim as it is: after its lease it is settled by asking. */
export async function deliverOne(delivery: ClaimedDelivery): Promise<Outcome> {
  if (delivery.interrupted) return settleInterrupted(delivery);
  let sent: Delivered;
  try {
    sent = await bringOut(delivery);
  } catch (error) {
    await recordFailed(delivery, error);
    return 'failed';
  }
  await rememberOrLog([delivery], 'delivered');
  await recordDelivered([{ ...delivery, ...sent }]);
  return 'delivered';
}

/** True for what nobody has to be reached for: to publish it is to record it, and many are recorded like one. */
export const isPublished = ({ channel, interrupted }: ClaimedDelivery): boolean =>
  !interrupted && TRANSPORTS[channel]?.isRecordAlone === true;

/** Publishes these at once: each file is hashed by itself, and one that is not as it was checked holds up no other. Gives how many were published and how many failed. */
export async function publish(deliveries: readonly ClaimedDelivery[]): Promise<{ delivered: number; failed: number }> {
  const failed = new Map<ClaimedDelivery, unknown>();
  const checked = await Promise.allSettled(deliveries.map(assertChecked));
  for (const [index, delivery] of deliveries.entries()) {
    const outcome = checked[index];
    if (outcome?.status === 'rejected') failed.set(delivery, outcome.reason);
  }
  const whole = deliveries.filter((delivery) => !failed.has(delivery));
  const written = await remember(whole, 'sending').then(
    () => true,
    (error: unknown) => {
      for (const delivery of whole) failed.set(delivery, unwritten(error));
      return false;
    },
  );
  const published = written ? whole : [];
  if (written) await rememberOrLog(published, 'delivered');
  await recordDelivered(published.map((delivery) => ({ ...delivery, disclosed: false })));
  for (const [delivery, error] of failed) await recordFailed(delivery, error);
  return { delivered: published.length, failed: failed.size };
}
