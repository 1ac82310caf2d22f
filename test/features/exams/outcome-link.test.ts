// The link of a mail: who is asked, that opening changes nothing, that an answer counts once and only when it can't be taken back any more.
import type { PersonActor } from '#app/features/access/actor.ts';
import { askOutcomes } from '#app/features/exams/ask-outcomes.server.ts';
import { answerOutcome, findOutcomeQuestion, takeAnswerBack } from '#app/features/exams/outcome-links.server.ts';
import { settleAnswers } from '#app/features/exams/settle-answers.server.ts';
import { monthAfter, type Answer } from '#app/features/exams/sitting.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { askNow, moveToMorning } from '#test/support/asking.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson, moveClock, type ArrangedSitting } from '#test/support/register.ts';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let now = '';
let people = 0;

type Arranged = { actor: PersonActor; sittingId: number };

async function arrangeSitting(sitting: Partial<ArrangedSitting> = {}): Promise<Arranged> {
  const personId = await arrangePerson(database, {
    email: `asked${++people}@bluecloud.example`,
    sittings: [{ exam: 'AZ-104', month: monthAfter(now, -1), ...sitting }],
  });
  const [made] = await database.query<{ id: number }>('select id from sittings where person_id = $1', [personId]);
  return { actor: { kind: 'person', personId, name: '' }, sittingId: made?.id ?? 0 };
}

const mailFolder = () => join(database.dataDir, 'mail');

/** Sends what is due, and gives each mail's address, text and token. */
async function sendAll(): Promise<{ to: string; subject: string; text: string; token: string }[]> {
  await rm(mailFolder(), { recursive: true, force: true });
  const { sent } = await sendMails(MAIL_WRITERS);
  if (sent === 0) return [];
  const files = (await readdir(mailFolder())).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const { to, subject = '', text = '' } = await PostalMime.parse(await readFile(join(mailFolder(), file)));
      return { to: to?.[0]?.address ?? '', subject, text, token: /\/outcome\/([\w-]+)/.exec(text)?.[1] ?? '' };
    }),
  );
}

/** Asks somebody, and gives the token that their mail carries. */
async function ask(sitting: Partial<ArrangedSitting> = {}): Promise<Arranged & { token: string }> {
  const arranged = await arrangeSitting(sitting);
  await askNow(database);
  const to = `asked${people}@bluecloud.example`;
  const token = (await sendAll()).find((mail) => mail.to === to)?.token ?? '';
  return { ...arranged, token };
}

const entries = (sittingId: number) =>
  database.query('select outcome, actor_kind, actor_id from outcome_entries where sitting_id = $1', [sittingId]);
const sittingOf = async (sittingId: number) =>
  (await database.query('select state, outcome, ask_no_more from sittings where id = $1', [sittingId]))[0];
const conflicts = (sittingId: number) =>
  database.query('select claimed, opened_by_kind from outcome_conflicts where sitting_id = $1', [sittingId]);
const answerAndWait = async (token: string, answer: Answer): Promise<void> => {
  expect(await answerOutcome(token, answer)).toMatchObject({ ok: true });
  await moveClock(database, '10 minutes 1 second');
};

beforeAll(async () => {
  await arrangeNotice();
  const [row] = await database.query<{ now: string }>(
    `select to_char(psa_now() at time zone 'Europe/Amsterdam', 'YYYY-MM') as now`,
  );
  now = row?.now ?? '';
});
afterEach(() => moveClock(database, '0'));

describe('who is asked', () => {
  it('is whoever’s exam month is over and whose outcome nobody knows, once, in their language', async () => {
    const { actor } = await arrangeSitting();
    await database.query(`update persons set language = 'fr' where id = $1`, [actor.personId]);
    await askNow(database, 2);
    await askNow(database);
    const [mail, ...more] = await sendAll();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      to: `asked${people}@bluecloud.example`,
      subject: 'Comment s’est passé votre examen ?',
      token: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    expect(mail?.text).toContain(`/outcome/${mail?.token}?lang=fr`);
    // Nothing of the exam stands in the mail.
    expect(mail?.text).not.toMatch(/AZ-104|Bluecloud|de Vries/);
    expect(await sendAll()).toEqual([]);
  });

  it.each([
    ['is restricted', 'update persons set restricted_at = now() where id = $1'],
    ['objects', 'update persons set objected_at = now() where id = $1'],
    ['is erased', 'update persons set erased_at = now() where id = $1'],
    ['was not told yet what is held', 'update persons set informed_at = null where id = $1'],
    ['would rather not say', 'update sittings set ask_no_more = true where person_id = $1'],
    ['cancelled', `update sittings set state = 'cancelled' where person_id = $1`],
    ['sits it this month', `update sittings set month = to_char(psa_now(), 'YYYY-MM') where person_id = $1`],
  ])('is nobody who %s, before the link is made or before the mail goes', async (_what, change) => {
    const before = await arrangeSitting();
    await database.query(change, [before.actor.personId]);
    expect(await askNow(database)).toBe(0);
    const between = await arrangeSitting();
    expect(await askNow(database)).toBe(1);
    await database.query(change, [between.actor.personId]);
    expect(await sendAll()).toEqual([]);
  });
});

describe('a link', () => {
  it('opened any number of times changes nothing', async () => {
    const { token, sittingId } = await ask();
    for (let opened = 0; opened < 3; opened++)
      expect(await findOutcomeQuestion(token)).toEqual({
        examCode: 'AZ-104',
        month: monthAfter(now, -1),
        answer: null,
        undoUntil: null,
        isDisputed: false,
        isKnown: false,
      });
    await moveClock(database, '1 day');
    expect(await settleAnswers()).toBe(0);
    expect(await entries(sittingId)).toEqual([]);
  });

  it('that is unknown, misspelt, expired or of somebody erased leads nowhere', async () => {
    const { token, actor } = await ask();
    for (const wrong of [undefined, '', 'x', `${token}x`, token.slice(1), 'A'.repeat(43)]) {
      expect(await findOutcomeQuestion(wrong)).toBeNull();
      expect(await answerOutcome(wrong, 'passed')).toEqual({ ok: false, reason: 'gone' });
    }
    await moveClock(database, '90 days');
    expect(await answerOutcome(token, 'passed')).toEqual({ ok: false, reason: 'gone' });
    await moveClock(database, '0');
    await database.query('update persons set erased_at = now() where id = $1', [actor.personId]);
    expect(await answerOutcome(token, 'passed')).toEqual({ ok: false, reason: 'gone' });
  });

  it('keeps no token in the database, and a mail that is tried again carries the same one', async () => {
    const { token } = await ask();
    const [link] = await database.query<{ row: string }>(
      `select l::text as row from outcome_links l where token_sha256 = sha256($1::text::bytea)`,
      [token],
    );
    expect(link?.row).not.toContain(token);
    await database.query(`update mails set state = 'queued', sent_at = null`);
    expect((await sendAll()).map((mail) => mail.token)).toContain(token);
  });
});

describe('somebody who moves the exam to another month', () => {
  const move = (sittingId: number, month: string) =>
    database.query('update sittings set month = $2 where id = $1', [sittingId, month]);

  it('is asked about the new month once that is over, and the link of the old one is over', async () => {
    const { token, sittingId } = await ask();
    await move(sittingId, now);
    expect(await askNow(database)).toBe(0);
    const over = {
      examCode: 'AZ-104',
      month: monthAfter(now, -1),
      answer: null,
      undoUntil: null,
      isDisputed: false,
      isKnown: true,
    };
    expect(await findOutcomeQuestion(token)).toEqual(over);
    await moveToMorning(database, 40);
    expect(await askOutcomes()).toBeGreaterThan(0);
    expect(await askOutcomes()).toBe(0);
    const to = `asked${people}@bluecloud.example`;
    const [mail, ...more] = (await sendAll()).filter((sent) => sent.to === to);
    expect(more).toEqual([]);
    expect(mail?.token).not.toBe(token);
    expect(await findOutcomeQuestion(token)).toEqual(over);
    expect(await answerOutcome(token, 'failed')).toEqual({ ok: false, reason: 'answered' });
    expect(await findOutcomeQuestion(mail?.token)).toMatchObject({ month: now, answer: null, isKnown: false });
    expect(await answerOutcome(mail?.token, 'passed')).toMatchObject({ ok: true });
  });

  it('while an answer waits is taken at no word: it was about another month', async () => {
    const { token, sittingId, actor } = await ask();
    await answerOutcome(token, 'failed');
    await move(sittingId, monthAfter(now, -2));
    expect(await findOutcomeQuestion(token)).toMatchObject({ answer: null, undoUntil: null, isKnown: true });
    expect((await getLearnerHome(actor)).exams.sittings).toMatchObject([{ answered: null }]);
    // Asked about the month that it was moved to; both links stand side by side.
    expect(await askNow(database)).toBe(1);
    const [mail] = await sendAll();
    await answerOutcome(mail?.token, 'passed');
    expect((await getLearnerHome(actor)).exams.sittings).toMatchObject([{ answered: 'passed' }]);
    await moveClock(database, '11 minutes');
    expect(await settleAnswers()).toBe(2);
    expect(await entries(sittingId)).toMatchObject([{ outcome: 'passed' }]);
    expect(await conflicts(sittingId)).toEqual([]);
  });

  it('before the mail has gone is not written to about the old month', async () => {
    const { sittingId } = await arrangeSitting();
    expect(await askNow(database)).toBe(1);
    await move(sittingId, monthAfter(now, -2));
    expect(await sendAll()).toEqual([]);
    expect(await askNow(database)).toBe(1);
    expect(await sendAll()).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('waits ten minutes, stands on the person’s home meanwhile, and then counts in the person’s name', async () => {
    const { token, sittingId, actor } = await ask();
    expect(await answerOutcome(token, 'passed')).toMatchObject({ ok: true });
    expect(await settleAnswers()).toBe(0);
    expect((await getLearnerHome(actor)).exams.sittings).toMatchObject([{ outcome: null, answered: 'passed' }]);
    await moveClock(database, '10 minutes 1 second');
    expect(await settleAnswers()).toBe(1);
    expect(await entries(sittingId)).toEqual([{ outcome: 'passed', actor_kind: 'person', actor_id: actor.personId }]);
    expect((await getLearnerHome(actor)).exams.sittings).toMatchObject([{ outcome: 'passed', answered: null }]);
    expect(await findOutcomeQuestion(token)).toMatchObject({ answer: 'passed', undoUntil: null, isKnown: true });
  });

  it('is taken back within ten minutes and given anew, and not later', async () => {
    const { token, sittingId } = await ask();
    await answerOutcome(token, 'failed');
    expect(await answerOutcome(token, 'failed')).toEqual({ ok: true, value: null });
    expect(await answerOutcome(token, 'passed')).toEqual({ ok: false, reason: 'answered' });
    expect(await takeAnswerBack(token)).toEqual({ ok: true, value: null });
    await moveClock(database, '20 minutes');
    expect(await settleAnswers()).toBe(0);
    await answerOutcome(token, 'passed');
    await moveClock(database, '30 minutes 1 second');
    expect(await takeAnswerBack(token)).toEqual({ ok: false, reason: 'too-late' });
    await settleAnswers();
    expect(await entries(sittingId)).toMatchObject([{ outcome: 'passed' }]);
    expect(await takeAnswerBack(token)).toEqual({ ok: false, reason: 'too-late' });
  });

  it('settled by many at once is one entry', async () => {
    const asked = [await ask(), await ask(), await ask()];
    for (const { token } of asked) await answerOutcome(token, 'failed');
    await moveClock(database, '11 minutes');
    const settled = await Promise.all(Array.from({ length: 6 }, () => settleAnswers()));
    expect(settled.reduce((sum, count) => sum + count, 0)).toBe(3);
    for (const { sittingId } of asked) expect(await entries(sittingId)).toHaveLength(1);
    expect(await settleAnswers()).toBe(0);
  });

  it('that can’t be settled keeps no other one waiting, and is tried the next time', async () => {
    const [stuck, next] = [await ask(), await ask()];
    await answerOutcome(stuck.token, 'failed');
    await answerOutcome(next.token, 'failed');
    await moveClock(database, '11 minutes');
    await database.query(
      `alter table outcome_entries add constraint stuck check (sitting_id <> ${stuck.sittingId}) not valid`,
    );
    try {
      expect(await settleAnswers()).toBe(1);
    } finally {
      await database.query('alter table outcome_entries drop constraint stuck');
    }
    expect(await entries(stuck.sittingId)).toEqual([]);
    expect(await entries(next.sittingId)).toMatchObject([{ outcome: 'failed' }]);
    expect(await settleAnswers()).toBe(1);
    expect(await entries(stuck.sittingId)).toMatchObject([{ outcome: 'failed' }]);
  });

  it('that the exam was not taken closes the sitting, and “rather not say” only stops the questions', async () => {
    const untaken = await ask();
    await answerAndWait(untaken.token, 'not-taken');
    await settleAnswers();
    expect(await sittingOf(untaken.sittingId)).toEqual({ state: 'not-taken', outcome: null, ask_no_more: false });
    await moveClock(database, '0');
    const silent = await ask();
    await answerAndWait(silent.token, 'rather-not-say');
    await settleAnswers();
    expect(await sittingOf(silent.sittingId)).toEqual({ state: 'booked', outcome: null, ask_no_more: true });
    expect(await entries(silent.sittingId)).toEqual([]);
  });

  it.each([
    ['passed', 'failed', [{ claimed: 'passed', opened_by_kind: 'person' }]],
    ['not-taken', 'failed', [{ claimed: 'not-taken', opened_by_kind: 'person' }]],
    ['failed', 'failed', []],
    ['rather-not-say', 'failed', []],
  ] as const)('bad-C5 of %s overwrites no %s that staff recorded meanwhile', async (answer, recorded, opened) => {
    const { token, sittingId } = await ask();
    await answerOutcome(token, answer);
    await database.query(
      `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values ($1, $2, 'staff', 1)`,
      [sittingId, recorded],
    );
    await moveClock(database, '11 minutes');
    expect(await settleAnswers()).toBe(1);
    expect(await sittingOf(sittingId)).toMatchObject({ outcome: recorded });
    expect(await conflicts(sittingId)).toEqual(opened);
    // The page says that it does not count.
    expect(await findOutcomeQuestion(token)).toMatchObject({ isDisputed: opened.length > 0 });
  });

  it('is on record without a value, and without anybody’s name', async () => {
    const { token } = await ask();
    await answerOutcome(token, 'passed');
    const [event] = await database.query(
      `select actor_kind, subject_id, fields, details - 'linkId' as details from audit_events where event = 'outcome.answered' order by id desc limit 1`,
    );
    expect(event).toEqual({ actor_kind: 'nobody', subject_id: null, fields: [], details: {} });
  });
});
