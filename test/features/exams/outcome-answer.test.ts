// An answer by the link of a mail: it counts once, in the person’s name, and only when it can’t be taken back any more.
import { answerOutcome, findOutcomeQuestion, takeAnswerBack } from '#app/features/exams/outcome-links.server.ts';
import { settleAnswers } from '#app/features/exams/settle-answers.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { moveClock } from '#test/support/register.ts';
import { describe, expect, it } from 'vitest';
import { useOutcomeLinks } from './outcome-links.ts';

const { database, ask, entries, sittingOf, conflicts, answerAndWait } = useOutcomeLinks();

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
