// Two say different things about a sitting: both words are shown with where they came from, and staff decide once (bad-C5).
import { actorSettings, type PersonActor, type StaffActor } from '#app/features/access/actor.ts';
import { decideConflict } from '#app/features/exams/decide-conflict.server.ts';
import { closeSitting, recordOutcome } from '#app/features/exams/exams.server.ts';
import type { Conflict } from '#app/features/exams/list-conflicts.server.ts';
import { getBoard } from '#app/features/exams/list-sittings.server.ts';
import { answerOutcome, outcomeToken } from '#app/features/exams/outcome-links.server.ts';
import { changeOwnExams, getOwnExams } from '#app/features/exams/own-exams.server.ts';
import { settleAnswers } from '#app/features/exams/settle-answers.server.ts';
import { monthAfter, type Claim, type Outcome } from '#app/features/exams/sitting.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { previewMails } from '#app/mail-previews.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { LANGUAGES } from '#reports/catalogue.ts';
import { askNow } from '#test/support/asking.ts';
import { useDatabase } from '#test/support/database.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { arrangeStaff } from './arrange-staff.ts';

const database = useDatabase();
let trainer: StaffActor;
let now = '';
let people = 0;

const ALL = { view: 'all', exam: null, month: null, search: null, page: 1, pageSize: 50 } as const;
const conflictOf = async (sittingId: number): Promise<Conflict | undefined> =>
  (await getBoard(trainer, ALL)).conflicts.find((conflict) => conflict.sittingId === sittingId);
const entries = (sittingId: number) =>
  database.query('select outcome, actor_kind from outcome_entries where sitting_id = $1 order by id', [sittingId]);
const stateOf = async (sittingId: number) =>
  (
    await database.query(
      'select state, outcome, outcome_changed_at is null as "isUndated" from sittings where id = $1',
      [sittingId],
    )
  )[0];

async function arrange(): Promise<{ learner: PersonActor; sittingId: number }> {
  const email = `contest${++people}@bluecloud.example`;
  const personId = await arrangePerson(database, { email, sittings: [{ exam: 'AZ-104', month: monthAfter(now, -1) }] });
  const [made] = await database.query<{ id: number }>('select id from sittings where person_id = $1', [personId]);
  return { learner: { kind: 'person', personId, name: '' }, sittingId: made?.id ?? 0 };
}

/** A sitting that the trainer recorded one way and its learner contests. */
async function contest(recorded: Outcome, claimed: Claim) {
  const { learner, sittingId } = await arrange();
  await recordOutcome(trainer, sittingId, recorded);
  await changeOwnExams(learner, { intent: 'contest', sittingId, claimed });
  const conflict = await conflictOf(sittingId);
  return { learner, sittingId, conflictId: conflict?.id ?? 0, conflict };
}

beforeAll(async () => {
  await arrangeNotice();
  trainer = await arrangeStaff(database, 'bram@psa.example');
  const [row] = await database.query<{ now: string }>(
    `select to_char(psa_now() at time zone 'Europe/Amsterdam', 'YYYY-MM') as now`,
  );
  now = row?.now ?? '';
});
afterEach(() => moveClock(database, '0'));

describe('a conflict', () => {
  it('shows both words side by side: who said what, how and when', async () => {
    const { conflict } = await contest('failed', 'passed');
    expect(conflict).toMatchObject({
      examCode: 'AZ-104',
      company: 'Bluecloud B.V.',
      recorded: { says: 'failed', by: 'staff', name: 'Bram Visser', at: expect.any(Date) as Date },
      claimed: { says: 'passed', by: 'learner', at: expect.any(Date) as Date, byMail: false },
    });
  });

  it('tells an answer by the link of a mail from one of the own page, and an import from a trainer', async () => {
    const { sittingId } = await arrange();
    await askNow(database);
    await answerOutcome(outcomeToken(sittingId, monthAfter(now, -1)), 'passed');
    await database.query(
      `insert into outcome_entries (sitting_id, outcome, actor_kind) values ($1, 'failed', 'system')`,
      [sittingId],
    );
    await moveClock(database, '11 minutes');
    await settleAnswers();
    expect(await conflictOf(sittingId)).toMatchObject({
      recorded: { says: 'failed', by: 'import', name: null },
      claimed: { says: 'passed', by: 'learner', byMail: true },
    });
  });

  it('in which what is recorded stands changes nothing, and is closed', async () => {
    const { conflictId, sittingId, learner } = await contest('failed', 'passed');
    expect(await decideConflict(trainer, { conflictId, decision: 'stands' })).toMatchObject({ ok: true });
    expect(await entries(sittingId)).toHaveLength(1);
    expect(await stateOf(sittingId)).toMatchObject({ state: 'taken', outcome: 'failed' });
    expect(await conflictOf(sittingId)).toBeUndefined();
    expect((await getOwnExams(learner)).sittings[0]).toMatchObject({ outcome: 'failed', contested: null });
  });

  it('that is decided for the claim appends it in the name of who decided, and can be contested anew', async () => {
    const { conflictId, sittingId, learner } = await contest('failed', 'passed');
    await moveClock(database, '10 days');
    expect(await decideConflict(trainer, { conflictId, decision: 'changed' })).toMatchObject({ ok: true });
    expect(await entries(sittingId)).toEqual([
      { outcome: 'failed', actor_kind: 'staff' },
      { outcome: 'passed', actor_kind: 'staff' },
    ]);
    expect(await stateOf(sittingId)).toMatchObject({ state: 'taken', outcome: 'passed' });
    const [closed] = await database.query('select closed_as, closed_by from outcome_conflicts where id = $1', [
      conflictId,
    ]);
    expect(closed).toEqual({ closed_as: 'changed', closed_by: trainer.staffId });
    await moveClock(database, '20 days');
    expect((await getOwnExams(learner)).sittings[0]?.contestUntil).not.toBeNull();
  });

  it('that is decided for “not taken” leaves no outcome, in no report, and keeps the history', async () => {
    const { conflictId, sittingId } = await contest('passed', 'not-taken');
    await decideConflict(trainer, { conflictId, decision: 'changed' });
    expect(await stateOf(sittingId)).toEqual({ state: 'not-taken', outcome: null, isUndated: true });
    expect(await entries(sittingId)).toEqual([
      { outcome: 'passed', actor_kind: 'staff' },
      { outcome: 'not-taken', actor_kind: 'staff' },
    ]);
  });

  it('about a sitting that was closed becomes the claimed outcome', async () => {
    const { learner, sittingId } = await arrange();
    await askNow(database);
    await answerOutcome(outcomeToken(sittingId, monthAfter(now, -1)), 'passed');
    await closeSitting(trainer, sittingId, 'not-taken');
    await moveClock(database, '11 minutes');
    await settleAnswers();
    const conflict = await conflictOf(sittingId);
    expect(conflict).toMatchObject({ recorded: { says: 'not-taken', by: null } });
    await decideConflict(trainer, { conflictId: conflict?.id ?? 0, decision: 'changed' });
    expect((await getOwnExams(learner)).sittings[0]).toMatchObject({ state: 'taken', outcome: 'passed' });
  });

  it('bad-C5 decided twice at once is decided once: the same is fine, another decision is refused', async () => {
    const { conflictId, sittingId, learner } = await contest('failed', 'passed');
    const decisions = ['changed', 'stands', 'changed', 'stands', 'changed'] as const;
    const done = await Promise.all(decisions.map((decision) => decideConflict(trainer, { conflictId, decision })));
    const [closed] = await database.query<{ as: string }>(
      'select closed_as as "as" from outcome_conflicts where id = $1',
      [conflictId],
    );
    expect(done.map(({ ok }) => ok)).toEqual(decisions.map((decision) => decision === closed?.as));
    expect(await entries(sittingId)).toHaveLength(closed?.as === 'changed' ? 2 : 1);
    const events = await database.query(
      `select details from audit_events where event = 'conflict.decided' and details->>'conflictId' = $1`,
      [String(conflictId)],
    );
    expect(events).toEqual([{ details: { sittingId, conflictId, decision: closed?.as } }]);
    const mails = await database.query(`select from mails where kind = 'conflict-decided' and person_id = $1`, [
      learner.personId,
    ]);
    expect(mails).toHaveLength(1);
  });

  it('that is not there, or of somebody erased, is nobody’s to decide', async () => {
    const { conflictId, learner } = await contest('failed', 'passed');
    await database.query('update persons set erased_at = now() where id = $1', [learner.personId]);
    for (const id of [conflictId, 2_000_000])
      expect(await decideConflict(trainer, { conflictId: id, decision: 'stands' })).toEqual({
        ok: false,
        reason: 'not-found',
      });
  });
});

describe('the mail about a decision', () => {
  it('goes to the learner in their language, and says nothing of the exam', async () => {
    const { conflictId, learner } = await contest('failed', 'passed');
    await database.query(`update persons set language = 'nl' where id = $1`, [learner.personId]);
    await sendMails(MAIL_WRITERS);
    forgetKeptMail(database);
    await decideConflict(trainer, { conflictId, decision: 'changed' });
    await sendMails(MAIL_WRITERS);
    const [mail, ...others] = await readKeptMail(database);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Er is beslist wat voor uw examen geldt');
    expect(mail?.text).toContain('/me/exams');
    expect(mail?.text).not.toMatch(/AZ-104|passed|failed|Bluecloud/);
  });

  it.each(LANGUAGES)('and the reminder have a preview in %s', (language) => {
    const kinds = previewMails(language).filter(({ kind }) => ['conflictDecided', 'outcomeReminded'].includes(kind));
    expect(kinds.map(({ subject }) => subject.length > 10)).toEqual([true, true]);
  });
});

describe('staff who say something else than what is known', () => {
  const opened = (sittingId: number) =>
    database.query(
      `select claimed, opened_by_kind as kind, opened_by_id as "by" from outcome_conflicts where sitting_id = $1 and closed_at is null`,
      [sittingId],
    );

  it.each<[Outcome, Claim]>([
    ['passed', 'failed'],
    ['failed', 'passed'],
    ['passed', 'not-taken'],
  ])('bad-C5 open a conflict: the learner said “%s”, the trainer “%s”; what was agreed stands', async (told, said) => {
    const { learner, sittingId } = await arrange();
    await changeOwnExams(learner, { intent: 'tell', sittingId, result: told });
    expect(await recordOutcome(trainer, sittingId, said)).toMatchObject({ ok: true, value: { isContested: true } });
    expect(await entries(sittingId)).toEqual([{ outcome: told, actor_kind: 'person' }]);
    expect(await stateOf(sittingId)).toMatchObject({ state: 'taken', outcome: told });
    expect(await opened(sittingId)).toEqual([{ claimed: said, kind: 'staff', by: trainer.staffId }]);
    expect(await conflictOf(sittingId)).toMatchObject({
      recorded: { says: told, by: 'learner' },
      claimed: { says: said, by: 'staff', name: 'Bram Visser', byMail: false },
    });
  });

  it('bad-C5 open one also against another trainer, and about a sitting that was closed', async () => {
    const first = await arrange();
    await recordOutcome(await arrangeStaff(database, 'els@psa.example'), first.sittingId, 'passed');
    const second = await arrange();
    await closeSitting(trainer, second.sittingId, 'not-taken');
    for (const { sittingId } of [first, second]) {
      const before = await stateOf(sittingId);
      await recordOutcome(trainer, sittingId, 'failed');
      expect(await stateOf(sittingId)).toEqual(before);
      expect(await opened(sittingId)).toMatchObject([{ claimed: 'failed' }]);
    }
  });

  it('bad-C5 say it twice, or at once, and it is one conflict; a third word waits for the decision', async () => {
    const { sittingId } = await arrange();
    await recordOutcome(trainer, sittingId, 'passed');
    const said = await Promise.all([1, 2, 3].map(() => recordOutcome(trainer, sittingId, 'failed')));
    expect(said.every(({ ok }) => ok)).toBe(true);
    expect(await opened(sittingId)).toHaveLength(1);
    expect(await recordOutcome(trainer, sittingId, 'not-taken')).toEqual({ ok: false, reason: 'contested-otherwise' });
    expect(await recordOutcome(trainer, sittingId, 'passed')).toMatchObject({ value: { isContested: false } });
    expect(await entries(sittingId)).toHaveLength(1);
  });

  it('are believed where nothing is known, and not about a month to come', async () => {
    const { sittingId, learner } = await arrange();
    await changeOwnExams(learner, { intent: 'move', sittingId, month: monthAfter(now, 2) });
    expect(await recordOutcome(trainer, sittingId, 'not-taken')).toEqual({ ok: false, reason: 'month-ahead' });
    await changeOwnExams(learner, { intent: 'move', sittingId, month: now });
    expect(await recordOutcome(trainer, sittingId, 'not-taken')).toMatchObject({ ok: true });
    expect(await stateOf(sittingId)).toMatchObject({ state: 'not-taken' });
  });

  it('nobody opens a conflict in another’s name, nor about what nobody knows', async () => {
    const { sittingId } = await arrange();
    const open = (id: number, by: number) =>
      inRoleSql('psa_portal', actorSettings(trainer), (client) =>
        client.query(
          `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) values ($1, 'passed', 'staff', $2)`,
          [id, by],
        ),
      );
    await expect(open(sittingId, trainer.staffId)).rejects.toThrow('row-level security');
    await recordOutcome(trainer, sittingId, 'failed');
    await expect(open(sittingId, trainer.staffId + 1)).rejects.toThrow('row-level security');
  });
});

it('bad-C5 a learner who tells what staff recorded otherwise meanwhile contests it, and overwrites nothing', async () => {
  const { learner, sittingId } = await arrange();
  await recordOutcome(trainer, sittingId, 'failed');
  expect(await changeOwnExams(learner, { intent: 'tell', sittingId, result: 'passed' })).toMatchObject({
    ok: true,
    done: 'contested',
  });
  expect(await entries(sittingId)).toEqual([{ outcome: 'failed', actor_kind: 'staff' }]);
  expect(await conflictOf(sittingId)).toMatchObject({ claimed: { says: 'passed', by: 'learner' } });
});
