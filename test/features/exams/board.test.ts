// The exams board and the follow-up as their pages send and show them: through loaders and actions, without a browser.
import { monthAfter } from '#app/features/exams/sitting.ts';
import { askOutcomes } from '#app/features/exams/ask-outcomes.server.ts';
import { askInTheMorning } from '#test/support/asking.ts';
import { askPortal } from '#test/support/ask-portal.ts';
import { findIn } from '#test/support/finding.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { arrangePerson, moveClock } from '#test/support/register.ts';
import { afterEach, describe, expect, it } from 'vitest';

const portal = usePortalServer();
let people = 0;
afterEach(() => moveClock(portal.database, '0'));

const { ask, post } = askPortal(portal);

async function arrange(months = -1, exam = 'AZ-500'): Promise<{ sittingId: number; name: string; personId: number }> {
  const lastName = `Board${++people}`;
  const personId = await arrangePerson(portal.database, {
    email: `board${people}@bluecloud.example`,
    lastName,
    sittings: [{ exam, month: monthAfter(portal.now, months) }],
  });
  const [made] = await portal.database.query<{ id: number }>('select id from sittings where person_id = $1', [
    personId,
  ]);
  return { sittingId: made?.id ?? 0, name: `Sanne ${lastName}`, personId };
}
const stateOf = async (sittingId: number): Promise<string> => {
  const [row] = await portal.database.query<{ state: string; outcome: string | null }>(
    'select state, outcome from sittings where id = $1',
    [sittingId],
  );
  return row?.outcome ?? row?.state ?? '';
};
const many = (result: string, ids: readonly number[]) =>
  [
    ['intent', 'record-many'],
    ['result', result],
    ...ids.map((id) => ['sittingId', String(id)] as const),
  ] as const satisfies readonly (readonly [string, string])[];

describe('the board', () => {
  it('counts months by outcomes, for one exam or all, and each number leads to the sittings behind it', async () => {
    const { name } = await arrange(-3, 'SC-300');
    const other = await arrange(-3, 'MS-900');
    const month = monthAfter(portal.now, -3);
    const all = await ask('trainer', '/train/exams?view=all');
    expect(all.text).toContain(`/train/exams?view=unknown&amp;month=${month}`);
    const one = await ask('trainer', `/train/exams?view=unknown&exam=SC-300&month=${month}`);
    expect(one.text).toContain(name);
    expect(one.text).not.toContain(other.name);
    expect(one.text).toMatch(/aria-label="1, Outcome unknown, [A-Z][a-z]+ \d{4}"/);
  });

  it('shows until when an outcome can be contested', async () => {
    const { sittingId, name } = await arrange();
    await post('trainer', '/train/exams', [
      ['intent', 'record'],
      ['sittingId', String(sittingId)],
      ['result', 'passed'],
    ]);
    const shown = () => findIn(portal, 'trainer', '/train/exams?view=passed', name.split(' ')[1] ?? '');
    expect((await shown()).text).toContain('Can be contested until');
    await moveClock(portal.database, '15 days');
    const later = await shown();
    expect(later.text).toContain(name);
    expect(later.text).not.toContain('Can be contested until');
  });

  it.each(['passed', 'failed', 'not-taken', 'cancelled'])('records “%s” for all that are ticked', async (result) => {
    const ticked = [await arrange(), await arrange(), await arrange()];
    const answer = await post(
      'trainer',
      '/train/exams',
      many(
        result,
        ticked.map(({ sittingId }) => sittingId),
      ),
    );
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('3 sittings');
    for (const { sittingId } of ticked) expect(await stateOf(sittingId)).toBe(result);
  });

  it('tells row by row what could not be recorded, and records the others', async () => {
    const [good, ahead, known] = [await arrange(), await arrange(2), await arrange()];
    await post('trainer', '/train/exams', many('failed', [known.sittingId]));
    const ids = [good.sittingId, ahead.sittingId, known.sittingId, 999_999];
    const answer = await post('trainer', '/train/exams', many('passed', ids));
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('1 sitting recorded as passed.');
    expect(answer.text).toContain('1 of 4 became a conflict, to be decided below');
    expect(answer.text).toContain('2 of 4 stayed as they were:');
    expect(answer.text).toMatch(new RegExp(`${ahead.name}: ?</span>This exam is in a month to come`));
    expect(answer.text).toMatch(new RegExp(`${known.name}: ?</span>to be decided`));
    expect(answer.text).toContain('contested');
    expect(answer.text).toContain('This sitting is not here any more');
    expect([await stateOf(good.sittingId), await stateOf(ahead.sittingId), await stateOf(known.sittingId)]).toEqual([
      'passed',
      'booked',
      'failed',
    ]);
  });

  it.each([
    ['nothing is ticked', many('passed', [])],
    ['nothing is chosen', [['intent', 'record-many'] as const, ['sittingId', '1'] as const]],
    ['something is not of the form', [...many('passed', [1]), ['outcome', 'failed'] as const]],
    [
      'it is more than a page',
      many(
        'passed',
        Array.from({ length: 51 }, (_, index) => index + 1),
      ),
    ],
  ])('bad-B4 changes nothing when %s', async (_what, fields) => {
    const before = await portal.database.query('select count(*) from outcome_entries');
    expect((await post('trainer', '/train/exams', fields)).status).toBe(400);
    expect(await portal.database.query('select count(*) from outcome_entries')).toEqual(before);
  });

  it('puts what is contested first, with both words, and takes the decision', async () => {
    const { sittingId, name, personId } = await arrange();
    await post('trainer', '/train/exams', many('failed', [sittingId]));
    const [made] = await portal.database.query<{ id: number }>(
      `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) values ($1, 'passed', 'person', $2) returning id`,
      [sittingId, personId],
    );
    const page = await ask('trainer', '/train/exams');
    expect(page.text).toMatch(/To decide: (one outcome is|\d+ outcomes are) contested/);
    expect(page.text).toContain('The learner, on their own page');
    const decide = (decision: string) =>
      post('trainer', '/train/exams', [
        ['intent', 'decide'],
        ['conflictId', String(made?.id)],
        ['decision', decision],
      ]);
    expect((await decide('perhaps')).status).toBe(400);
    const decided = await decide('changed');
    expect([decided.status, await stateOf(sittingId)]).toEqual([200, 'passed']);
    expect(decided.text).toContain(`AZ-500 of ${name} was changed to what was claimed`);
    expect((await decide('stands')).status).toBe(409);
    expect((await ask('trainer', '/train/exams')).text).not.toContain(`name="conflictId" value="${made?.id}"`);
  });
});

describe('the page of the follow-up', () => {
  it('shows whom to ring with phone and script, and takes what came of it', async () => {
    const { name, sittingId } = await arrange();
    for (const day of [1, 9, 17]) await askInTheMorning(portal.database, day);
    const page = await findIn(portal, 'trainer', '/train/follow-up', 'Board');
    expect(page.text).toContain('href="tel:+31612345678"');
    expect(page.text).toContain('You had AZ-500 booked for');
    const [call] = await portal.database.query<{ id: number }>(
      `select id from follow_ups where sitting_id = $1 and kind = 'call'`,
      [sittingId],
    );
    const fields = [
      ['intent', 'call'],
      ['followUpId', String(call?.id)],
      ['result', 'passed'],
    ] as const;
    const answer = await post('trainer', '/train/follow-up', fields);
    expect([answer.status, await stateOf(sittingId)]).toEqual([200, 'passed']);
    expect(answer.text).toContain(`${name} passed AZ-500`);
    expect((await post('trainer', '/train/follow-up', fields)).status).toBe(409);
    const [read] = await portal.database.query<{ fields: string[] }>(
      `select fields from audit_events where event = 'people.read' and details->>'page' = 'follow-up' order by id limit 1`,
    );
    expect(read?.fields).toContain('phone');
  });

  it('shows what is planned, and cancels it before it happens', async () => {
    const { name, sittingId } = await arrange(0);
    await askOutcomes();
    expect((await findIn(portal, 'trainer', '/train/follow-up?view=planned', 'Board')).text).toContain(name);
    const [mail] = await portal.database.query<{ id: number }>(
      `select id from follow_ups where sitting_id = $1 order by step`,
      [sittingId],
    );
    const answer = await post('trainer', '/train/follow-up', [
      ['intent', 'cancel-all'],
      ['followUpId', String(mail?.id)],
    ]);
    expect(answer.text).toContain(`Nothing more is planned about ${name}: 3 cancelled.`);
    expect((await ask('trainer', '/train/follow-up?view=settled')).text).toContain('Cancelled by staff');
  });

  it.each([
    ['an unknown result', [['intent', 'call'] as const, ['followUpId', '1'] as const, ['result', 'maybe'] as const]],
    ['one field more', [['intent', 'cancel'] as const, ['followUpId', '1'] as const, ['all', '1'] as const]],
  ])('bad-B4 takes no form with %s', async (_what, fields) => {
    expect((await post('trainer', '/train/follow-up', fields)).status).toBe(400);
  });
});
