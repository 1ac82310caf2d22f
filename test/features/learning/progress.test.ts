// Progress: what may be typed, and that it is appended to the learner's own and nobody else's.
import type { PersonActor } from '#app/features/access/actor.ts';
import { setProgress } from '#app/features/learning/enrolments.server.ts';
import { nextWorkshop } from '#app/features/learning/next-step.ts';
import { describeChange, percentSchema, setProgressSchema } from '#app/features/learning/progress.ts';
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
  ])('of %j is refused with a sentence', (typed) => {
    const parsed = percentSchema.safeParse(typed);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.message).toMatch(/0 to 100/);
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
    await setProgress(sanne, { enrolmentId, percent: 55 });
    expect(await database.query('select percent, actor_kind, actor_id from progress_entries order by id')).toEqual([
      { percent: 60, actor_kind: 'person', actor_id: sanne.personId },
      { percent: 55, actor_kind: 'person', actor_id: sanne.personId },
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

  it('says so when it goes down', () => {
    expect(describeChange('Azure', 60, 55)).toBe('Azure went down from 60 % to 55 %.');
    expect(describeChange('Azure', 60, 100)).toMatch(/done/);
  });
});

it('the next step is the workshop under way that was set longest ago', () => {
  const enrolment = { id: 1, workshop: 'A', examCode: null, waiting: false, percent: 30, setAt: new Date(2_000) };
  const older = { ...enrolment, id: 2, setAt: new Date(1_000) };
  expect(nextWorkshop([enrolment, older, { ...older, id: 3, percent: 100 }])?.id).toBe(2);
  expect(nextWorkshop([{ ...enrolment, percent: 100 }])).toBeNull();
});
