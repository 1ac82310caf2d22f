// What a trainer sees of the plans of a simulated year, and what it says about a mail that went: it was shown on a day before, went by day, and not late.
import type { StaffActor } from '#app/features/access/actor.ts';
import { STALE_AFTER_DAYS } from '#app/features/exams/follow-up.ts';
import { getFollowUps } from '#app/features/exams/list-follow-ups.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { daysApart, type Contact } from './follow-up-events.ts';

/** The day on which a step was first shown, and the one on which it was last said to be due. */
type Shown = { readonly since: string; readonly due: string };

const KINDS: Readonly<Record<string, string>> = { 'outcome-asked': 'mail', 'outcome-reminded': 'reminder' };

/** It is `hoursBefore` noon of that day of the year. Days of the calendar, so that the hour stays when the clocks change. */
export const setClock = (database: TestDatabase, toNoon: number, day: number, hoursBefore: number): Promise<unknown> =>
  database.query(
    `create or replace function psa_now() returns timestamptz language sql stable parallel safe
       return ((now() + interval '${toNoon} hours') at time zone 'Europe/Amsterdam' + interval '${day} days' - interval '${hoursBefore} hours') at time zone 'Europe/Amsterdam'`,
  );

export function watchPlan(database: TestDatabase, trainer: StaffActor) {
  const shown = new Map<string, Shown>();
  const stale = new Set<string>();
  return {
    async look(): Promise<void> {
      const { rows } = await getFollowUps(trainer, { view: 'planned', search: null, page: 1, pageSize: 500 });
      const [now] = await database.query<{ today: string }>(
        `select (psa_now() at time zone 'Europe/Amsterdam')::date::text as today`,
      );
      const steps = await database.query<{ id: number; key: string; due: string }>(
        `select id, concat_ws(' ', sitting_id, month, kind) as key, due_on::text as due from follow_ups where id = any($1::int[])`,
        [rows.map(({ id }) => id)],
      );
      for (const { id, key, due } of steps) {
        shown.set(key, { since: shown.get(key)?.since ?? now?.today ?? '', due });
        if (rows.some((row) => row.id === id && row.isStale)) stale.add(key);
      }
    },
    faultsOf({ sittingId, month, kind, day, hour }: Contact): string[] {
      if (kind === 'call') return [];
      const seen = shown.get(`${sittingId} ${month} ${KINDS[kind]}`);
      return [
        seen === undefined || seen.since >= day ? 'not shown on a day before' : null,
        seen !== undefined && daysApart(seen.due, day) > STALE_AFTER_DAYS ? 'too late' : null,
        hour < 8 || hour >= 20 ? `at ${hour} o’clock` : null,
      ].filter((fault) => fault !== null);
    },
    /** Mails that waited for too long, and were shown instead of sent. */
    countKept: (): number => stale.size,
  };
}
