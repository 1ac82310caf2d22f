// The plan of a follow-up: seen before it happens, cancelled, stopped with a reason; and nothing twice.
import { askOutcomes } from '#app/features/exams/ask-outcomes.server.ts';
import { cancelFollowUp } from '#app/features/exams/cancel-follow-up.server.ts';
import { moveSitting } from '#app/features/exams/exams.server.ts';
import { planSteps } from '#app/features/exams/follow-up.ts';
import { answerOutcome, outcomeToken, takeAnswerBack } from '#app/features/exams/outcome-links.server.ts';
import { settleAnswers } from '#app/features/exams/settle-answers.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { setSetting } from '#app/features/settings/settings.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { moveToMorning } from '#test/support/asking.ts';
import { describe, expect, it } from 'vitest';
import { usePlans } from './plans.ts';

const { database, staff, arrange, ask, planOf, told, show, mailsTo } = usePlans();

describe('a plan', () => {
  it('has a mail, a reminder and calls, as many as are allowed, with the days between them that the settings say', () => {
    const days = { reminderDays: 5, callDays: 9 };
    expect(planSteps({ contacts: 0, ...days })).toEqual([]);
    expect(planSteps({ contacts: 4, ...days }).map(({ kind, after }) => [kind, after])).toEqual([
      ['mail', 0],
      ['reminder', 5],
      ['call', 14],
      ['call', 23],
    ]);
  });

  it('can be seen in the month of the exam, before anything goes', async () => {
    const { name, personId } = await arrange(0);
    await askOutcomes();
    const { rows, days } = await show('planned', name);
    expect(rows.map(({ kind, step, state }) => [kind, step, state])).toEqual([
      ['mail', 1, 'planned'],
      ['reminder', 2, 'planned'],
      ['call', 3, 'planned'],
    ]);
    expect(days[0]?.mail).toBeGreaterThan(0);
    expect(await mailsTo(personId)).toEqual([]);
  });

  it('is carried out once, whoever does it and how many at a time', async () => {
    const { sittingId, personId } = await arrange();
    await ask(1, 3);
    expect(await told(sittingId)).toEqual(['mail done sent', 'reminder planned', 'call planned']);
    await ask(9, 3);
    expect(await mailsTo(personId)).toEqual(['outcome-asked', 'outcome-reminded']);
  });

  it('that was carried out late is put off as a whole: nobody is asked twice in a row', async () => {
    const { sittingId } = await arrange();
    await askOutcomes();
    await ask(25);
    expect((await planOf(sittingId)).map(({ state, late }) => [state, state === 'planned' ? late : null])).toEqual([
      ['done', null],
      ['planned', 7],
      ['planned', 14],
    ]);
  });

  it('waits while an answer can be taken back, and goes on when it is', async () => {
    const { sittingId, personId, name } = await arrange();
    await ask();
    await moveToMorning(database, 9);
    const token = outcomeToken(sittingId, monthAfter(staff.now, -1));
    await answerOutcome(token, 'passed');
    await askOutcomes();
    expect(await mailsTo(personId)).toEqual(['outcome-asked']);
    await takeAnswerBack(token);
    await askOutcomes();
    expect(await mailsTo(personId)).toEqual(['outcome-asked', 'outcome-reminded']);
    await moveToMorning(database, 21);
    expect((await show('calls', name)).rows).toHaveLength(1);
    await answerOutcome(token, 'passed');
    expect((await show('calls', name)).rows).toEqual([]);
  });

  it.each([
    ['known', `insert into outcome_entries (sitting_id, outcome, actor_kind) values ($1, 'passed', 'system')`],
    ['known', `update sittings set state = 'cancelled' where id = $1`],
    ['asked-no-more', 'update sittings set ask_no_more = true where id = $1'],
    [
      'restricted',
      'update persons set restricted_at = now() where id = (select person_id from sittings where id = $1)',
    ],
    [
      'restricted',
      'update persons set found_minor_at = now() where id = (select person_id from sittings where id = $1)',
    ],
    ['objected', 'update persons set objected_at = now() where id = (select person_id from sittings where id = $1)'],
    ['erased', 'update persons set erased_at = now() where id = (select person_id from sittings where id = $1)'],
  ])('ends as %s, and says so (%s)', async (reason, change) => {
    const { sittingId, name } = await arrange();
    await ask();
    await database.query(change, [sittingId]);
    expect((await show('planned', name)).rows).toEqual([]);
    await ask(30);
    expect(await told(sittingId)).toEqual([
      'mail done sent',
      `reminder cancelled ${reason}`,
      `call cancelled ${reason}`,
    ]);
  });

  it('ends as answered once the answer counts', async () => {
    const { sittingId } = await arrange();
    await ask();
    await answerOutcome(outcomeToken(sittingId, monthAfter(staff.now, -1)), 'failed');
    await moveToMorning(database, 1, '11 minutes');
    await settleAnswers();
    await askOutcomes();
    expect(await told(sittingId)).toEqual(['mail done sent', 'reminder cancelled answered', 'call cancelled answered']);
  });

  it('of an exam that is moved ends, is made anew for the new month, and is taken up where it is moved back', async () => {
    const { sittingId } = await arrange();
    await ask();
    await moveSitting(staff.trainer, sittingId, staff.now);
    await askOutcomes();
    expect(await told(sittingId)).toEqual([
      'mail done sent',
      'reminder cancelled moved',
      'call cancelled moved',
      'mail planned',
      'reminder planned',
      'call planned',
    ]);
    await moveSitting(staff.trainer, sittingId, monthAfter(staff.now, -1));
    await askOutcomes();
    expect(await told(sittingId)).toEqual([
      'mail done sent',
      'reminder planned',
      'call planned',
      'mail cancelled moved',
      'reminder cancelled moved',
      'call cancelled moved',
    ]);
  });

  it('is cancelled by staff: one contact, or all of a person, and is not made again', async () => {
    const { sittingId, personId, name } = await arrange(0);
    await askOutcomes();
    const [mail] = await planOf(sittingId);
    expect(await cancelFollowUp(staff.trainer, { followUpId: mail?.id ?? 0, all: false })).toEqual({
      ok: true,
      value: { name, steps: 1 },
    });
    expect(await cancelFollowUp(staff.trainer, { followUpId: mail?.id ?? 0, all: false })).toMatchObject({ ok: false });
    expect(await told(sittingId)).toEqual(['mail cancelled cancelled-by-staff', 'reminder planned', 'call planned']);
    expect(await cancelFollowUp(staff.trainer, { followUpId: mail?.id ?? 0, all: true })).toMatchObject({
      value: { steps: 2 },
    });
    await ask(60);
    expect(await mailsTo(personId)).toEqual([]);
    expect((await show('settled', name)).rows.map(({ by }) => by)).toEqual([
      'Bram Visser',
      'Bram Visser',
      'Bram Visser',
    ]);
    const [event] = await database.query(
      `select details from audit_events where event = 'follow-up.cancelled' order by id desc limit 1`,
    );
    expect(event).toEqual({ details: { steps: 2 } });
  });

  it('follows the setting: what is beyond it is not done any more', async () => {
    const { sittingId } = await arrange();
    await ask();
    await setSetting(staff.trainer, 'followUpContacts', 1);
    await ask(60);
    expect(await told(sittingId)).toEqual([
      'mail done sent',
      'reminder cancelled cancelled-by-staff',
      'call cancelled cancelled-by-staff',
    ]);
    await setSetting(staff.trainer, 'followUpContacts', 3);
  });

  it('whose mail waited for the server is not sent beside the reminder', async () => {
    const { personId } = await arrange();
    await ask();
    await ask(9);
    await sendMails(MAIL_WRITERS);
    expect(await mailsTo(personId)).toEqual(['outcome-reminded']);
  });
});
