// The catalogue of workshops, as staff add to it and change it.
import { enrol } from '#app/features/learning/enrol.server.ts';
import { getTrainPage } from '#app/features/learning/list-sessions.server.ts';
import { parseSessionFilter } from '#app/features/learning/session-filter.ts';
import { parseWorkshop } from '#app/features/learning/session-form.ts';
import { addWorkshop, changeWorkshop, findWorkshop } from '#app/features/learning/workshops.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice } from '#test/support/register.ts';
import { seedStaff } from '../../../prisma/seed/staff.ts';
import { arrangeLearner, arrangeWorkshop, TRAINER } from './arrange-sessions.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const lastEvents = async (count: number) =>
  (await database.query<{ event: string }>('select event from audit_events order by id desc limit $1', [count])).map(
    ({ event }) => event,
  );

beforeAll(async () => {
  await arrangeNotice();
  await seedStaff();
});

describe('a workshop', () => {
  it('is added once by name, with an exam that need not be known, and told to the ledger', async () => {
    const given = { name: 'Copilot Basics', examCode: 'MS-4006', places: 2, open: false };
    expect(await addWorkshop(TRAINER, given)).toMatchObject({ ok: true });
    expect(await addWorkshop(TRAINER, { ...given, name: 'COPILOT basics' })).toEqual({
      ok: false,
      reason: 'name-taken',
    });
    const { catalogue } = await getTrainPage(TRAINER, parseSessionFilter(new URLSearchParams()));
    expect(catalogue.find(({ name }) => name === 'Copilot Basics')).toMatchObject({
      examCode: 'MS-4006',
      places: 2,
      open: false,
    });
    expect(await lastEvents(1)).toEqual(['workshop.added']);
  });

  it('with more places gives them to those who wait longest', async () => {
    const id = await arrangeWorkshop(1);
    const learners = [await arrangeLearner(database), await arrangeLearner(database), await arrangeLearner(database)];
    for (const learner of learners) await enrol(learner, id);
    const [{ name } = { name: '' }] = await database.query<{ name: string }>(
      'select name from workshops where id = $1',
      [id],
    );
    const change = { name, examCode: 'AZ-104', places: 2, open: true };
    expect(await changeWorkshop(TRAINER, id, change)).toEqual({ ok: true, value: { movedUp: 1 } });
    expect(await lastEvents(2)).toEqual(['enrolment.moved-up', 'workshop.changed']);
    expect(await changeWorkshop(TRAINER, id, change)).toEqual({ ok: true, value: { movedUp: 0 } });
    expect(await changeWorkshop(TRAINER, id, { ...change, name: 'copilot BASICS' })).toEqual({
      ok: false,
      reason: 'name-taken',
    });
    expect(await changeWorkshop(TRAINER, 999_999, { ...change, name: 'No such' })).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });

  it('is changed from what the form showed: what somebody else, or an import, changed since is not taken back by an older form', async () => {
    const id = await arrangeWorkshop();
    const shown = await findWorkshop(TRAINER, id);
    if (shown === null) throw new Error('There is a workshop');
    const { name, examCode, places, open, revision } = shown;
    const form = { name, examCode, places, open, revision };
    expect(await changeWorkshop(TRAINER, id, { ...form, places: 7 })).toMatchObject({ ok: true });
    expect(await changeWorkshop(TRAINER, id, { ...form, open: false })).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    });
    expect(await findWorkshop(TRAINER, id)).toMatchObject({ places: 7, open: true });
    const now = { ...form, places: 7, revision: (await findWorkshop(TRAINER, id))?.revision ?? null };
    await database.query(`update workshops set exam_code = null where id = $1`, [id]);
    expect(await changeWorkshop(TRAINER, id, { ...now, open: false })).toMatchObject({ reason: 'changed-meanwhile' });
    // Nothing is another, and nothing is counted.
    const after = await findWorkshop(TRAINER, id);
    await database.query('update workshops set name = name where id = $1', [id]);
    expect(await findWorkshop(TRAINER, id)).toEqual(after);
  });

  it.each([
    [{ name: '  ' }, 'name'],
    [{ examCode: 'AZ 104' }, 'examCode'],
    [{ places: '0' }, 'places'],
    [{ places: '1e2' }, 'places'],
    [{ open: 'maybe' }, 'open'],
    [{ id: '7' }, 'form'],
  ])('is refused with %j', (change, field) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ name: 'X', examCode: 'az-104', places: '', open: 'yes', ...change }))
      form.set(name, value);
    const parsed = parseWorkshop(form);
    expect(parsed.ok ? [] : Object.keys(parsed.reason)).toEqual([field]);
  });
});
