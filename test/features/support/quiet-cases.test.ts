// A case that nobody closed (R3): one that waits for whoever asked is closed by itself, staff told a week before and they as it is; one that waits for staff never is.
import type { StaffActor } from '#app/features/access/actor.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { getOverview } from '#app/features/overview/overview.server.ts';
import { forgetByAge } from '#app/features/privacy/forget-by-age.server.ts';
import { RETENTION_RULES } from '#app/features/privacy/retention-rules.ts';
import { askAsPerson } from '#app/features/support/ask-support.server.ts';
import { closeQuietCases } from '#app/features/support/quiet-cases.server.ts';
import { findAskedBack, replyAsPerson } from '#app/features/support/reply-support.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { useReported } from '#test/features/privacy/reported-person.ts';
import { forgetKeptMail, tokenIn } from '#test/support/kept-mail.ts';
import { moveClock } from '#test/support/register.ts';
import { findWord } from '#test/support/search-database.ts';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { arrangeAdministrator, CANARY, mailTo, shownCase, step, STRANGER, strangerAsks } from './support-desk.ts';

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

/** Somebody without an account who was asked back, and nobody wrote since. */
async function arrangeAskedBack(): Promise<number> {
  const id = await strangerAsks(database);
  await step(admin, id, { intent: 'ask-back', words: 'Which exam?' });
  await sendMails(MAIL_WRITERS);
  return id;
}

it('R3 one that waits for whoever asked is told to staff after 23 days, and closed after 30 with nothing left of them; they are told by mail', async () => {
  const id = await arrangeAskedBack();
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
  forgetKeptMail(database);
  await moveClock(database, '30 days 2 hours');
  await forgetByAge();
  expect(await shownCase(admin, id)).toMatchObject({ closedHow: 'time-over', closedBy: null, email: null });
  const [told] = await mailTo(database, STRANGER.email);
  expect(told?.subject).toBe('Uw vraag is gesloten');
  expect(told?.text).toContain('/support');
  forgetKeptMail(database);
  expect(await findWord(database, CANARY)).toEqual([]);
  expect(
    await database.query(
      `select actor_kind, details from audit_events where event = 'support.closed' and subject_id = $1`,
      [String(id)],
    ),
  ).toEqual([{ actor_kind: 'system', details: { how: 'time-over' } }]);
});

it('one that waits for staff is never closed by time: administrators are told, each week anew', async () => {
  const anna = await arrange();
  const [asked, own] = [await strangerAsks(database), await askAsPerson(anna.actor, { topic: 'other', message: 'X' })];
  const told = async () =>
    (await mailTo(database, address)).filter(({ text }) => text?.includes('support cases have waited for an answer'));
  await moveClock(database, '22 days');
  await forgetByAge();
  expect(await told()).toHaveLength(0);
  for (const [days, times] of [
    [24, 1],
    [31, 2],
    [90, 3],
    [98, 4],
  ]) {
    await moveClock(database, `${days ?? 0} days 1 hour`);
    await forgetByAge();
    for (const id of [asked, own]) expect((await shownCase(admin, id)).closedAt).toBeNull();
    expect(await told(), `${days} days`).toHaveLength(times ?? 0);
  }
  expect(await warnings()).toEqual([]);
  expect((await getOverview(admin, null)).pending.quietCases).toBe(2);
  await step(admin, asked, { intent: 'answer', words: 'In March.', close: 'yes' });
  expect((await getOverview(admin, null)).pending.quietCases).toBe(1);
});

it('a word from either side lets the time run anew, and staff are told anew', async () => {
  const anna = await arrange();
  const id = await askAsPerson(anna.actor, { topic: 'other', message: 'X' });
  await step(admin, id, { intent: 'ask-back', words: 'Which?' });
  await moveClock(database, '24 days');
  await forgetByAge();
  expect(await warnings()).toHaveLength(1);
  await replyAsPerson(anna.actor, id, 'Hello?');
  await step(admin, id, { intent: 'ask-back', words: 'And which else?' });
  await moveClock(database, '40 days');
  await forgetByAge();
  expect((await shownCase(admin, id)).closedAt).toBeNull();
  await moveClock(database, '48 days');
  await forgetByAge();
  expect(await warnings()).toHaveLength(2);
  await moveClock(database, '56 days');
  await forgetByAge();
  expect((await shownCase(admin, id)).closedHow).toBe('time-over');
  expect((await mailTo(database, anna.email)).map(({ subject }) => subject)).toContain('Your question was closed');
});

it('one that nobody was told of is not closed at once, however long the worker was away', async () => {
  const id = await arrangeAskedBack();
  await moveClock(database, '90 days');
  await forgetByAge();
  expect((await shownCase(admin, id)).closedAt).toBeNull();
  await moveClock(database, '98 days');
  await forgetByAge();
  expect((await shownCase(admin, id)).closedHow).toBe('time-over');
});

it('by the shortest time, too, none is closed while a link that was mailed still lives', async () => {
  const id = await strangerAsks(database);
  await step(admin, id, { intent: 'ask-back', words: 'Which exam?' });
  await moveClock(database, '2 days');
  const token = tokenIn((await mailTo(database, STRANGER.email))[0], '/support/reply/');
  for (const days of [8, 15]) {
    await moveClock(database, `${days} days 23 hours`);
    await closeQuietCases(RETENTION_RULES.support.least);
  }
  expect(await findAskedBack(token)).toEqual({ question: 'Which exam?' });
  await moveClock(database, '16 days 1 hour');
  expect(await findAskedBack(token)).toBeNull();
  await closeQuietCases(RETENTION_RULES.support.least);
  expect((await shownCase(admin, id)).closedHow).toBe('time-over');
});

it('one of a person is not closed while the mail that asks them back has not gone', async () => {
  const anna = await arrange();
  const id = await askAsPerson(anna.actor, { topic: 'other', message: 'X' });
  await step(admin, id, { intent: 'ask-back', words: 'Which?' });
  for (const days of [24, 32]) {
    await moveClock(database, `${days} days`);
    await closeQuietCases(30);
  }
  expect((await shownCase(admin, id)).closedAt).toBeNull();
});

it('that the mail about a closing came back is told of the case that was closed, and of no other', async () => {
  const anna = await arrange();
  const stranger = await strangerAsks(database);
  const [said] = await database.query<{ id: number }>('select max(id) as id from support_messages');
  await database.query(`select setval(pg_get_serial_sequence('support_cases', 'id'), $1, false)`, [said?.id ?? 0]);
  // A case with the number of a message of another case.
  const own = await askAsPerson(anna.actor, { topic: 'other', message: 'X' });
  expect(own).toBe(said?.id);
  await database.query(
    `insert into mails (kind, person_id, about, state, claimed_at) values ('support-closed', $1, $2, 'dead', psa_now())`,
    [anna.id, own],
  );
  expect([(await shownCase(admin, stranger)).lost, (await shownCase(admin, own)).lost]).toEqual([0, 1]);
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
