// People of whom nobody has heard for a year, and what happens to them day by day; for tests of retention.
import { sendMails } from '#app/features/mail/mails.server.ts';
import { previewRetention } from '#app/features/privacy/run-retention.server.ts';
import { warnInactive } from '#app/features/privacy/warn-inactive.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { useDatabase, type TestDatabase } from '#test/support/database.ts';
import { forgetKeptMail } from '#test/support/kept-mail.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { freezeClock } from '#test/support/runs.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { beforeAll, beforeEach } from 'vitest';

export const officer: StaffActor = { kind: 'staff', staffId: 1, roles: ['privacy-officer'], name: 'Ilse' };
/** When they used their account last. */
export const USED = '2025-03-10';
/** A year later, to the day. */
export const ANNIVERSARY = '2026-03-10';
export const DAY_AFTER = '2026-03-11';

export type RetentionWorld = {
  readonly database: TestDatabase;
  /** Makes it noon of a day, so that no zone makes another of it. */
  readonly on: (day: string) => Promise<void>;
  /** Gives the number of somebody new, whose name is Mira unless it is said otherwise. */
  readonly person: (more?: object) => Promise<number>;
  readonly warn: () => Promise<void>;
  readonly isHere: (id: number) => Promise<boolean>;
  /** What keeps them; null for whoever goes today, undefined for whoever is not on the list. */
  readonly reasonFor: (id: number) => Promise<string | null | undefined>;
};

/** Gives this test file a database in which each test begins on the day of `USED` with nobody in it. Call it once, at the top. */
export function useRetention(): RetentionWorld {
  const database = useDatabase();
  let next = 1;
  const on = (day: string): Promise<void> => freezeClock(database, `${day}T12:00:00Z`);
  beforeAll(async () => {
    await arrangeNotice();
    await database.query(`insert into staff_members (email, name) values ('ilse@psa.example', 'Ilse')`);
  });
  beforeEach(async () => {
    await on(USED);
    await database.query('delete from mails');
    await database.query('delete from support_cases');
    await database.query('delete from persons');
    await database.query('truncate retention_results, retention_rules');
    forgetKeptMail(database);
  });
  return {
    database,
    on,
    person: (more = {}) => arrangePerson(database, { email: `p${next++}@home.example`, firstName: 'Mira', ...more }),
    async warn() {
      await warnInactive();
      await sendMails(MAIL_WRITERS);
    },
    isHere: async (id) => (await database.query('select from persons where id = $1', [id])).length === 1,
    async reasonFor(id) {
      const { goes, stays } = await previewRetention(officer);
      return [...goes, ...stays].find((shown) => shown.id === id)?.keptBecause;
    },
  };
}
