// The link of a mail: who is asked, that opening changes nothing, and where it leads once the exam is moved.
import { askOutcomes } from '#app/features/exams/ask-outcomes.server.ts';
import { answerOutcome, findOutcomeQuestion } from '#app/features/exams/outcome-links.server.ts';
import { settleAnswers } from '#app/features/exams/settle-answers.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { askNow, moveToMorning } from '#test/support/asking.ts';
import { moveClock } from '#test/support/register.ts';
import { describe, expect, it } from 'vitest';
import { useOutcomeLinks } from './outcome-links.ts';

const links = useOutcomeLinks();
const { database, arrangeSitting, sendAll, ask, entries, conflicts } = links;

describe('who is asked', () => {
  it('is whoever’s exam month is over and whose outcome nobody knows, once, in their language', async () => {
    const { actor } = await arrangeSitting();
    await database.query(`update persons set language = 'fr' where id = $1`, [actor.personId]);
    await askNow(database, 2);
    await askNow(database);
    const [mail, ...more] = await sendAll();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      to: links.lastAddress(),
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
        month: monthAfter(links.now, -1),
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
    // Asked in the morning, which may be some hours ahead.
    await moveClock(database, '91 days');
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
    await move(sittingId, links.now);
    expect(await askNow(database)).toBe(0);
    const over = {
      examCode: 'AZ-104',
      month: monthAfter(links.now, -1),
      answer: null,
      undoUntil: null,
      isDisputed: false,
      isKnown: true,
    };
    expect(await findOutcomeQuestion(token)).toEqual(over);
    // The first day of the next month is a month away at most, and thirty days late are not too late.
    await moveToMorning(database, 31);
    expect(await askOutcomes()).toBeGreaterThan(0);
    expect(await askOutcomes()).toBe(0);
    const to = links.lastAddress();
    const [mail, ...more] = (await sendAll()).filter((sent) => sent.to === to);
    expect(more).toEqual([]);
    expect(mail?.token).not.toBe(token);
    expect(await findOutcomeQuestion(token)).toEqual(over);
    expect(await answerOutcome(token, 'failed')).toEqual({ ok: false, reason: 'answered' });
    expect(await findOutcomeQuestion(mail?.token)).toMatchObject({ month: links.now, answer: null, isKnown: false });
    expect(await answerOutcome(mail?.token, 'passed')).toMatchObject({ ok: true });
  });

  it('while an answer waits is taken at no word: it was about another month', async () => {
    const { token, sittingId, actor } = await ask();
    await answerOutcome(token, 'failed');
    await move(sittingId, monthAfter(links.now, -2));
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
    await move(sittingId, monthAfter(links.now, -2));
    expect(await sendAll()).toEqual([]);
    expect(await askNow(database)).toBe(1);
    expect(await sendAll()).toHaveLength(1);
  });
});
