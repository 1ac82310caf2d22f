// What a privacy officer sees first: the requests whose time runs out, what waits for a release, and how the audit chain stands.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { listRequests, type ListedRequest, type RequestCounts } from './list-requests.server.ts';

export type WaitingRun = { readonly id: number; readonly recipient: string; readonly period: string };
export type ChainStanding = {
  /** Events sealed, and of the newest anchor its day 'YYYY-MM-DD' and whether it went out by mail; null before the first. */
  readonly sealed: number;
  readonly anchoredOn: string | null;
  readonly isMailed: boolean;
  /** Days since the newest anchor; null before the first. */
  readonly anchorAge: number | null;
};

export type Desk = {
  readonly counts: RequestCounts;
  readonly next: readonly ListedRequest[];
  readonly runs: readonly WaitingRun[];
  readonly runsTotal: number;
  readonly chain: ChainStanding;
};

const SHOWN = 5;

const RUNS = `
  select r.id, coalesce(c.name, e.name, c.slug) as recipient, r.period, count(*) over ()::int as total
  from runs r join agreements a on a.id = r.agreement_id join recipients c on c.id = a.recipient_id left join employers e on e.id = c.employer_id
  where r.state = 'awaiting-release' order by r.period, r.id limit ${SHOWN}`;

const CHAIN = `
  select coalesce((select max(position) from audit_seals), 0)::int as sealed, a.day::text as "anchoredOn",
    a.mailed_at is not null as "isMailed", (psa_now() at time zone 'Europe/Amsterdam')::date - a.day as "anchorAge"
  from (values (1)) one left join lateral (select day, mailed_at from audit_anchors order by day desc limit 1) a on true`;

const NO_CHAIN: ChainStanding = { sealed: 0, anchoredOn: null, isMailed: false, anchorAge: null };

export async function readDesk(actor: StaffActor): Promise<Desk> {
  const { requests, counts } = await listRequests(actor, { show: 'open', kind: null, search: '', page: 1 });
  const settings = actorSettings(actor);
  const readOnly = { readOnly: true };
  const runs = await inRoleSql(
    'psa_portal',
    settings,
    (client) => client.query<WaitingRun & { total: number }>(RUNS),
    readOnly,
  );
  // Anchors are the worker's.
  const chain = await inRoleSql('psa_worker', settings, (client) => client.query<ChainStanding>(CHAIN), readOnly);
  return {
    counts,
    next: requests.slice(0, SHOWN),
    runs: runs.rows.map(({ id, recipient, period }) => ({ id, recipient, period })),
    runsTotal: runs.rows[0]?.total ?? 0,
    chain: chain.rows[0] ?? NO_CHAIN,
  };
}
