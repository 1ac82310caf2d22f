// Pauses the schedules whose last reports nobody fetched: data that nobody needs is not sent on (F2), and somebody is told.
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { queueAttention } from '#app/features/mail/attention.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

/** So many reports in a row that nobody fetched. */
export const UNFETCHED = 3;

// A report counts as fetched once somebody downloaded it, or where it was brought to the recipient's own server. A report that
// was published before the schedule was let go on does not count again.
const PAUSE = `
  update agreements a set paused_at = psa_now(), paused_by = null, paused_because = 'not-fetched'
  where a.id = any($1::int[]) and a.paused_at is null and ${UNFETCHED} = (
    select count(*) from (
      select u.id from runs u where u.agreement_id = a.id and u.state = 'done'
      order by psa_last_month(u.period) desc, u.id desc limit ${UNFETCHED}
    ) last
    where exists (
      select from deliveries d where d.run_id = last.id and d.channel = 'portal' and d.state = 'delivered'
        and d.disclosed_at is null and d.delivered_at > coalesce(a.resumed_at, '-infinity')
    ) and not exists (
      select from deliveries d where d.run_id = last.id and d.channel in ('graph', 'sftp') and d.state = 'delivered'
    )
  )
  returning a.id`;

/** Asked when another report of these agreements falls due. Gives the ids of those that paused instead. */
export async function pauseUnfetched(agreementIds: readonly number[]): Promise<ReadonlySet<number>> {
  if (agreementIds.length === 0) return new Set();
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    const { rows } = await client.query<{ id: number }>(PAUSE, [agreementIds]);
    await appendEvents(
      client,
      rows.map(({ id }) => ({ event: 'agreement.paused', subjectId: id })),
    );
    if (rows.length > 0) await queueAttention(client, 'administrator');
    return new Set(rows.map(({ id }) => id));
  });
}
