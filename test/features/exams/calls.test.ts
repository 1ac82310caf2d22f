// Calls about an exam that nobody told about: due once, taken down once, and not made about what is known.
import { actorSettings } from '#app/features/access/actor.ts';
import { recordCall } from '#app/features/exams/call-person.server.ts';
import { bookSitting, recordOutcome } from '#app/features/exams/exams.server.ts';
import type { CallResult } from '#app/features/exams/follow-up.ts';
import { getFollowUps } from '#app/features/exams/list-follow-ups.server.ts';
import { takeCallBack } from '#app/features/exams/take-call-back.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { setSetting } from '#app/features/settings/settings.server.ts';
import { moveClock } from '#test/support/register.ts';
import { describe, expect, it } from 'vitest';
import { arrangeStaff } from './arrange-staff.ts';
import { usePlans } from './plans.ts';

const { database, staff, arrangeCall, planOf, told, show } = usePlans();
const SETTLED = { view: 'settled', search: null, page: 1, pageSize: 500 } as const;
const conflictsOf = (sittingId: number) =>
  database.query('select claimed, opened_by_id as "by" from outcome_conflicts where sitting_id = $1', [sittingId]);
const outcomeOf = async (sittingId: number) =>
  (await database.query('select outcome, state, ask_no_more from sittings where id = $1', [sittingId]))[0] ?? {};

describe('a call', () => {
  it('has the phone number, what was tried before, and nothing before its day', async () => {
    const { row, name } = await arrangeCall();
    expect(row).toMatchObject({
      phone: '+31612345678',
      step: 3,
      attempts: [
        { kind: 'mail', result: 'sent' },
        { kind: 'reminder', result: 'sent' },
      ],
    });
    await moveClock(database, '10 days');
    expect((await show('calls', name)).rows).toEqual([]);
    expect(await recordCall(staff.trainer, { followUpId: row?.id ?? 0, result: 'passed' })).toEqual({
      ok: false,
      reason: 'not-due',
    });
    // Who plans sees no phone number: there is nobody to ring yet.
    expect((await show('planned', name)).rows[0]?.phone).toBeNull();
  });

  it.each<[CallResult, string, Record<string, unknown>]>([
    ['passed', 'answered', { outcome: 'passed', state: 'taken' }],
    ['failed', 'answered', { outcome: 'failed', state: 'taken' }],
    ['not-taken', 'answered', { outcome: null, state: 'not-taken' }],
    ['no-answer', 'no-answer', { outcome: null, state: 'booked', ask_no_more: false }],
    ['wrong-number', 'wrong-number', { outcome: null, state: 'booked' }],
    ['asked-no-more', 'asked-no-more', { outcome: null, state: 'booked', ask_no_more: true }],
  ])('that brought “%s” is recorded once, whoever records it', async (result, own, sitting) => {
    const { call, sittingId } = await arrangeCall();
    const done = await Promise.all([1, 2, 3].map(() => recordCall(staff.trainer, { followUpId: call, result })));
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await told(sittingId)).at(-1)).toBe(`call done ${own}`);
    const [row] = await database.query('select outcome, state, ask_no_more from sittings where id = $1', [sittingId]);
    expect(row).toMatchObject(sitting);
  });

  it('without an answer leads to the next, where more are allowed, and a wrong number to none', async () => {
    await setSetting(staff.trainer, 'followUpContacts', 5);
    const first = await arrangeCall();
    await recordCall(staff.trainer, { followUpId: first.call, result: 'no-answer' });
    expect(
      (await planOf(first.sittingId)).slice(2).map(({ state, late }) => [state, state === 'planned' && late]),
    ).toEqual([
      ['done', false],
      ['planned', 7],
      ['planned', 14],
    ]);
    const second = await arrangeCall();
    await recordCall(staff.trainer, { followUpId: second.call, result: 'wrong-number' });
    expect((await told(second.sittingId)).slice(2)).toEqual([
      'call done wrong-number',
      'call cancelled wrong-number',
      'call cancelled wrong-number',
    ]);
    await setSetting(staff.trainer, 'followUpContacts', 3);
  });

  it('is not made about what became known meanwhile', async () => {
    const { call, sittingId, name } = await arrangeCall();
    await recordOutcome(staff.trainer, sittingId, 'passed');
    expect((await show('calls', name)).rows).toEqual([]);
    for (const result of ['passed', 'no-answer', 'asked-no-more'] as const)
      expect(await recordCall(staff.trainer, { followUpId: call, result })).toEqual({ ok: false, reason: 'not-due' });
    expect(await conflictsOf(sittingId)).toEqual([]);
  });

  it('bad-C5 that says something else than what became known meanwhile opens a conflict, and overwrites nothing', async () => {
    const { call, sittingId } = await arrangeCall();
    await recordOutcome(staff.trainer, sittingId, 'passed');
    expect(await recordCall(staff.trainer, { followUpId: call, result: 'failed' })).toMatchObject({
      ok: true,
      value: { isContested: true },
    });
    expect(await outcomeOf(sittingId)).toEqual({ outcome: 'passed', state: 'taken', ask_no_more: false });
    expect(await conflictsOf(sittingId)).toEqual([{ claimed: 'failed', by: staff.trainer.staffId }]);
  });

  it('bad-C5 that two make at once and hear two things of is one outcome and one conflict', async () => {
    const { call, sittingId } = await arrangeCall();
    const results = ['passed', 'failed'] as const;
    const done = await Promise.all(results.map((result) => recordCall(staff.trainer, { followUpId: call, result })));
    expect(done.map((one) => one.ok && one.value.isContested).toSorted()).toEqual([false, true]);
    const { outcome } = await outcomeOf(sittingId);
    expect(await conflictsOf(sittingId)).toMatchObject([{ claimed: outcome === 'passed' ? 'failed' : 'passed' }]);
  });
});

describe('a call that is taken back', () => {
  it.each<CallResult>(['passed', 'failed', 'not-taken', 'no-answer', 'wrong-number', 'asked-no-more'])(
    'after “%s” is to be made again, and everything is as it was before it',
    async (result) => {
      await setSetting(staff.trainer, 'followUpContacts', 5);
      const { call, sittingId, name } = await arrangeCall();
      await moveClock(database, '18 days');
      const before = [await outcomeOf(sittingId), await planOf(sittingId)];
      await recordCall(staff.trainer, { followUpId: call, result });
      expect([await outcomeOf(sittingId), await planOf(sittingId)]).not.toEqual(before);
      expect((await show('settled', name)).rows[0]).toMatchObject({ id: call, mayTakeBack: true });
      expect(await takeCallBack(staff.trainer, call)).toMatchObject({ ok: true, value: { name } });
      expect([await outcomeOf(sittingId), await planOf(sittingId)]).toEqual(before);
      expect((await show('calls', name)).rows).toHaveLength(1);
      expect(await takeCallBack(staff.trainer, call)).toEqual({ ok: false, reason: 'too-late' });
      await setSetting(staff.trainer, 'followUpContacts', 3);
    },
  );

  it('keeps both in the history: what was recorded, and that it is unknown again', async () => {
    const { call, sittingId } = await arrangeCall();
    await recordCall(staff.trainer, { followUpId: call, result: 'passed' });
    await takeCallBack(staff.trainer, call);
    const entries = await database.query(
      'select outcome, actor_id as "by" from outcome_entries where sitting_id = $1 order by id',
      [sittingId],
    );
    const by = staff.trainer.staffId;
    expect(entries).toEqual([
      { outcome: 'passed', by },
      { outcome: 'unknown', by },
    ]);
    const events = await database.query(
      `select event, fields from audit_events where details->>'sittingId' = $1 order by id desc limit 2`,
      [String(sittingId)],
    );
    expect(events).toEqual([
      { event: 'outcome.taken-back', fields: ['result'] },
      { event: 'outcome.recorded', fields: ['result'] },
    ]);
  });

  it('is so for ten minutes, by whoever made it, and once however often it is asked', async () => {
    const first = await arrangeCall();
    await recordCall(staff.trainer, { followUpId: first.call, result: 'failed' });
    const other = await arrangeStaff(database, 'other@psa.example');
    expect(await takeCallBack(other, first.call)).toEqual({ ok: false, reason: 'too-late' });
    expect((await getFollowUps(other, SETTLED)).rows.some(({ mayTakeBack }) => mayTakeBack)).toBe(false);
    const asked = await Promise.all([1, 2, 3].map(() => takeCallBack(staff.trainer, first.call)));
    expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
    const second = await arrangeCall();
    await recordCall(staff.trainer, { followUpId: second.call, result: 'failed' });
    await moveClock(database, '18 days 11 minutes');
    expect(await takeCallBack(staff.trainer, second.call)).toEqual({ ok: false, reason: 'too-late' });
    expect(await outcomeOf(second.sittingId)).toMatchObject({ outcome: 'failed' });
  });

  it('is refused where something newer is known: it is contested, or booked anew', async () => {
    const contested = await arrangeCall();
    await recordCall(staff.trainer, { followUpId: contested.call, result: 'failed' });
    await recordOutcome(staff.trainer, contested.sittingId, 'passed');
    expect(await takeCallBack(staff.trainer, contested.call)).toEqual({ ok: false, reason: 'overtaken' });
    const again = await arrangeCall();
    await recordCall(staff.trainer, { followUpId: again.call, result: 'failed' });
    await bookSitting(staff.trainer, { personId: again.personId, examCode: 'AZ-104', month: staff.now });
    expect(await takeCallBack(staff.trainer, again.call)).toEqual({ ok: false, reason: 'overtaken' });
    expect(await outcomeOf(again.sittingId)).toMatchObject({ outcome: 'failed' });
  });

  it('nobody takes an outcome back that no call of theirs recorded', async () => {
    const { sittingId } = await arrangeCall();
    await recordOutcome(staff.trainer, sittingId, 'passed');
    const takeBack = inRoleSql('psa_portal', actorSettings(staff.trainer), (client) =>
      client.query(
        `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values ($1, 'unknown', 'staff', $2)`,
        [sittingId, staff.trainer.staffId],
      ),
    );
    await expect(takeBack).rejects.toThrow('row-level security');
  });
});
