// Brings to a restored database what is known outside of it about files that left after the backup: what was delivered is delivered, what nobody knows is asked for, and what
// left with bytes that the backup does not know is for a person, and never made again by itself (bad-H10).
import type { ClientBase } from 'pg';

import type { DeliveryEntry } from '#app/features/delivery/delivery-journal.server.ts';
import { queueAttention } from '#app/features/mail/attention.server.ts';
import { LEFT_SINCE } from '#app/features/reporting/run.ts';

const KNOWN_OUTSIDE = 'Known from outside the database, after a restore';

export type AppliedDeliveries = {
  /** Deliveries that had been made since. */
  readonly delivered: number;
  /** Attempts of which nobody knows: asked for at the channel. */
  readonly unknown: number;
  /** Runs that wait for a person, as RECIPIENT PERIOD. */
  readonly forAPerson: readonly string[];
  /** Reports of agreements that the backup does not know, as RECIPIENT PERIOD. */
  readonly ofNoAgreement: readonly string[];
};

type Known = 'sending' | 'delivered' | 'disclosed';
/** What is known of one report by one channel: the file that went last. */
type Left = Omit<DeliveryEntry, 'what'> & { readonly what: Known };

/** What was known, and one more line. Undefined: nothing left. On the portal, what was not published reached nobody. */
function after(before: Known | undefined, { what, channel }: DeliveryEntry): Known | undefined {
  switch (what) {
    case 'sending':
      return before ?? (channel === 'portal' ? undefined : 'sending');
    case 'not-arrived':
      return before === 'sending' ? undefined : before;
    case 'delivered':
      return before === 'disclosed' || channel !== 'portal' ? 'disclosed' : 'delivered';
    case 'disclosed':
      return 'disclosed';
  }
}

/** Of each recipient, period and channel: the file that left last, and what is known of it. */
export function lastWords(entries: readonly DeliveryEntry[]): Left[] {
  const reports = new Map<string, Map<string, Left>>();
  for (const entry of entries) {
    const key = [entry.agreement, entry.period, entry.channel].join(' ');
    const files = reports.get(key) ?? new Map<string, Left>();
    reports.set(key, files);
    const what = after(files.get(entry.sha256)?.what, entry);
    files.delete(entry.sha256);
    if (what !== undefined) files.set(entry.sha256, { ...entry, what });
  }
  return [...reports.values()].flatMap((files) => [...files.values()].slice(-1));
}

type Standing = { deliveryId: number; runId: number; buildId: number; state: string; disclosed: boolean };

const STANDING = `
  select d.id as "deliveryId", d.run_id as "runId", d.build_id as "buildId", d.state, d.disclosed_at is not null as disclosed
  from deliveries d join runs u on u.id = d.run_id join builds b on b.id = d.build_id join agreements a on a.id = u.agreement_id
  join recipients r on r.id = a.recipient_id
  where a.id = $1 and r.slug = $2 and u.period = $3 and d.channel = $4 and b.sha256 = $5`;

async function markDelivered(client: ClientBase, standing: Standing, left: Left): Promise<void> {
  await client.query(
    `update deliveries set state = 'delivered', delivered_at = coalesce(delivered_at, $2), detail = null, next_attempt_at = null,
       disclosed_at = case when $3 then coalesce(disclosed_at, $2) else disclosed_at end where id = $1`,
    [standing.deliveryId, left.at, left.what === 'disclosed'],
  );
  if (standing.state !== 'delivered')
    await client.query(
      `insert into delivery_attempts (delivery_id, build_id, number, outcome, answer)
       select $1, $2, coalesce(max(number), 0) + 1, 'delivered', $3 from delivery_attempts where delivery_id = $1`,
      [standing.deliveryId, standing.buildId, KNOWN_OUTSIDE],
    );
  await client.query(
    `update runs set state = 'done' where id = $1 and state in ('ready', 'awaiting-release')
       and not exists (select from deliveries where run_id = $1 and state <> 'delivered')`,
    [standing.runId],
  );
}

// A run that is done stays done: an earlier file of it was delivered, and the later one is told beside it.
const HAND_OVER = `
  update runs set state = 'missed', reasons = array[$2::text], next_try_at = null where id = $1 and state <> 'done'`;

const FIND_RUN = `
  select a.id as "agreementId", u.id as "runId" from agreements a join recipients r on r.id = a.recipient_id
  left join runs u on u.agreement_id = a.id and u.period = $3 where a.id = $1 and r.slug = $2`;

// Under the version of then where the backup knows it, else under the newest that binds.
const MAKE_RUN = `
  insert into runs (agreement_id, version_id, period, due_at, state, reasons)
  select $1, v.id, $3, $4, 'missed', array[$5::text] from agreement_versions v
  where v.agreement_id = $1 and psa_binds(v.approved_at, v.withdrawn_at) order by (v.id = $2) desc, v.number desc limit 1
  on conflict (agreement_id, period) do nothing returning id`;

/** For `loadDatabase`: in its transaction, before anybody may come in. */
export async function applyDeliveries(
  client: ClientBase,
  entries: readonly DeliveryEntry[],
): Promise<AppliedDeliveries> {
  const forAPerson = new Set<string>();
  const ofNoAgreement = new Set<string>();
  const count = { delivered: 0, unknown: 0 };
  for (const left of lastWords(entries)) {
    const name = `${left.recipient} ${left.period}`;
    const found = await client.query<Standing>(STANDING, [
      left.agreement,
      left.recipient,
      left.period,
      left.channel,
      left.sha256,
    ]);
    const [standing] = found.rows;
    if (standing !== undefined) {
      if (left.what === 'sending') {
        if (standing.state === 'delivered') continue;
        // The channel is asked whether it is there before anything goes again.
        await client.query(
          `update deliveries set state = 'unknown', claimed_at = $2, next_attempt_at = psa_now() where id = $1`,
          [standing.deliveryId, left.at],
        );
        count.unknown++;
        continue;
      }
      if (standing.state === 'delivered' && (standing.disclosed || left.what !== 'disclosed')) continue;
      await markDelivered(client, standing, left);
      count.delivered++;
      continue;
    }
    const asked = await client.query<{ runId: number | null }>(FIND_RUN, [left.agreement, left.recipient, left.period]);
    const [agreement] = asked.rows;
    if (agreement === undefined) {
      ofNoAgreement.add(name);
      continue;
    }
    if (agreement.runId === null)
      await client.query(MAKE_RUN, [left.agreement, left.version, left.period, left.at, LEFT_SINCE]);
    else await client.query(HAND_OVER, [agreement.runId, LEFT_SINCE]);
    forAPerson.add(name);
  }
  if (forAPerson.size > 0) await queueAttention(client, 'administrator');
  return { ...count, forAPerson: [...forAPerson], ofNoAgreement: [...ofNoAgreement] };
}
