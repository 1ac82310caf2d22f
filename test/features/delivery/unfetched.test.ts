// Reports that nobody fetches stop by themselves, and somebody is told.
import type { ContactActor, StaffActor } from '#app/features/access/actor.ts';
import { setPaused } from '#app/features/agreements/pause-agreement.server.ts';
import { findReport } from '#app/features/delivery/fetch-report.server.ts';
import { UNFETCHED } from '#app/features/delivery/pause-unfetched.server.ts';
import { runDue } from '#app/features/delivery/schedules.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeEmployers, arrangeNotice } from '#test/support/register.ts';
import { freezeClock } from '#test/support/runs.ts';
import { beforeEach, expect, it } from 'vitest';

const database = useDatabase();
const ADMINISTRATOR: StaffActor = { kind: 'staff', staffId: 2, roles: ['administrator'], name: 'Ilse' };

const periodsMade = async (): Promise<string[]> =>
  (await database.query<{ period: string }>('select period::text from runs order by period')).map(
    ({ period }) => period,
  );

/** Lets the schedules look on the second day of a month. */
async function lookIn(month: string): Promise<void> {
  await freezeClock(database, `${month}-02T12:00:00Z`);
  await runDue(await databaseNow());
}

beforeEach(async () => {
  await database.query(
    `truncate mails, runs, builds, build_pages, deliveries, agreements, agreement_versions, agreement_fields, recipients, recipient_contacts, persons,
       person_emails, employers, employments, enrolments, sittings, audit_events, audit_seals, staff_roles restart identity cascade`,
  );
  await database.query(
    `insert into staff_members (id, name, email) overriding system value values (2, 'Ilse', 'ilse@academy.example') on conflict do nothing`,
  );
  await database.query(`insert into staff_roles (staff_id, role, granted_by) values (2, 'administrator', 'test')`);
  await freezeClock(database, '2027-01-10T12:00:00Z');
  await arrangeNotice();
  await arrangeEmployers(database, ['1000001']);
});

it('a schedule whose last three reports nobody fetched pauses instead of making a fourth, and administrators are told', async () => {
  for (const month of ['2027-02', '2027-03', '2027-04']) await lookIn(month);
  expect((await periodsMade()).length).toBe(UNFETCHED);
  await lookIn('2027-05');
  expect(await periodsMade()).toEqual(['2027-01', '2027-02', '2027-03']);
  expect(await database.query('select paused_because as because, paused_by as by from agreements')).toEqual([
    { because: 'not-fetched', by: null },
  ]);
  expect(await database.query(`select staff_id as to from mails where kind = 'attention'`)).toEqual([{ to: 2 }]);
  expect(await database.query(`select actor_kind as by from audit_events where event = 'agreement.paused'`)).toEqual([
    { by: 'system' },
  ]);
});

it('one of the three that was fetched lets it go on, and once it is let go on, three more must lie unfetched', async () => {
  for (const month of ['2027-02', '2027-03']) await lookIn(month);
  const [contact] = await database.query<{ id: number; recipientId: number }>(
    `insert into recipient_contacts (recipient_id, email, name, confirmed_at) select id, 'reports@company.example', 'Wim', psa_now() from recipients
     returning id, recipient_id as "recipientId"`,
  );
  const wim: ContactActor = {
    kind: 'contact',
    contactId: contact?.id ?? 0,
    recipientId: contact?.recipientId ?? 0,
    name: 'Wim',
  };
  const [second] = await database.query<{ id: number }>(`select id from runs where period = '2027-02'`);
  (await findReport(wim, second?.id ?? 0))?.stream.destroy();
  for (const month of ['2027-04', '2027-05']) await lookIn(month);
  expect((await periodsMade()).at(-1)).toBe('2027-04');
  // March and April lie unfetched, and May.
  await lookIn('2027-06');
  await lookIn('2027-07');
  expect((await periodsMade()).at(-1)).toBe('2027-05');
  const [agreement] = await database.query<{ id: number }>('select id from agreements where paused_at is not null');
  await setPaused(ADMINISTRATOR, agreement?.id ?? 0, false);
  await lookIn('2027-08');
  expect((await periodsMade()).at(-1)).toBe('2027-07');
});

it('a report that was brought to the recipient’s own server counts as fetched', async () => {
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' }, { channels: ['portal', 'folder'] });
  for (const month of ['2027-02', '2027-03', '2027-04']) await lookIn(month);
  await database.query(
    `insert into deliveries (run_id, build_id, channel, state, delivered_at, disclosed_at)
     select run_id, build_id, 'sftp', 'delivered', delivered_at, delivered_at from deliveries where channel = 'portal'`,
  );
  await lookIn('2027-05');
  expect((await periodsMade()).at(-1)).toBe('2027-04');
});
