// Calls about an exam that nobody told about: due once, taken down once, and not made about what is known.
import { recordCall } from '#app/features/exams/call-person.server.ts';
import { recordOutcome } from '#app/features/exams/exams.server.ts';
import type { CallResult } from '#app/features/exams/follow-up.ts';
import { setSetting } from '#app/features/settings/settings.server.ts';
import { moveClock } from '#test/support/register.ts';
import { describe, expect, it } from 'vitest';
import { usePlans } from './plans.ts';

const { database, staff, arrangeCall, planOf, told, show } = usePlans();

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
    expect(await recordCall(staff.trainer, { followUpId: call, result: 'failed' })).toEqual({
      ok: false,
      reason: 'not-due',
    });
  });
});
