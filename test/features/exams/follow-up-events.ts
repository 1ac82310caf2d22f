// What may happen in a year of follow-up, and how contacts are seen from outside: mails that went and calls that were made.
import type { TestDatabase } from '#test/support/database.ts';

// What ends everything for somebody is rare, so that there is somebody left to live.
export const EVENTS = [
  'answer',
  'answer',
  'answer-and-undo',
  'answer-and-undo',
  'record',
  'close',
  'move',
  'move',
  'move',
  'move-back',
  'move-back',
  'restrict',
  'lift',
  'lift',
  'object',
  'erase',
  'cancel-one',
  'cancel-all',
  'ring',
  'ring',
  'ring',
] as const;

export type Event = { day: number; person: number; what: (typeof EVENTS)[number]; pick: number };
export type Contact = {
  sittingId: number;
  month: string;
  kind: string;
  at: Date;
  day: string;
  /** Of the clock, where the association sits. */ hour: number;
};
/** Whole days of the calendar from one to another. */
export const daysApart = (one: string, other: string): number => (Date.parse(other) - Date.parse(one)) / 86_400_000;

/** Whole days of the calendar from one contact to another. */
export const daysBetween = (one: Contact | undefined, other: Contact | undefined): number =>
  daysApart(one?.day ?? '', other?.day ?? '');

const CONTACTS = `
  select * from (
    select l.sitting_id as "sittingId", l.month::text as month, m.kind, m.sent_at as at
    from mails m join outcome_links l on l.id = m.about where m.kind in ('outcome-asked', 'outcome-reminded') and m.state = 'sent'
    union all
    select sitting_id, month::text, kind, settled_at from follow_ups where kind = 'call' and state = 'done'
  ) c cross join lateral (select (at at time zone 'Europe/Amsterdam')::date::text as day, extract(hour from at at time zone 'Europe/Amsterdam')::int as hour) d order by at`;

/** Every contact so far, the earliest first. */
export const readContacts = (database: TestDatabase): Promise<Contact[]> => database.query<Contact>(CONTACTS);
