// A case that nobody closed: staff are told a week before, then it is closed by itself, and what was kept to answer it goes (R3).
import type { StaffActor } from '#app/features/access/actor.ts';
import { forgetByAge } from '#app/features/privacy/forget-by-age.server.ts';
import { askAsPerson } from '#app/features/support/ask-support.server.ts';
import { replyAsPerson } from '#app/features/support/reply-support.server.ts';
import { useReported } from '#test/features/privacy/reported-person.ts';
import { forgetKeptMail } from '#test/support/kept-mail.ts';
import { moveClock } from '#test/support/register.ts';
import { findWord } from '#test/support/search-database.ts';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { arrangeAdministrator, CANARY, mailTo, shownCase, step, strangerAsks } from './support-desk.ts';

const { database, arrange } = useReported();
let admin: StaffActor;
let address = '';
beforeAll(async () => {
  admin = await arrangeAdministrator(database);
  const [row] = await database.query<{ email: string }>('select email from staff_members where id = $1', [
    admin.staffId,
  ]);
  address = row?.email ?? '';
});
beforeEach(async () => {
  forgetKeptMail(database);
  await database.query('delete from rate_counts; delete from mails; delete from support_cases');
});

const warnings = async () =>
  (await mailTo(database, address)).filter(({ subject }) => subject?.includes('is closed in'));

it('R3 is told to staff after 23 days, and closed after 30 with nothing left of who asked', async () => {
  const id = await strangerAsks(database);
  await moveClock(database, '22 days');
  await forgetByAge();
  expect(await warnings()).toEqual([]);
  await moveClock(database, '23 days 1 hour');
  await forgetByAge();
  await forgetByAge();
  const [mail, more] = await warnings();
  expect(more).toBeUndefined();
  expect(mail?.text).toContain(`/admin/support/${id}`);
  expect(mail?.text).not.toContain(CANARY);
  await moveClock(database, '29 days 23 hours');
  await forgetByAge();
  expect((await shownCase(admin, id)).closedAt).toBeNull();
  await moveClock(database, '30 days 2 hours');
  await forgetByAge();
  expect(await shownCase(admin, id)).toMatchObject({ closedHow: 'time-over', closedBy: null, email: null });
  expect(await findWord(database, CANARY)).toEqual([]);
  expect(
    await database.query(
      `select actor_kind, details from audit_events where event = 'support.closed' and subject_id = $1`,
      [String(id)],
    ),
  ).toEqual([{ actor_kind: 'system', details: { how: 'time-over' } }]);
});

it('a word from either side lets the time run anew, and staff are told anew', async () => {
  const anna = await arrange();
  const id = await askAsPerson(anna.actor, { topic: 'other', message: 'X' });
  await moveClock(database, '24 days');
  await forgetByAge();
  expect(await warnings()).toHaveLength(1);
  await replyAsPerson(anna.actor, id, 'Hello?');
  await moveClock(database, '40 days');
  await forgetByAge();
  expect((await shownCase(admin, id)).closedAt).toBeNull();
  await moveClock(database, '48 days');
  await forgetByAge();
  expect(await warnings()).toHaveLength(2);
  await moveClock(database, '56 days');
  await forgetByAge();
  expect((await shownCase(admin, id)).closedHow).toBe('time-over');
});

it('one that nobody was told of is not closed at once, however long the worker was away', async () => {
  const id = await strangerAsks(database);
  await moveClock(database, '90 days');
  await forgetByAge();
  expect((await shownCase(admin, id)).closedAt).toBeNull();
  await moveClock(database, '98 days');
  await forgetByAge();
  expect((await shownCase(admin, id)).closedHow).toBe('time-over');
});

it('a closed case goes after a year, its words with it', async () => {
  const anna = await arrange();
  const id = await askAsPerson(anna.actor, { topic: 'other', message: CANARY });
  await step(admin, id, { intent: 'answer', words: 'So it is.', close: 'yes' });
  await moveClock(database, '360 days');
  await forgetByAge();
  expect(await findWord(database, CANARY)).toEqual(['public.support_messages']);
  await moveClock(database, '368 days');
  await forgetByAge();
  expect(await database.query('select from support_cases where id = $1', [id])).toEqual([]);
  expect(await findWord(database, CANARY)).toEqual([]);
});
