// The portal channel: delivered is published; the rows are disclosed when the recipient first downloads them, and an unread
// file whose rows may no longer leave is pulled.
import { actorSettings, type ContactActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { rememberDeliveries, type DeliveryEntry } from './delivery-journal.server.ts';
import { findStaleBuilds } from './stale-builds.server.ts';
import type { Transport } from './transport.ts';

const CHECK_LIMIT_MS = 60_000;

export const portalTransport: Transport = {
  isRecordAlone: true,
  deliver: () => Promise.resolve({ disclosed: false }),
  // Publishing is the record itself: without it nothing was published.
  findArrived: () => Promise.resolve(null),
};

type Published = {
  readonly runId: number;
  readonly buildId: number;
  readonly buildNumber: number;
  readonly disclosed: boolean;
  readonly left: Omit<DeliveryEntry, 'what' | 'channel' | 'at'>;
  readonly now: Date;
};

/**
 * Discloses a published file to the contact who is about to download it; false when it is not the published one any more, or was pulled now, because
 * someone in it may no longer be. A file that was downloaded before is disclosed already. The download is in the ledger with it.
 */
export function disclosePublished(actor: ContactActor, deliveryId: number, buildId: number): Promise<boolean> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const found = await client.query<Published>(
        `select d.run_id as "runId", d.build_id as "buildId", b.number as "buildNumber", d.disclosed_at is not null as disclosed, psa_now() as now,
           json_build_object('agreement', a.id, 'version', u.version_id, 'recipient', r.slug, 'period', u.period, 'sha256', b.sha256) as left
         from deliveries d join builds b on b.id = d.build_id join runs u on u.id = d.run_id join agreements a on a.id = u.agreement_id
         join recipients r on r.id = a.recipient_id
         where d.id = $1 and d.build_id = $2 and d.channel = 'portal' and d.state = 'delivered' and b.file_removed_at is null for update of d`,
        [deliveryId, buildId],
      );
      const [delivery] = found.rows;
      if (delivery === undefined) return false;
      const staleBuilds = delivery.disclosed ? new Set() : await findStaleBuilds(client, [delivery]);
      if (staleBuilds.size === 0) {
        if (!delivery.disclosed)
          await rememberDeliveries([
            { ...delivery.left, what: 'disclosed', channel: 'portal', at: delivery.now.toISOString() },
          ]);
        await client.query('update deliveries set disclosed_at = psa_now() where id = $1 and disclosed_at is null', [
          deliveryId,
        ]);
        await appendEvent(client, {
          event: 'report.downloaded',
          subjectId: delivery.runId,
          details: { build: delivery.buildNumber },
        });
        return true;
      }
      // Queued by whoever asked for it just now: it is made anew although its schedule be paused.
      await client.query(
        `update deliveries set state = 'queued', queued_at = psa_now(), delivered_at = null where id = $1`,
        [deliveryId],
      );
      // One that is being built anew already, or waits for a release, goes on as it does.
      const stale = await client.query(`update runs set state = 'stale' where id = $1 and state in ('ready', 'done')`, [
        delivery.runId,
      ]);
      if (stale.rowCount !== 0) await appendEvent(client, { event: 'run.stale', subjectId: delivery.runId });
      return false;
    },
    { timeoutMs: CHECK_LIMIT_MS },
  );
}
