// Reads the ledger: who did what, when, about what. Looking is an event itself.
import { inRoleSql } from '#app/platform/db.server.ts';
import { EVENT_NAMES, type EventName } from './event.ts';
import { appendEvent } from './ledger.server.ts';

export const ACTOR_KINDS = ['person', 'staff', 'contact', 'visitor', 'system', 'nobody'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export type LedgerFilter = {
  readonly event: EventName | null;
  readonly actorKind: ActorKind | null;
  readonly actorId: number | null;
  /** What an event is about: a number, or a person's audit key. */
  readonly subject: string | null;
  /** Days in UTC as 'YYYY-MM-DD', both included. */
  readonly from: string | null;
  readonly to: string | null;
  /** Events before this one, newest first. */
  readonly before: string | null;
};

export type LedgerEntry = {
  readonly id: string;
  readonly occurredAt: Date;
  readonly actorKind: ActorKind;
  readonly actorId: number | null;
  /** Staff are named to those who hold them to account; nobody else is. */
  readonly actorName: string | null;
  readonly event: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly fields: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly position: string | null;
};

export const ENTRIES_A_PAGE = 50;

export const isEventName = (text: string): text is EventName => EVENT_NAMES.some((known) => known === text);

const SEARCH = `
  select e.id::text, e.occurred_at as "occurredAt", e.actor_kind as "actorKind", e.actor_id as "actorId", m.name as "actorName",
    e.event, e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.fields, e.details, s.position::text
  from audit_events e
  left join staff_members m on e.actor_kind = 'staff' and m.id = e.actor_id
  left join audit_seals s on s.event_id = e.id
  where ($1::text is null or e.event = $1) and ($2::text is null or e.actor_kind = $2) and ($3::int is null or e.actor_id = $3)
    and ($4::text is null or e.subject_id = $4 or e.subject_id in (
      select g.gone_key::text from person_merges g join persons p on p.id = g.kept_id where p.audit_key::text = $4))
    and ($5::date is null or e.occurred_at >= $5::date at time zone 'UTC')
    and ($6::date is null or e.occurred_at < ($6::date + 1) at time zone 'UTC')
    and ($7::bigint is null or e.id < $7)
  order by e.id desc limit ${ENTRIES_A_PAGE + 1}`;

/** A page of events, newest first, and the id to go on before (null at the end). `settings` name the actor, as row security reads them. */
export function searchLedger(
  settings: Readonly<Record<string, string>>,
  filter: LedgerFilter,
): Promise<{ entries: LedgerEntry[]; next: string | null }> {
  return inRoleSql('psa_portal', settings, async (client) => {
    const found = await client.query<LedgerEntry>(SEARCH, [
      filter.event,
      filter.actorKind,
      filter.actorId,
      filter.subject,
      filter.from,
      filter.to,
      filter.before,
    ]);
    const entries = found.rows.slice(0, ENTRIES_A_PAGE);
    await appendEvent(client, { event: 'ledger.searched', details: { count: entries.length } });
    return { entries, next: found.rows.length > ENTRIES_A_PAGE ? (entries.at(-1)?.id ?? null) : null };
  });
}
