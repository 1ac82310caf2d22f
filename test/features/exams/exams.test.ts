// Sittings in the database: one open at a time, outcomes that nothing overwrites, and who is told.
import type { StaffActor } from '#app/features/access/actor.ts';
import { changeBoard } from '#app/features/exams/change-board.server.ts';
import { bookSitting, closeSitting, moveSitting, recordOutcome } from '#app/features/exams/exams.server.ts';
import { getBoard } from '#app/features/exams/list-sittings.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let trainer: StaffActor;
let now = '';
let people = 0;

/** A person with one past sitting of AZ-104 whose outcome is unknown. */
async function arrangeSitting(months = -1): Promise<{ personId: number; sittingId: number }> {
  const personId = await arrangePerson(database, {
    email: `person${++people}@bluecloud.example`,
    sittings: [{ exam: 'AZ-104', month: monthAfter(now, months) }],
  });
  const [sitting] = await database.query<{ id: number }>('select id from sittings where person_id = $1', [personId]);
  return { personId, sittingId: sitting?.id ?? 0 };
}

const entries = (sittingId: number) =>
  database.query('select outcome, actor_kind, actor_id from outcome_entries where sitting_id = $1', [sittingId]);

beforeAll(async () => {
  await arrangeNotice();
  await grantRole(
    { kind: 'system', name: 'test' },
    { email: 'bram@psa.example', name: 'Bram Visser', role: 'trainer' },
  );
  const [staff] = await database.query<{ id: number; now: string }>(
    `select id, to_char(now() at time zone 'Europe/Amsterdam', 'YYYY-MM') as now from staff_members`,
  );
  trainer = { kind: 'staff', staffId: staff?.id ?? 0, roles: ['trainer'], name: 'Bram Visser' };
  now = staff?.now ?? '';
});

describe('booking', () => {
  it('of one exam twice at the same moment leaves one open sitting', async () => {
    const { personId } = await arrangeSitting();
    await database.query(`insert into exams values ('AZ-500') on conflict do nothing`);
    const booking = { personId, examCode: 'AZ-500', month: now };
    const results = await Promise.all(Array.from({ length: 8 }, () => bookSitting(trainer, booking)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(results.flatMap((result) => (result.ok ? [] : [result.reason])))).toEqual(new Set(['already-open']));
  });

  it('again after an outcome is the next attempt', async () => {
    const { personId, sittingId } = await arrangeSitting();
    expect(await bookSitting(trainer, { personId, examCode: 'AZ-104', month: now })).toEqual({
      ok: false,
      reason: 'already-open',
    });
    await recordOutcome(trainer, sittingId, 'failed');
    expect((await bookSitting(trainer, { personId, examCode: 'AZ-104', month: now })).ok).toBe(true);
    expect(
      await database.query('select attempt, state from sittings where person_id = $1 order by attempt', [personId]),
    ).toEqual([
      { attempt: 1, state: 'taken' },
      { attempt: 2, state: 'booked' },
    ]);
  });

  it.each([
    ['an exam that is not in the catalogue', { examCode: 'XX-999' }, 'exam-unknown'],
    ['a person who is not there', { personId: 2_000_000 }, 'person-unknown'],
    ['a day instead of a month', { month: '2026-11-03' }, 'month-invalid'],
  ])('is refused for %s', async (_what, change, reason) => {
    const { personId } = await arrangeSitting();
    expect(await bookSitting(trainer, { personId, examCode: 'AZ-104', month: now, ...change })).toEqual({
      ok: false,
      reason,
    });
  });

  it('is refused for somebody who works for nobody: no report could tell it', async () => {
    const personId = await arrangePerson(database, { email: 'left@bluecloud.example', endedOn: '2024-01-01' });
    expect(await bookSitting(trainer, { personId, examCode: 'AZ-104', month: now })).toEqual({
      ok: false,
      reason: 'not-employed',
    });
  });
});

describe('an outcome', () => {
  it('is appended by whoever recorded it, and the ledger holds no value of it', async () => {
    const { sittingId } = await arrangeSitting();
    expect((await recordOutcome(trainer, sittingId, 'passed')).ok).toBe(true);
    expect(await entries(sittingId)).toEqual([{ outcome: 'passed', actor_kind: 'staff', actor_id: trainer.staffId }]);
    const [event] = await database.query(
      `select fields, details from audit_events where event = 'outcome.recorded' order by id desc limit 1`,
    );
    expect(event).toEqual({ fields: ['result'], details: { sittingId } });
  });

  it('bad-C5 that differs is a conflict and overwrites nothing, also when two come at once', async () => {
    const { sittingId } = await arrangeSitting();
    const results = await Promise.all([
      recordOutcome(trainer, sittingId, 'passed'),
      recordOutcome(trainer, sittingId, 'failed'),
    ]);
    expect(results.map((result) => result.ok && result.value.isContested).toSorted()).toEqual([false, true]);
    expect(await entries(sittingId)).toHaveLength(1);
  });

  it('bad-C5 of a month to come is refused', async () => {
    const { sittingId } = await arrangeSitting(1);
    expect(await recordOutcome(trainer, sittingId, 'passed')).toEqual({ ok: false, reason: 'month-ahead' });
    expect(await entries(sittingId)).toEqual([]);
  });
});

describe('a sitting', () => {
  it('moves to another month, and not after it was cancelled', async () => {
    const { sittingId } = await arrangeSitting(1);
    expect(await moveSitting(trainer, sittingId, monthAfter(now, 2))).toMatchObject({
      ok: true,
      value: { month: monthAfter(now, 2) },
    });
    expect((await closeSitting(trainer, sittingId, 'cancelled')).ok).toBe(true);
    expect(await moveSitting(trainer, sittingId, now)).toEqual({ ok: false, reason: 'closed' });
  });

  it('that is not there can not be changed', async () => {
    expect(await recordOutcome(trainer, 2_000_000, 'passed')).toEqual({ ok: false, reason: 'not-found' });
  });

  it('is seen by its own person and by no other', async () => {
    const { personId, sittingId } = await arrangeSitting();
    const other = await arrangePerson(database, { email: 'other@bluecloud.example' });
    const { exams: own } = await getLearnerHome({ kind: 'person', personId, name: '' });
    expect(own.sittings.map(({ id }) => id)).toEqual([sittingId]);
    expect((await getLearnerHome({ kind: 'person', personId: other, name: '' })).exams.sittings).toEqual([]);
  });
});

describe('the board', () => {
  const ALL = { view: 'all', exam: null, month: null, search: null, page: 1, pageSize: 50 } as const;

  it('shows what waits longest first, and counts every month', async () => {
    await arrangeSitting(-5);
    const board = await getBoard(trainer, { ...ALL, view: 'unknown' });
    expect(board.rows[0]?.month).toBe(monthAfter(now, -5));
    expect(board.months.reduce((sum, { unknown }) => sum + unknown, 0)).toBe(board.total);
  });

  it('takes what is searched as text, not as a pattern', async () => {
    expect((await getBoard(trainer, { ...ALL, search: '%' })).total).toBe(0);
    expect((await getBoard(trainer, { ...ALL, search: 'bluecloud' })).total).toBeGreaterThan(0);
  });

  it('asks who is meant when a name fits several, and books nobody meanwhile', async () => {
    await arrangePerson(database, { email: 'one@bluecloud.example', firstName: 'Zoé', lastName: 'Le Goff' });
    await arrangePerson(database, { email: 'two@bluecloud.example', firstName: 'Zoé', lastName: 'Béranger' });
    const answer = await changeBoard(trainer, { intent: 'book', person: 'zoé', examCode: 'AZ-104', month: now });
    expect(answer).toMatchObject({
      ok: false,
      field: 'person',
    });
    // The best fit first: these two fit alike.
    const names = 'choices' in answer ? answer.choices.map(({ name }) => name) : [];
    expect(names.toSorted()).toEqual(['Zoé Béranger', 'Zoé Le Goff']);
    expect(
      await changeBoard(trainer, { intent: 'book', person: 'one@bluecloud.example', examCode: 'AZ-104', month: now }),
    ).toMatchObject({ ok: true, done: 'book' });
  });
});
