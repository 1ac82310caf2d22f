// A learner's own exams: booked once, moved, cancelled, told and contested, under the policies of the database and nobody else's.
import type { PersonActor } from '#app/features/access/actor.ts';
import { changeOwnExams, getOwnExams } from '#app/features/exams/own-exams.server.ts';
import { parseOwnExamChange, type OwnExamChange } from '#app/features/exams/own-exam-change.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson, moveClock, type ArrangedSitting } from '#test/support/register.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let now = '';
let people = 0;

async function arrangeLearner(...sittings: ArrangedSitting[]): Promise<{ actor: PersonActor; sittingId: number }> {
  const personId = await arrangePerson(database, { email: `sits${++people}@bluecloud.example`, sittings });
  const [sitting] = await database.query<{ id: number }>('select id from sittings where person_id = $1', [personId]);
  return { actor: { kind: 'person', personId, name: '' }, sittingId: sitting?.id ?? 0 };
}

const sittingsOf = ({ personId }: PersonActor) =>
  database.query('select exam_code, month::text, state, outcome from sittings where person_id = $1 order by id', [
    personId,
  ]);

const entries = (sittingId: number) =>
  database.query('select outcome, actor_kind, actor_id from outcome_entries where sitting_id = $1', [sittingId]);

beforeAll(async () => {
  await arrangeNotice();
  await database.query(`insert into exams values ('AZ-104'), ('DP-700'), ('AZ-500') on conflict do nothing`);
  const [row] = await database.query<{ now: string }>(
    `select to_char(psa_now() at time zone 'Europe/Amsterdam', 'YYYY-MM') as now`,
  );
  now = row?.now ?? '';
});
afterEach(() => moveClock(database, '0'));

describe('booking', () => {
  it('bad-C2 clicked many times at once is one open sitting, and each click is told that it is booked', async () => {
    const { actor } = await arrangeLearner();
    const month = monthAfter(now, 1);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => changeOwnExams(actor, { intent: 'book', examCode: 'AZ-104', month })),
    );
    expect(new Set(answers.map((answer) => answer.ok && answer.done))).toEqual(new Set(['booked']));
    expect(await sittingsOf(actor)).toEqual([{ exam_code: 'AZ-104', month, state: 'booked', outcome: null }]);
    expect(await changeOwnExams(actor, { intent: 'book', examCode: 'AZ-104', month: now })).toMatchObject({
      ok: false,
      fault: 'already-open',
      field: 'examCode',
    });
  });

  it.each([
    ['AZ-900', '2026-11', 'exam-unknown', 'examCode'],
    ['', '2026-11', 'not-chosen', 'examCode'],
    ['AZ-104', '2026-11-03', 'month-invalid', 'month'],
    ['AZ-104', '1999-01', 'month-too-far', 'month'],
  ])('of %j in %j is refused: %s', async (examCode, month, fault, field) => {
    const { actor } = await arrangeLearner();
    expect(await changeOwnExams(actor, { intent: 'book', examCode, month })).toMatchObject({ ok: false, fault, field });
    expect(await sittingsOf(actor)).toEqual([]);
  });

  it('without an employer is refused', async () => {
    const { actor } = await arrangeLearner();
    await database.query(`update employments set ended_on = '2026-01-01' where person_id = $1`, [actor.personId]);
    expect(await changeOwnExams(actor, { intent: 'book', examCode: 'AZ-104', month: now })).toMatchObject({
      fault: 'not-employed',
    });
    expect((await getOwnExams(actor)).isEmployed).toBe(false);
  });
});

describe('a booked exam', () => {
  it('is moved and cancelled, and can be booked again', async () => {
    const { actor, sittingId } = await arrangeLearner({ exam: 'AZ-104', month: now });
    const month = monthAfter(now, 2);
    expect(await changeOwnExams(actor, { intent: 'move', sittingId, month })).toMatchObject({ done: 'moved', month });
    expect(await changeOwnExams(actor, { intent: 'cancel', sittingId })).toMatchObject({ done: 'cancelled' });
    expect(await changeOwnExams(actor, { intent: 'cancel', sittingId })).toMatchObject({ ok: true });
    expect((await getOwnExams(actor)).sittings).toEqual([]);
    expect(await changeOwnExams(actor, { intent: 'book', examCode: 'AZ-104', month })).toMatchObject({ ok: true });
  });

  it('of another is not found, whatever is asked', async () => {
    const { sittingId } = await arrangeLearner({ exam: 'AZ-104', month: now });
    const { actor } = await arrangeLearner();
    const changes: OwnExamChange[] = [
      { intent: 'move', sittingId, month: now },
      { intent: 'cancel', sittingId },
      { intent: 'tell', sittingId, result: 'passed' },
      { intent: 'contest', sittingId, claimed: 'passed' },
    ];
    for (const change of changes)
      expect(await changeOwnExams(actor, change)).toEqual({ ok: false, fault: 'not-found', sittingId });
    expect(await entries(sittingId)).toEqual([]);
  });
});

describe('how it went', () => {
  it('is told in the person’s own name, once', async () => {
    const { actor, sittingId } = await arrangeLearner({ exam: 'AZ-104', month: monthAfter(now, -1) });
    const tell = { intent: 'tell', sittingId, result: 'passed' } as const;
    const answers = await Promise.all([changeOwnExams(actor, tell), changeOwnExams(actor, tell)]);
    expect(answers.map((answer) => answer.ok && answer.done)).toEqual(['passed', 'passed']);
    expect(await entries(sittingId)).toEqual([{ outcome: 'passed', actor_kind: 'person', actor_id: actor.personId }]);
  });

  it('bad-C5 is refused for a month to come, and a second that differs overwrites nothing', async () => {
    const ahead = await arrangeLearner({ exam: 'AZ-104', month: monthAfter(now, 1) });
    const tell = (sittingId: number, result: 'passed' | 'failed' | 'not-taken') =>
      ({ intent: 'tell', sittingId, result }) as const;
    expect(await changeOwnExams(ahead.actor, tell(ahead.sittingId, 'passed'))).toMatchObject({ fault: 'month-ahead' });
    expect(await changeOwnExams(ahead.actor, tell(ahead.sittingId, 'not-taken'))).toMatchObject({
      fault: 'month-ahead',
    });
    const { actor, sittingId } = await arrangeLearner({ exam: 'AZ-104', month: now });
    await changeOwnExams(actor, tell(sittingId, 'failed'));
    expect(await changeOwnExams(actor, tell(sittingId, 'passed'))).toMatchObject({ done: 'contested' });
    expect(await sittingsOf(actor)).toMatchObject([{ outcome: 'failed' }]);
    expect(await entries(sittingId)).toHaveLength(1);
  });

  it('can be that it was not taken', async () => {
    const { actor, sittingId } = await arrangeLearner({ exam: 'AZ-104', month: now });
    await changeOwnExams(actor, { intent: 'tell', sittingId, result: 'not-taken' });
    expect(await sittingsOf(actor)).toMatchObject([{ state: 'not-taken', outcome: null }]);
  });

  it('has to be chosen', async () => {
    const { actor, sittingId } = await arrangeLearner({ exam: 'AZ-104', month: now });
    expect(await changeOwnExams(actor, { intent: 'tell', sittingId })).toMatchObject({ fault: 'not-chosen' });
  });
});

describe('a recorded outcome', () => {
  it('bad-C5 is contested by opening one conflict: the recorded one stands', async () => {
    const { actor, sittingId } = await arrangeLearner({ exam: 'AZ-104', month: now, outcome: 'failed' });
    const contest = { intent: 'contest', sittingId, claimed: 'passed' } as const;
    const answers = await Promise.all([changeOwnExams(actor, contest), changeOwnExams(actor, contest)]);
    expect(answers).toMatchObject([{ done: 'contested' }, { done: 'contested' }]);
    const { sittings } = await getOwnExams(actor);
    expect(sittings).toMatchObject([{ outcome: 'failed', contested: 'passed' }]);
    expect(
      await database.query(
        'select claimed, opened_by_kind, opened_by_id from outcome_conflicts where sitting_id = $1',
        [sittingId],
      ),
    ).toEqual([{ claimed: 'passed', opened_by_kind: 'person', opened_by_id: actor.personId }]);
  });

  it('can be contested for fourteen days, not a day longer, and never for what it is already', async () => {
    const { actor, sittingId } = await arrangeLearner({ exam: 'AZ-104', month: now, outcome: 'failed' });
    const contest = { intent: 'contest', sittingId, claimed: 'passed' } as const;
    expect(await changeOwnExams(actor, { ...contest, claimed: 'failed' })).toMatchObject({ fault: 'same' });
    await moveClock(database, '14 days');
    expect(await changeOwnExams(actor, contest)).toMatchObject({ fault: 'too-late' });
    expect((await getOwnExams(actor)).sittings).toMatchObject([{ contestUntil: null }]);
    await moveClock(database, '13 days 23 hours');
    expect(await changeOwnExams(actor, contest)).toMatchObject({ done: 'contested' });
  });
});

it.each([
  [{ intent: 'book', examCode: 'AZ-104', month: '2026-12', personId: '2' }],
  [{ intent: 'move', sittingId: '0', month: '2026-12' }],
  [{ intent: 'tell', sittingId: '1', result: 'brilliant' }],
  [{ intent: 'erase', sittingId: '1' }],
  [{}],
])('bad-B4 a form with %j is unreadable', (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  expect(parseOwnExamChange(form)).toEqual({ ok: false, reason: { ok: false, fault: 'unreadable' } });
});
