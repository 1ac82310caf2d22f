// Bookings that were cancelled on the board are taken back: by whoever did it, for ten minutes, as many as were cancelled at once.
import { closeSitting, bookSitting, recordOutcome } from '#app/features/exams/exams.server.ts';
import { changeBoard } from '#app/features/exams/change-board.server.ts';
import { getBoard } from '#app/features/exams/list-sittings.server.ts';
import { planFollowUps } from '#app/features/exams/plan-follow-up.server.ts';
import { undoCancelled } from '#app/features/exams/undo-cancelled.server.ts';
import { untilWaiting, whileHeld } from '#test/support/held-lock.ts';
import { moveClock } from '#test/support/register.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { arrangeStaff } from './arrange-staff.ts';
import { usePlans } from './plans.ts';

const { database, staff, arrange, told } = usePlans();
const BOARD = { view: 'all', exam: null, month: null, search: null, page: 1, pageSize: 1 } as const;
const undoable = async (actor = staff.trainer) => (await getBoard(actor, BOARD)).undoable;
const changeOf = async (): Promise<string> => (await undoable())[0]?.change ?? '';
const stateOf = async (sittingId: number) =>
  (await database.query<{ state: string }>('select state from sittings where id = $1', [sittingId]))[0]?.state;
const cancelMany = (...sittings: readonly { sittingId: number }[]) =>
  changeBoard(staff.trainer, {
    intent: 'record-many',
    sittingId: sittings.map(({ sittingId }) => sittingId),
    result: 'cancelled',
  });

beforeEach(() => database.query('delete from undoable_steps'));

describe('bookings that were cancelled', () => {
  it('at once are taken back at once: as they were, with their plans, each an event', async () => {
    const [one, other] = [await arrange(), await arrange()];
    await database.query(`update sittings set state = 'taken' where id = $1`, [other.sittingId]);
    await planFollowUps();
    await cancelMany(one, other);
    await planFollowUps();
    expect(await told(one.sittingId)).toEqual([
      'mail cancelled known',
      'reminder cancelled known',
      'call cancelled known',
    ]);
    expect(await undoable()).toMatchObject([{ kind: 'sitting-cancelled', count: 2 }]);
    const done = await changeBoard(staff.trainer, { intent: 'undo', change: await changeOf() });
    expect(done).toEqual({ ok: true, undone: { undone: 2, left: 0 } });
    expect([await stateOf(one.sittingId), await stateOf(other.sittingId)]).toEqual(['booked', 'taken']);
    expect(await told(one.sittingId)).toEqual(['mail planned', 'reminder planned', 'call planned']);
    const events = await database.query(
      `select details from audit_events where event = 'sitting.reopened' order by id desc limit 2`,
    );
    expect(events.toReversed()).toEqual([one, other].map(({ sittingId }) => ({ details: { sittingId } })));
    expect(await undoable()).toEqual([]);
  });

  it('one by one, too, are taken back once, by nobody else, and not after ten minutes', async () => {
    const { sittingId } = await arrange(1);
    await changeBoard(staff.trainer, { intent: 'cancel', sittingId });
    const change = await changeOf();
    const other = await arrangeStaff(database, 'other-trainer@psa.example');
    expect(await undoable(other)).toEqual([]);
    expect(await undoCancelled(other, change)).toEqual({ ok: false, reason: 'too-late' });
    const both = await Promise.all([undoCancelled(staff.trainer, change), undoCancelled(staff.trainer, change)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    await changeBoard(staff.trainer, { intent: 'cancel', sittingId });
    const again = await changeOf();
    await moveClock(database, '10 minutes 1 second');
    expect(await undoable()).toEqual([]);
    expect(await changeBoard(staff.trainer, { intent: 'undo', change: again })).toMatchObject({ ok: false });
    expect(await stateOf(sittingId)).toBe('cancelled');
  });

  it('stay so where the exam was booked anew or something was said meanwhile; the others stand again', async () => {
    const [anew, said, good] = [await arrange(), await arrange(), await arrange()];
    await cancelMany(anew, said, good);
    await bookSitting(staff.trainer, { personId: anew.personId, examCode: 'AZ-104', month: staff.now });
    expect(await recordOutcome(staff.trainer, said.sittingId, 'passed')).toMatchObject({
      value: { isContested: true },
    });
    expect(await undoCancelled(staff.trainer, await changeOf())).toEqual({ ok: true, value: { undone: 1, left: 2 } });
    expect([await stateOf(anew.sittingId), await stateOf(said.sittingId), await stateOf(good.sittingId)]).toEqual([
      'cancelled',
      'cancelled',
      'booked',
    ]);
  });

  it('stay so where the exam is booked anew at that very moment', async () => {
    const { sittingId, personId } = await arrange();
    await cancelMany({ sittingId });
    const change = await changeOf();
    const undoing = await whileHeld(
      database,
      `insert into sittings (person_id, employment_id, exam_code, attempt, month)
       select person_id, employment_id, exam_code, 9, month from sittings where id = ${sittingId}`,
      async () => {
        const asked = undoCancelled(staff.trainer, change);
        await untilWaiting(database, 1);
        return { asked };
      },
    );
    expect(await undoing.asked).toEqual({ ok: true, value: { undone: 0, left: 1 } });
    const stand = await database.query('select attempt, state from sittings where person_id = $1 order by attempt', [
      personId,
    ]);
    expect(stand).toMatchObject([{ state: 'cancelled' }, { attempt: 9, state: 'booked' }]);
  });

  it('go with the person who is erased, and “not taken” is nothing that is taken back here', async () => {
    const { sittingId, personId } = await arrange();
    await closeSitting(staff.trainer, sittingId, 'cancelled');
    await database.query('delete from persons where id = $1', [personId]);
    expect(await database.query('select from undoable_steps')).toEqual([]);
    const untaken = await arrange();
    await closeSitting(staff.trainer, untaken.sittingId, 'not-taken');
    expect(await undoable()).toEqual([]);
  });
});
