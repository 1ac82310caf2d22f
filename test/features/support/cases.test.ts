// A support case from the question to the end: answered by mail, asked back, closed; and with that, nothing left of somebody without an account (R3).
import type { StaffActor } from '#app/features/access/actor.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import { makeRequestOfCase } from '#app/features/privacy/request-of-case.server.ts';
import { findRequest } from '#app/features/privacy/show-request.server.ts';
import { askAsPerson } from '#app/features/support/ask-support.server.ts';
import { listCases } from '#app/features/support/list-cases.server.ts';
import { parseCaseFilter } from '#app/features/support/case-filter.ts';
import { listOwnCases } from '#app/features/support/own-cases.server.ts';
import { findAskedBack, replyAsPerson, replyByLink } from '#app/features/support/reply-support.server.ts';
import { useReported } from '#test/features/privacy/reported-person.ts';
import { forgetKeptMail, tokenIn } from '#test/support/kept-mail.ts';
import { moveClock } from '#test/support/register.ts';
import { findWord } from '#test/support/search-database.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arrangeAdministrator, CANARY, mailTo, shownCase, step, STRANGER, strangerAsks } from './support-desk.ts';

const { database, arrange } = useReported();
let admin: StaffActor;
beforeAll(async () => {
  admin = await arrangeAdministrator(database);
});
beforeEach(async () => {
  forgetKeptMail(database);
  await database.query('delete from rate_counts; delete from mails; delete from support_cases');
});

const DONE = { ok: true, value: true };
const ANSWER = 'The exam is in March.';

describe('somebody without an account', () => {
  it('R3 is answered in their language, and with the closing everything that was kept of them is gone; the mail loses address and words as it goes', async () => {
    const id = await strangerAsks(database);
    expect(await findWord(database, CANARY)).toEqual(['public.support_cases', 'public.support_messages']);
    await step(admin, id, { intent: 'note', words: `Asked before, ${CANARY}` });
    expect(await step(admin, id, { intent: 'answer', words: `${ANSWER} ${CANARY}`, close: 'yes' })).toEqual(DONE);
    // On its way alone, and nowhere else.
    expect(await findWord(database, CANARY)).toEqual(['public.mails']);
    expect(await shownCase(admin, id)).toMatchObject({
      name: null,
      email: null,
      phone: null,
      messages: [],
      underWay: 1,
    });
    const [mail] = await mailTo(database, STRANGER.email);
    expect(mail?.subject).toBe('Een antwoord op uw vraag');
    expect(mail?.text).toContain(ANSWER);
    expect(mail?.text).not.toContain('When is the exam?');
    expect(mail?.text).not.toContain('Petra');
    expect(await findWord(database, CANARY)).toEqual([]);
    expect(await findWord(database, '5550100')).toEqual([]);
    // That there was a case, when, about what and how long it took.
    expect(await shownCase(admin, id)).toMatchObject({
      topic: 'exam',
      closedHow: 'answered',
      closedBy: admin.name,
      tookDays: 0,
      underWay: 0,
    });
    expect(await step(admin, id, { intent: 'note', words: 'More' })).toEqual({ ok: false, reason: 'closed' });
    expect(await mailTo(database, STRANGER.email)).toHaveLength(1);
  });

  it('a closed case holds no contact data and no words, whoever writes', async () => {
    const id = await strangerAsks(database);
    await expect(
      database.query(`update support_cases set closed_at = psa_now(), closed_how = 'answered' where id = $1`, [id]),
    ).rejects.toThrow();
    await expect(
      database.query(
        `update support_cases set closed_at = psa_now(), closed_how = 'answered', asker_name = null, asker_email = null, asker_phone = null where id = $1`,
        [id],
      ),
    ).rejects.toThrow('holds no words');
    await step(admin, id, { intent: 'close' });
    for (const text of [
      `update support_cases set asker_email = 'x@x.example' where id = ${id}`,
      `update support_cases set asker_phone = '112' where id = ${id}`,
      `update support_cases set closed_at = null, closed_how = null, closed_by = null, asker_email = 'x@x.example' where id = ${id}`,
      `insert into support_messages (case_id, kind, body) values (${id}, 'reply', 'Again')`,
      `insert into mails (kind, case_id, about, person_id) values ('support-answered', ${id}, 1, 1)`,
    ])
      await expect(database.query(text), text).rejects.toThrow();
  });

  it('is asked back by a link that works once, for some days, and while the case is open', async () => {
    const id = await strangerAsks(database);
    await step(admin, id, { intent: 'ask-back', words: 'Which exam?' });
    expect((await shownCase(admin, id)).waitsFor).toBe('asker');
    const [mail] = await mailTo(database, STRANGER.email);
    const token = tokenIn(mail, '/support/reply/');
    expect(await findAskedBack(token)).toEqual({ question: 'Which exam?' });
    expect(await findAskedBack('x'.repeat(43))).toBeNull();
    expect(await replyByLink(token, 'AZ-104')).toBe(true);
    expect(await replyByLink(token, 'AZ-900')).toBe(false);
    expect(await findAskedBack(token)).toBeNull();
    const { messages, waitsFor } = await shownCase(admin, id);
    expect(waitsFor).toBe('staff');
    expect(messages.map(({ kind, body }) => [kind, body])).toEqual([
      ['question', STRANGER.message],
      ['asked-back', 'Which exam?'],
      ['reply', 'AZ-104'],
    ]);
    // Asked again: the link is over once its days are, or the case is closed.
    forgetKeptMail(database);
    await step(admin, id, { intent: 'ask-back', words: 'In which month?' });
    const again = tokenIn((await mailTo(database, STRANGER.email))[0], '/support/reply/');
    await moveClock(database, '15 days');
    expect(await findAskedBack(again)).toBeNull();
    await moveClock(database, '0');
    expect(await findAskedBack(again)).not.toBeNull();
    await step(admin, id, { intent: 'close' });
    expect(await replyByLink(again, 'March')).toBe(false);
  });

  it('who is asked back twice at once gets both questions, each with a link that lives as long as its mail says', async () => {
    const id = await strangerAsks(database);
    for (const words of ['Which exam?', 'In which month?']) await step(admin, id, { intent: 'ask-back', words });
    const mails = await mailTo(database, STRANGER.email);
    const [first, second] = ['Which exam?', 'In which month?'].map((words) =>
      tokenIn(
        mails.find(({ text }) => text?.includes(words)),
        '/support/reply/',
      ),
    );
    expect(await findAskedBack(first)).toEqual({ question: 'Which exam?' });
    expect(await findAskedBack(second)).toEqual({ question: 'In which month?' });
    expect(await replyByLink(second, 'March')).toBe(true);
    expect(await replyByLink(second, 'May')).toBe(false);
    await moveClock(database, '13 days 23 hours');
    expect(await replyByLink(first, 'AZ-104')).toBe(true);
    await moveClock(database, '0');
    expect((await shownCase(admin, id)).messages.map(({ body }) => body).slice(-2)).toEqual(['March', 'AZ-104']);
  });

  it('bad-G4 is asked again with the same link when the answer to the mail was lost', async () => {
    const id = await strangerAsks(database);
    await step(admin, id, { intent: 'ask-back', words: 'Which exam?' });
    const [first] = await mailTo(database, STRANGER.email);
    await database.query(
      `update mails set state = 'queued', sent_at = null, to_address = $1, body = 'Which exam?' where kind = 'support-asked-back'`,
      [STRANGER.email],
    );
    const second = (await mailTo(database, STRANGER.email)).at(-1);
    expect(second?.messageId).toBe(first?.messageId);
    const token = tokenIn(first, '/support/reply/');
    expect(tokenIn(second, '/support/reply/')).toBe(token);
    expect(await findAskedBack(token)).toEqual({ question: 'Which exam?' });
  });

  it('is not asked back by a mail that was overtaken: closed before it went, none goes', async () => {
    const id = await strangerAsks(database);
    await step(admin, id, { intent: 'ask-back', words: `Which exam, ${CANARY}?` });
    await step(admin, id, { intent: 'close' });
    expect(await mailTo(database, STRANGER.email)).toEqual([]);
    expect(await findWord(database, CANARY)).toEqual([]);
  });

  it('who asks too often has nothing kept, and is answered the same', async () => {
    for (let count = 0; count < 6; count++) await strangerAsks(database);
    expect(await database.query('select count(*)::int as n from support_cases')).toEqual([{ n: 4 }]);
  });

  it('no account is found out: whoever has one and asks here without signing in is somebody without an account', async () => {
    const anna = await arrange();
    const id = await strangerAsks(database, { email: anna.email });
    expect(await shownCase(admin, id)).toMatchObject({ personId: null, email: anna.email });
    expect(await listOwnCases(anna.actor)).toEqual([]);
  });
});

describe('somebody with an account', () => {
  it('reads question and answer on their own page and in their export, where notes of staff are, too', async () => {
    const anna = await arrange();
    const id = await askAsPerson(anna.actor, { topic: 'account', message: 'How do I change my name?' });
    await step(admin, id, { intent: 'note', words: `Is it the married name? ${CANARY}` });
    await step(admin, id, { intent: 'ask-back', words: 'Which name?' });
    expect(await replyAsPerson(anna.actor, id, 'My last name')).toBe(true);
    await step(admin, id, { intent: 'answer', words: 'Under My data.', close: 'yes' });
    expect(await replyAsPerson(anna.actor, id, 'Thanks')).toBe(false);
    const [mail] = (await mailTo(database, anna.email)).filter(({ text }) => text?.includes('Under My data.'));
    expect(mail?.text).toContain('/me/support');
    expect(mail?.text).not.toContain('change my name');
    const [own] = await listOwnCases(anna.actor);
    expect(own).toMatchObject({ id, topic: 'account', closedHow: 'answered' });
    expect(own?.messages.map(({ kind }) => kind)).toEqual(['question', 'asked-back', 'reply', 'answer']);
    const file = JSON.stringify(await exportPerson(anna.actor, anna.id));
    expect(file).toContain('How do I change my name?');
    expect(file).toContain('Under My data.');
    expect(file).toContain(CANARY);
    expect(JSON.stringify(own)).not.toContain(CANARY);
    expect(file).not.toContain(admin.name);
  });

  it('sees nobody else’s, and writes to nobody else’s', async () => {
    const [anna, ben] = [await arrange(), await arrange()];
    const id = await askAsPerson(anna.actor, { topic: 'other', message: 'Mine' });
    expect(await listOwnCases(ben.actor)).toEqual([]);
    expect(await replyAsPerson(ben.actor, id, 'Mine, too')).toBe(false);
  });

  it('is erased with every word of it; that there was a case stays', async () => {
    const anna = await arrange();
    const open = await askAsPerson(anna.actor, { topic: 'exam', message: `Open ${CANARY}` });
    const closed = await askAsPerson(anna.actor, { topic: 'report', message: `Closed ${CANARY}` });
    await step(admin, closed, { intent: 'answer', words: `So it is, ${CANARY}`, close: 'yes' });
    await erasePerson(admin, anna.id);
    expect(await findWord(database, CANARY)).toEqual([]);
    expect(await shownCase(admin, open)).toMatchObject({ personId: null, closedHow: 'erased', topic: 'exam' });
    expect(await shownCase(admin, closed)).toMatchObject({ personId: null, closedHow: 'answered', topic: 'report' });
    await mailTo(database, anna.email);
    expect(await findWord(database, CANARY)).toEqual([]);
  });
});

it('what somebody asked by their address without signing in is erased with them, and an answer that is on its way', async () => {
  const anna = await arrange();
  const asked = await strangerAsks(database, { email: anna.email, message: `I can’t get in, ${CANARY}` });
  const answered = await strangerAsks(database, { email: anna.email, message: `Nor now, ${CANARY}` });
  await step(admin, answered, { intent: 'answer', words: `By the code, ${CANARY}`, close: 'yes' });
  const others = await strangerAsks(database);
  await erasePerson(admin, anna.id);
  expect(await shownCase(admin, asked)).toMatchObject({ email: null, closedHow: 'erased', messages: [] });
  expect(await database.query('select from mails where to_address = $1', [anna.email])).toEqual([]);
  expect(await shownCase(admin, others)).toMatchObject({ email: STRANGER.email, closedAt: null });
  await step(admin, others, { intent: 'close' });
  expect(await findWord(database, CANARY)).toEqual([]);
});

describe('a case that is a request for a right', () => {
  it('becomes one with its clock from the question, and is closed', async () => {
    const id = await strangerAsks(database, { message: 'Send me all that you hold' });
    await moveClock(database, '3 days');
    const made = await makeRequestOfCase(admin, id, 'access');
    if (!made.ok) throw new Error(made.reason.why);
    const request = await findRequest(admin, made.value);
    expect(request).toMatchObject({
      kind: 'access',
      channel: 'page',
      message: 'Send me all that you hold',
      askerName: STRANGER.name,
      language: 'nl',
      identityAt: null,
    });
    expect(request?.askerContact).toContain(STRANGER.email);
    const age = Date.parse(`${request?.today ?? ''}T12:00Z`) - Date.parse(`${request?.receivedOn ?? ''}T12:00Z`);
    expect(age / 86_400_000).toBe(3);
    expect(await shownCase(admin, id)).toMatchObject({ closedHow: 'request', requestId: made.value, messages: [] });
    expect(await makeRequestOfCase(admin, id, 'access')).toMatchObject({ reason: { why: 'closed' } });
  });

  it('is told to privacy officers, too, when another was passed on and told within the hour: as the hour is over', async () => {
    const [officer] = await database.query<{ email: string }>(
      `select s.email from staff_members s join staff_roles r on r.staff_id = s.id where r.role = 'privacy-officer' order by s.id limit 1`,
    );
    const [one, two] = [await strangerAsks(database), await strangerAsks(database)];
    await step(admin, one, { intent: 'pass-on' });
    expect(await mailTo(database, officer?.email ?? '')).toHaveLength(1);
    await step(admin, two, { intent: 'pass-on' });
    await moveClock(database, '1 hour');
    expect((await mailTo(database, officer?.email ?? '')).at(-1)?.text).toContain('2 support cases were passed on');
  });

  it('is passed on to privacy officers, who are told by mail, and waits for staff meanwhile', async () => {
    const id = await strangerAsks(database);
    const [officer] = await database.query<{ email: string }>(
      `select s.email from staff_members s join staff_roles r on r.staff_id = s.id where r.role = 'privacy-officer' order by s.id limit 1`,
    );
    await step(admin, id, { intent: 'ask-back', words: 'Which exam?' });
    expect(await step(admin, id, { intent: 'pass-on' })).toEqual(DONE);
    expect(await step(admin, id, { intent: 'close' })).toEqual({ ok: false, reason: 'passed-on' });
    expect(await step(admin, id, { intent: 'note', words: 'Looks like access' })).toEqual(DONE);
    expect(await shownCase(admin, id)).toMatchObject({ waitsFor: 'staff', closedAt: null });
    const [mail] = await mailTo(database, officer?.email ?? '');
    expect(mail?.text).toContain('1 support case was passed on to you');
    expect(mail?.text).not.toContain(CANARY);
  });

  it('takes every word along, however long it is, and whoever gave no name but a long address', async () => {
    const message = `${'first '.repeat(600)}and the wish at the end`;
    const email = `${'a'.repeat(60)}@${['b', 'c', 'd'].map((letter) => letter.repeat(55)).join('.')}.example`;
    const id = await strangerAsks(database, { message });
    await database.query(`update support_cases set asker_name = null, asker_email = $2 where id = $1`, [id, email]);
    const made = await makeRequestOfCase(admin, id, 'rectification');
    if (!made.ok) throw new Error(made.reason.why);
    const request = await findRequest(admin, made.value);
    const notes = await database.query<{ note: string }>(
      `select note from privacy_request_steps where request_id = $1 and step = 'noted' order by id`,
      [made.value],
    );
    expect([request?.message, ...notes.map(({ note }) => note)].join('')).toBe(message);
    expect(request?.askerContact).toContain(email);
  });

  it('takes a sign that needs two places along whole, wherever the words are cut', async () => {
    const message = `${'a'.repeat(1999)}😀${'b'.repeat(10)}`;
    const id = await strangerAsks(database, { message, email: 'cut@elsewhere.example' });
    const made = await makeRequestOfCase(admin, id, 'access');
    if (!made.ok) throw new Error(made.reason.why);
    const notes = await database.query<{ note: string }>(
      `select note from privacy_request_steps where request_id = $1 and step = 'noted' order by id`,
      [made.value],
    );
    const request = await findRequest(admin, made.value);
    expect([request?.message, ...notes.map(({ note }) => note)].join('')).toBe(message);
  });

  it('becomes one however long it waited for staff', async () => {
    const id = await strangerAsks(database);
    await moveClock(database, '367 days');
    expect(await makeRequestOfCase(admin, id, 'erasure')).toMatchObject({ ok: true });
  });

  it('goes with whoever is erased by the address that was given', async () => {
    const anna = await arrange();
    const asked = { email: anna.email, name: `Anna ${CANARY}`, message: `Show me all, ${CANARY}` };
    const made = await makeRequestOfCase(admin, await strangerAsks(database, asked), 'access');
    const other = await makeRequestOfCase(admin, await strangerAsks(database, { email: `x${anna.email}` }), 'access');
    if (!made.ok || !other.ok) throw new Error('not made');
    await erasePerson(admin, anna.id);
    expect(await findRequest(admin, made.value)).toMatchObject({ askerContact: null, message: null });
    expect((await findRequest(admin, other.value))?.askerContact).toContain(`x${anna.email}`);
  });

  it('of somebody with an account is theirs and proved by their sign-in; one of the kind that is open already is named, and the case stays open', async () => {
    const anna = await arrange();
    const [one, two] = [
      await askAsPerson(anna.actor, { topic: 'other', message: 'Keep me out of the reports' }),
      await askAsPerson(anna.actor, { topic: 'other', message: 'Once more: keep me out' }),
    ];
    const made = await makeRequestOfCase(admin, one, 'objection');
    if (!made.ok) throw new Error(made.reason.why);
    const request = await findRequest(admin, made.value);
    expect(request).toMatchObject({ personId: anna.id, identityHow: 'signed-in' });
    expect(request?.objectedAt).not.toBeNull();
    expect(await makeRequestOfCase(admin, two, 'objection')).toEqual({
      ok: false,
      reason: { why: 'open-already', openId: made.value },
    });
    expect((await shownCase(admin, two)).closedAt).toBeNull();
  });
});

describe('the list of staff', () => {
  it('has what waits for us first, the oldest on top, and names nobody', async () => {
    const anna = await arrange();
    const first = await strangerAsks(database);
    await moveClock(database, '2 days');
    const second = await askAsPerson(anna.actor, { topic: 'account', message: 'X' });
    const third = await strangerAsks(database, { topic: 'other' });
    await step(admin, first, { intent: 'ask-back', words: 'Which?' });
    const NOBODY = { find: null, search: '' };
    const all = await listCases(admin, parseCaseFilter(new URLSearchParams(), NOBODY));
    expect(all.cases.map(({ id }) => id)).toEqual([second, third, first]);
    expect(all.counts).toEqual({ ours: 2, theirs: 1, open: 3, closed: 0, all: 3 });
    expect(JSON.stringify(all)).not.toMatch(new RegExp(`${CANARY}|${anna.email}`));
    const exams = await listCases(admin, parseCaseFilter(new URLSearchParams('topic=exam&q=x'), NOBODY));
    expect(exams.cases.map(({ id }) => id)).toEqual([first]);
    const found = await listCases(
      admin,
      parseCaseFilter(new URLSearchParams('show=all'), { find: null, search: CANARY }),
    );
    expect(found.cases.map(({ id }) => id).toSorted()).toEqual([first, third]);
  });
});
