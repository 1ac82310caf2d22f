// Lists requests by the days that are left: what is overdue stands first, what is done last, the newest first.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { REQUESTS_A_PAGE, type RequestFilter } from './request-filter.ts';
import type { Decision, RequestChannel, RequestKind } from './request-kinds.ts';

export const TODAY = `(psa_now() at time zone 'Europe/Amsterdam')::date`;
/** Within as many days somebody should look at it. */
export const SOON_DAYS = 7;

export type ListedRequest = {
  readonly id: number;
  readonly kind: RequestKind;
  readonly channel: RequestChannel;
  readonly receivedAt: Date;
  /** 'YYYY-MM-DD'. */
  readonly dueOn: string;
  readonly daysLeft: number;
  /** Empty where somebody was erased, or is not known any more. */
  readonly name: string;
  readonly isKnown: boolean;
  /** Erased for this request, and not told yet. */
  readonly isErased: boolean;
  readonly isProved: boolean;
  readonly isAsked: boolean;
  readonly isExtended: boolean;
  readonly decision: Decision | 'joined' | null;
  readonly decidedAt: Date | null;
  readonly closedAt: Date | null;
};

export type RequestCounts = Readonly<Record<'open' | 'overdue' | 'soon' | 'done' | 'all', number>>;
export type RequestList = {
  readonly requests: readonly ListedRequest[];
  readonly total: number;
  readonly counts: RequestCounts;
};

const ROWS = `
  select r.id, r.kind, r.channel, r.received_at as "receivedAt", r.due_on::text as "dueOn", r.due_on - ${TODAY} as "daysLeft",
    coalesce(nullif(trim(concat_ws(' ', p.first_name, p.last_name)), ''), r.asker_name, '') as name, r.person_id is not null as "isKnown",
    r.identity_at is not null as "isProved", r.extended_at is not null as "isExtended",
    exists (select from privacy_request_steps s where s.request_id = r.id and s.step = 'identity-asked') as "isAsked",
    exists (select from privacy_request_steps s where s.request_id = r.id and s.step = 'erased') as "isErased",
    r.decision, r.decided_at as "decidedAt", r.closed_at as "closedAt"
  from privacy_requests r left join persons p on p.id = r.person_id`;

/** A request that is open is one that nobody has answered yet. */
const SHOWS: Readonly<Record<RequestFilter['show'], string>> = {
  open: 'r.closed_at is null',
  overdue: `r.closed_at is null and r.due_on < ${TODAY}`,
  soon: `r.closed_at is null and r.due_on between ${TODAY} and ${TODAY} + ${SOON_DAYS}`,
  done: 'r.closed_at is not null',
  all: 'true',
};

const FITS = `
  ($1::text is null or r.kind = $1)
  and ($2 = '' or r.id::text = $2 or psa_contains(concat_ws(' ', p.first_name, p.last_name, p.email, r.asker_name, r.asker_contact), $2))`;

const COUNTS = `
  select ${Object.entries(SHOWS)
    .map(([name, where]) => `count(*) filter (where ${where})::int as "${name}"`)
    .join(', ')}
  from privacy_requests r left join persons p on p.id = r.person_id where ${FITS}`;

const NOTHING: RequestCounts = { open: 0, overdue: 0, soon: 0, done: 0, all: 0 };

export function listRequests(actor: StaffActor, filter: RequestFilter): Promise<RequestList> {
  const { show, kind, search, page } = filter;
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const found = await client.query<RequestCounts>(COUNTS, [kind, search]);
    const counts = found.rows[0] ?? NOTHING;
    const { rows } = await client.query<ListedRequest>(
      `${ROWS} where ${FITS} and ${SHOWS[show]}
         order by r.closed_at is not null, case when r.closed_at is null then r.due_on end, r.closed_at desc, r.id limit $3 offset $4`,
      [kind, search, REQUESTS_A_PAGE, (page - 1) * REQUESTS_A_PAGE],
    );
    await appendEvent(client, {
      event: 'people.read',
      fields: ['name'],
      details: { page: 'requests', count: rows.length },
    });
    return { requests: rows, total: counts[show], counts };
  });
}
