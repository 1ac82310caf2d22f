// Progress: what may be typed, and that it is appended to the learner's own and nobody else's.
import type { PersonActor } from '#app/features/access/actor.ts';
import { setProgress } from '#app/features/learning/enrolments.server.ts';
import { parseHomeChange } from '#app/features/learning/home-change.ts';
import { nextStep, nextWorkshop } from '#app/features/learning/next-step.ts';
import { percentSchema, setProgressSchema } from '#app/features/learning/progress.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let sanne: PersonActor;
let bram: PersonActor;
let enrolmentId = 0;

beforeAll(async () => {
  await arrangeNotice();
  const workshops = [{ name: 'Azure Administrator', percent: 40 }];
  sanne = {
    kind: 'person',
    personId: await arrangePerson(database, { email: 'sanne@bluecloud.example', workshops }),
    name: 'Sanne',
  };
  bram = { kind: 'person', personId: await arrangePerson(database, { email: 'bram@bluecloud.example' }), name: 'Bram' };
  const [enrolment] = await database.query<{ id: number }>('select id from enrolments');
  enrolmentId = enrolment?.id ?? 0;
});

describe('bad-C3 a progress', () => {
  it.each(['50', ' 50 ', '0', '100', '007'])('of %j is taken', (typed) => {
    expect(percentSchema.safeParse(typed).success).toBe(true);
  });

  it.each([
    '-1',
    '101',
    '49.5',
    '49,5',
    '50%',
    'NaN',
    '1e2',
    '',
    ' ',
    '٥٠',
    '0x10',
    '99999999999',
    undefined,
    null,
    50,
  ])('of %j is refused with a code', (typed) => {
    const parsed = percentSchema.safeParse(typed);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.message).toMatch(/^(out-of-range|not-whole)$/);
  });

  it('bad-B4 with a field more than asked for is refused', () => {
    expect(setProgressSchema.safeParse({ enrolmentId: '1', percent: '50', personId: '2' }).success).toBe(false);
  });
});

describe('setting progress', () => {
  it('appends, and keeps what was said before', async () => {
    expect(await setProgress(sanne, { enrolmentId, percent: 60 })).toEqual({
      ok: true,
      value: { enrolmentId, workshop: 'Azure Administrator', from: 40, to: 60 },
    });
    await setProgress(sanne, { enrolmentId, percent: 55, because: 'mistake' });
    expect(
      await database.query('select percent, because, actor_kind, actor_id from progress_entries order by id'),
    ).toEqual([
      { percent: 60, because: null, actor_kind: 'person', actor_id: sanne.personId },
      { percent: 55, because: 'mistake', actor_kind: 'person', actor_id: sanne.personId },
    ]);
    expect((await getLearnerHome(sanne)).learning.enrolments[0]).toMatchObject({ percent: 55 });
  });

  it('to what it is already appends nothing', async () => {
    const before = await database.query('select from progress_entries');
    await setProgress(sanne, { enrolmentId, percent: 55 });
    expect(await database.query('select from progress_entries')).toHaveLength(before.length);
  });

  it('of somebody else finds nothing and changes nothing', async () => {
    expect(await setProgress(bram, { enrolmentId, percent: 1 })).toEqual({ ok: false, reason: 'not-found' });
    expect((await getLearnerHome(bram)).learning.enrolments).toEqual([]);
    expect((await getLearnerHome(sanne)).learning.enrolments[0]).toMatchObject({ percent: 55 });
  });

  it('is on record with the person behind a key, and no value', async () => {
    const [event] = await database.query(
      `select e.subject_id = p.audit_key::text as named, e.fields, e.details from audit_events e, persons p
       where e.event = 'progress.set' and p.id = $1 order by e.id desc limit 1`,
      [sanne.personId],
    );
    expect(event).toEqual({ named: true, fields: ['progress'], details: { enrolmentId } });
  });

  it('down needs a reason, and shows it in the history', async () => {
    expect(await setProgress(sanne, { enrolmentId, percent: 10 })).toEqual({ ok: false, reason: 'because-missing' });
    expect((await getLearnerHome(sanne)).learning.enrolments[0]).toMatchObject({
      percent: 55,
      history: [
        { percent: 55, because: 'mistake', by: 'person' },
        { percent: 60, because: null, by: 'person' },
      ],
    });
  });

  it('down without a reason is refused by the database, too', async () => {
    await expect(
      database.query(
        `insert into progress_entries (enrolment_id, percent, actor_kind, actor_id) values ($1, 1, 'person', $2)`,
        [enrolmentId, sanne.personId],
      ),
    ).rejects.toThrow('without a reason');
  });

  it('up keeps no reason, whatever was sent with it', async () => {
    await setProgress(sanne, { enrolmentId, percent: 70, because: 'started-over' });
    const [last] = await database.query('select percent, because from progress_entries order by id desc limit 1');
    expect(last).toEqual({ percent: 70, because: null });
  });
});

describe('a form of the home', () => {
  const parse = (fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return parseHomeChange(form);
  };

  it('sets a progress, enrols or withdraws', () => {
    expect(parse({ enrolmentId: '3', percent: '40', because: '' })).toEqual({
      ok: true,
      value: { intent: 'progress', enrolmentId: 3, percent: 40, because: undefined },
    });
    expect(parse({ intent: 'enrol', workshopId: '7' })).toEqual({
      ok: true,
      value: { intent: 'enrol', workshopId: 7 },
    });
  });

  it('says what is wrong with a progress where it was typed', () => {
    expect(parse({ enrolmentId: '3', percent: '101' })).toEqual({
      ok: false,
      reason: { did: 'refused', enrolmentId: 3, fault: 'out-of-range', typed: '101' },
    });
  });

  it.each([
    [{ enrolmentId: 'x', percent: '40' }],
    [{ enrolmentId: '3', percent: '40', because: 'boredom' }],
    [{ intent: 'enrol', workshopId: '7', personId: '2' }],
    [{ intent: 'enrol', workshopId: '-7' }],
    [{ intent: 'erase' }],
  ])('bad-B4 %j is unreadable', (fields: Record<string, string>) => {
    expect(parse(fields)).toEqual({ ok: false, reason: { did: 'unreadable' } });
  });
});

describe('the next step', () => {
  const enrolment = {
    id: 1,
    workshop: 'A',
    examCode: 'AZ-104',
    waiting: false,
    percent: 30,
    setAt: new Date(2_000),
    history: [],
    recordings: [],
    session: null,
    note: null,
  };
  const done = { ...enrolment, percent: 100 };

  it('is the workshop under way that was set longest ago', () => {
    const older = { ...enrolment, id: 2, setAt: new Date(1_000) };
    expect(nextWorkshop([enrolment, older, { ...older, id: 3, percent: 100 }])?.id).toBe(2);
    expect(nextWorkshop([done])).toBeNull();
  });

  it('is an outcome that is unknown before anything else, then progress, then the exam that a workshop leads to', () => {
    const none = { unknown: [], sat: [] };
    const learning = { enrolments: [enrolment, done], open: [{}] };
    expect(nextStep(learning, { ...none, unknown: ['DP-700'] })).toEqual({ kind: 'outcome', name: 'DP-700' });
    expect(nextStep(learning, none)).toEqual({ kind: 'progress', name: 'A' });
    expect(nextStep({ enrolments: [done], open: [] }, none)).toEqual({ kind: 'book', name: 'AZ-104' });
    expect(nextStep({ enrolments: [done], open: [{}] }, { ...none, sat: ['AZ-104'] })).toBeNull();
    expect(nextStep({ enrolments: [], open: [{}] }, none)).toEqual({ kind: 'enrol' });
  });
});
