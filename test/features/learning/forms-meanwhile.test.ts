// Forms of workshops, sessions and recordings that somebody else's change has overtaken: both values are shown, what was typed stands there, and only who has
// seen theirs overwrites it.
import { addRecording } from '#app/features/learning/recordings.server.ts';
import { askPortal, fieldsOf, withValues } from '#test/support/ask-portal.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { moveClock } from '#test/support/register.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { arrangeSession, arrangeWorkshop, change, sessionOf, TRAINER } from './arrange-sessions.ts';

const portal = usePortalServer();
const { ask, post } = askPortal(portal);
afterEach(() => moveClock(portal.database, '0'));
const formAt = async (path: string, having: string) => fieldsOf((await ask('trainer', path)).text, having);
const MEANWHILE = 'Somebody else changed this since you opened this page.';

describe('a workshop that somebody else changed meanwhile', () => {
  it('is shown as it is now and as it was typed, and changed once both were seen', async () => {
    const id = await arrangeWorkshop();
    const path = `/train/workshops/${id}`;
    const mine = withValues(await formAt(path, 'examCode'), { places: '12' });
    const theirs = withValues(await formAt(path, 'examCode'), { examCode: 'AZ-305' });
    expect((await post('trainer', path, theirs)).status).toBe(302);
    const refused = await post('trainer', path, mine);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain(MEANWHILE);
    expect(refused.text).toMatch(/Exam that it leads to:<\/span> now <b>AZ-305<\/b>, yours <b>AZ-104<\/b>/);
    expect(refused.text).toMatch(/Places outside sessions:<\/span> now <b>as many as come<\/b>, yours <b>12<\/b>/);
    const read = async () =>
      (await portal.database.query('select exam_code, places from workshops where id = $1', [id]))[0];
    expect(await read()).toEqual({ exam_code: 'AZ-305', places: null });
    const again = fieldsOf(refused.text, 'examCode');
    expect(Object.fromEntries(again)).toMatchObject({ examCode: 'AZ-104', places: '12', revision: '1' });
    expect((await post('trainer', path, withValues(again, { examCode: 'AZ-305' }))).status).toBe(302);
    expect(await read()).toEqual({ exam_code: 'AZ-305', places: 12 });
  });

  it('is not overwritten by whoever had something wrong in between', async () => {
    const path = `/train/workshops/${await arrangeWorkshop()}`;
    const wrong = withValues(await formAt(path, 'examCode'), { places: '0' });
    await post('trainer', path, withValues(await formAt(path, 'examCode'), { examCode: 'AZ-305' }));
    const again = fieldsOf((await post('trainer', path, wrong)).text, 'examCode');
    expect(Object.fromEntries(again)).toMatchObject({ places: '0', revision: '0' });
    expect((await post('trainer', path, withValues(again, { places: '3' }))).text).toContain(MEANWHILE);
  });
});

describe('a session that somebody else changed meanwhile', () => {
  it('is shown as it is now and as it was typed; a meeting that they took away is added again', async () => {
    const arranged = await arrangeSession();
    const path = `/train/sessions/${arranged.session}/change`;
    const mine = withValues(await formAt(path, 'title'), { title: 'Mine' });
    const [first] = (await sessionOf(arranged.session))?.meetings ?? [];
    await change(arranged, { link: 'https://meet.example/theirs', meetings: first ? [first] : [] });
    const refused = await post('trainer', path, mine);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain(MEANWHILE);
    expect(refused.text).toMatch(
      /Teams link:<\/span> now <b>https:\/\/meet.example\/theirs<\/b>, yours <b>https:\/\/meet.example\/autumn<\/b>/,
    );
    expect(refused.text).toMatch(/Meetings:<\/span> now <b>[^,<]+<\/b>, yours <b>[^,<]+, [^,<]+<\/b>/);
    const again = fieldsOf(refused.text, 'title');
    expect(again.filter(([name]) => name === 'title' || name === 'revision')).toEqual([
      ['revision', '1'],
      ['title', 'Mine'],
    ]);
    expect((await post('trainer', path, again)).status).toBe(302);
    const now = await sessionOf(arranged.session);
    expect([now?.title, now?.link, now?.meetings.length]).toEqual(['Mine', 'https://meet.example/autumn', 2]);
  });
});

describe('a recording that somebody else changed meanwhile', () => {
  it('is shown as it is now and as it was typed', async () => {
    const arranged = await arrangeSession();
    await change(arranged, { recorded: true });
    await moveClock(portal.database, '28 hours');
    const [today] = await portal.database.query<{ day: string }>('select psa_today()::text as day');
    const made = await addRecording(TRAINER, arranged.session, {
      title: 'One',
      url: 'https://video.example/one',
      until: today?.day ?? '',
    });
    const path = `/train/recordings/${made.ok ? made.value.id : 0}`;
    const mine = withValues(await formAt(path, 'url'), { url: 'https://video.example/mine' });
    expect((await post('trainer', path, withValues(await formAt(path, 'url'), { title: 'Two' }))).status).toBe(302);
    const refused = await post('trainer', path, mine);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain(MEANWHILE);
    expect(refused.text).toMatch(/Title:<\/span> now <b>Two<\/b>, yours <b>One<\/b>/);
    expect(Object.fromEntries(fieldsOf(refused.text, 'url'))).toMatchObject({
      url: 'https://video.example/mine',
      revision: '1',
    });
    expect((await post('trainer', path, fieldsOf(refused.text, 'url'))).status).toBe(302);
  });
});
