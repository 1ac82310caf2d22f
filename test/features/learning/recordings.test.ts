// Recordings of sessions (F4, R6): of none whose people were not told before, for those with a place in the workshop, until their last day; and who
// opened one is known until then, and no longer.
import { findCalendar, findOwnCalendar } from '#app/features/learning/calendars.server.ts';
import { withdraw } from '#app/features/learning/enrol.server.ts';
import { forgetRecordings } from '#app/features/learning/forget-recordings.server.ts';
import { isOwnRecording, openRecording } from '#app/features/learning/open-recording.server.ts';
import { parseRecording } from '#app/features/learning/recording-form.ts';
import {
  addRecording,
  changeRecording,
  findRecording,
  findSessionRecordings,
  removeRecording,
} from '#app/features/learning/recordings.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { setSetting } from '#app/features/settings/settings.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, moveClock } from '#test/support/register.ts';
import { seedStaff } from '../../../prisma/seed/staff.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { arrangeLearner, arrangeSession, change, inHours, TRAINER, type Arranged } from './arrange-sessions.ts';

const database = useDatabase();
const URL = 'https://video.example/one?key=secret';
const AS_TRAINER = { 'psa.actor_kind': 'staff', 'psa.actor_id': '1' };

const dayIn = async (days: number): Promise<string> =>
  (await database.query<{ day: string }>('select (psa_today() + $1::int)::text as day', [days]))[0]?.day ?? '';

/** Says that it is recorded, lets its first meeting pass, and adds a recording. */
async function arrangeRecording(arranged: Arranged, days = 30): Promise<number> {
  await change(arranged, { recorded: true });
  await moveClock(database, '28 hours');
  const made = await addRecording(TRAINER, arranged.session, { title: 'One', url: URL, until: await dayIn(days) });
  if (!made.ok) throw new Error(made.reason);
  return made.value.id;
}

const openingsOf = (id: number) =>
  database.query<{ person: number }>(
    'select person_id as person from recording_openings where recording_id = $1 order by id',
    [id],
  );

beforeAll(async () => {
  await arrangeNotice();
  await seedStaff();
});
afterEach(() => moveClock(database, '0'));

describe('a recording is refused', () => {
  const insertFor = (session: number) =>
    inRoleSql('psa_portal', AS_TRAINER, (client) =>
      client.query(
        `insert into recordings (workshop_id, session_id, title, url, available_until, added_by)
         select workshop_id, id, 'X', 'https://video.example/x', psa_today(), 1 from workshop_sessions where id = $1`,
        [session],
      ),
    );

  it('by the database, of a session whose people were not told that it is recorded', async () => {
    const arranged = await arrangeSession([await arrangeLearner(database)]);
    await moveClock(database, '28 hours');
    expect((await findSessionRecordings(TRAINER, arranged.session))?.standing).toBe('not-recorded');
    await expect(insertFor(arranged.session)).rejects.toMatchObject({ code: '42501' });
  });

  it('by the database, where they were told when it had met already, whoever sets it and whatever date they give', async () => {
    const arranged = await arrangeSession();
    await moveClock(database, '25 hours');
    expect(await change(arranged, { recorded: true })).toEqual({ ok: false, reason: 'recording-late' });
    await inRoleSql('psa_portal', AS_TRAINER, (client) =>
      client.query('update workshop_sessions set recorded = true where id = $1', [arranged.session]),
    );
    await database.query(`update workshop_sessions set recording_told_at = '2020-01-01' where id = $1`, [
      arranged.session,
    ]);
    await moveClock(database, '28 hours');
    expect((await findSessionRecordings(TRAINER, arranged.session))?.standing).toBe('told-late');
    await expect(insertFor(arranged.session)).rejects.toMatchObject({ code: '42501' });
  });

  it('by the database, of a session that was moved to before its people were told', async () => {
    const arranged = await arrangeSession();
    await change(arranged, { recorded: true });
    const earlier = [{ id: null, startsAt: inHours(-30), endsAt: inHours(-28) }];
    await change(arranged, { recorded: true, meetings: earlier });
    expect((await findSessionRecordings(TRAINER, arranged.session))?.standing).toBe('told-late');
    await expect(insertFor(arranged.session)).rejects.toMatchObject({ code: '42501' });
  });

  it('before a meeting is over, and by the worker always', async () => {
    const arranged = await arrangeSession();
    await change(arranged, { recorded: true });
    await moveClock(database, '24 hours');
    expect((await findSessionRecordings(TRAINER, arranged.session))?.standing).toBe('not-met');
    await expect(insertFor(arranged.session)).rejects.toMatchObject({ code: '42501' });
    await expect(
      inRoleSql('psa_worker', {}, (client) => client.query('insert into recordings default values')),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('for longer than the settings allow, counted from the last meeting that is over', async () => {
    const arranged = await arrangeSession();
    const id = await arrangeRecording(arranged);
    const latest = async () => (await findSessionRecordings(TRAINER, arranged.session))?.latest;
    const [last] = await database.query<{ day: string; beyond: string; soon: string }>(
      `select (d + 90)::text as day, (d + 91)::text as beyond, (d + 10)::text as soon
       from (select (min(ends_at) at time zone 'Europe/Amsterdam')::date as d from session_meetings where session_id = $1) l`,
      [arranged.session],
    );
    expect(await latest()).toBe(last?.day);
    const beyond = { title: 'One', url: URL, until: last?.beyond ?? '' };
    expect(await addRecording(TRAINER, arranged.session, beyond)).toEqual({ ok: false, reason: 'last-day' });
    expect(await changeRecording(TRAINER, id, beyond)).toEqual({ ok: false, reason: 'last-day' });
    await setSetting(TRAINER, 'recordingDays', 10);
    expect(await latest()).toBe(last?.soon);
    await setSetting(TRAINER, 'recordingDays', 90);
    await moveClock(database, '100 days');
    expect((await findSessionRecordings(TRAINER, arranged.session))?.standing).toBe('too-old');
  });

  it.each([
    [{ url: 'http://video.example' }, 'url'],
    [{ url: 'javascript:alert(1)' }, 'url'],
    [{ title: ' ' }, 'title'],
    [{ until: '2026-13-01' }, 'until'],
    [{ workshopId: '2' }, 'form'],
  ])('with %j', (given, field) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ revision: '', title: 'One', url: URL, until: '2026-12-24', ...given }))
      form.set(name, value);
    const parsed = parseRecording(form);
    expect(parsed.ok ? [] : Object.keys(parsed.reason)).toEqual([field]);
  });
});

describe('that a session is recorded', () => {
  it('stands on the pages and in the calendars of those in it, in their language, and on what others can enrol in', async () => {
    const [inside, outside] = [await arrangeLearner(database, 'de'), await arrangeLearner(database)];
    const { session, workshop } = await arrangeSession([inside], { recorded: true });
    const { enrolments } = (await getLearnerHome(inside)).learning;
    expect(enrolments[0]?.session).toMatchObject({ id: session, recorded: true });
    const open = (await getLearnerHome(outside)).learning.open.find(({ id }) => id === workshop);
    expect(open?.sessions).toMatchObject([{ id: session, recorded: true }]);
    const unfolded = (calendar: string | null) => calendar?.replaceAll('\r\n ', '');
    expect(unfolded(await findOwnCalendar(inside, session))).toContain('Diese Durchführung wird aufgezeichnet');
    expect(unfolded(await findCalendar(TRAINER, session))).toContain('This session is recorded');
  });

  it('can’t be taken back while there is a recording', async () => {
    const arranged = await arrangeSession();
    const id = await arrangeRecording(arranged);
    expect(await change(arranged, { recorded: false })).toEqual({ ok: false, reason: 'recording-there' });
    await removeRecording(TRAINER, id);
    expect(await change(arranged, { recorded: false })).toMatchObject({ ok: true });
  });
});

describe('a recording', () => {
  it('is for those with a place in the workshop, who find no link on their page, and each opening is written down', async () => {
    const [inside, waiting, outside] = [
      await arrangeLearner(database),
      await arrangeLearner(database),
      await arrangeLearner(database),
    ];
    const arranged = await arrangeSession([inside, waiting], { places: 1 });
    const id = await arrangeRecording(arranged);
    const home = await getLearnerHome(inside);
    expect(home.learning.enrolments[0]?.recordings).toMatchObject([{ id, title: 'One' }]);
    expect(JSON.stringify(home)).not.toContain('video.example');
    expect([await openRecording(inside, id), await openRecording(inside, id)]).toEqual([URL, URL]);
    for (const other of [waiting, outside]) {
      expect([await isOwnRecording(other, id), await openRecording(other, id)]).toEqual([false, null]);
    }
    expect(await openingsOf(id)).toEqual([{ person: inside.personId }, { person: inside.personId }]);
    await withdraw(inside, home.learning.enrolments[0]?.id ?? 0);
    expect(await openRecording(inside, id)).toBeNull();
  });

  it('gives its link to no query of a learner, only with the opening', async () => {
    const inside = await arrangeLearner(database);
    const id = await arrangeRecording(await arrangeSession([inside]));
    const settings = { 'psa.actor_kind': 'person', 'psa.actor_id': String(inside.personId) };
    await expect(
      inRoleSql('psa_portal', settings, (client) => client.query('select url from recordings where id = $1', [id])),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('tells staff who opened it and when, which the ledger tells of them', async () => {
    const inside = await arrangeLearner(database);
    const arranged = await arrangeSession([inside]);
    const id = await arrangeRecording(arranged);
    await openRecording(inside, id);
    await openRecording(inside, id);
    expect((await findSessionRecordings(TRAINER, arranged.session))?.recordings).toMatchObject([{ id, openedBy: 1 }]);
    expect(await findRecording(TRAINER, id)).toMatchObject({
      kept: { title: 'One', url: URL },
      added: { by: 'Ilse Vermeer' },
      openers: [{ name: 'Sanne de Vries', company: 'Bluecloud B.V.', times: 2 }],
    });
    expect(
      await database.query(`select event, details from audit_events where event like 'recording%' or event = 'people.read'
        order by id desc limit 2`),
    ).toEqual([
      { event: 'people.read', details: { page: 'recording', count: 1 } },
      { event: 'recording.added', details: { sessionId: arranged.session } },
    ]);
    // Whoever looks at it as staff opens nothing as a learner.
    expect(await openingsOf(id)).toHaveLength(2);
  });

  it('is changed, and removed with everything that was known of it', async () => {
    const inside = await arrangeLearner(database);
    const id = await arrangeRecording(await arrangeSession([inside]));
    const until = await dayIn(5);
    await openRecording(inside, id);
    expect(await changeRecording(TRAINER, id, { title: 'Two', url: 'https://video.example/two', until })).toMatchObject(
      {
        ok: true,
      },
    );
    expect(await openRecording(inside, id)).toBe('https://video.example/two');
    expect((await getLearnerHome(inside)).learning.enrolments[0]?.recordings).toEqual([{ id, title: 'Two', until }]);
    expect(await removeRecording(TRAINER, id)).toMatchObject({ ok: true });
    expect([await openRecording(inside, id), await openingsOf(id)]).toEqual([null, []]);
    expect(await removeRecording(TRAINER, id)).toEqual({ ok: false, reason: 'not-found' });
  });

  it('is changed from what the form showed: what somebody else changed since is not taken back by an older form', async () => {
    const id = await arrangeRecording(await arrangeSession());
    const kept = (await findRecording(TRAINER, id))?.kept;
    const form = { title: kept?.title ?? '', url: URL, until: kept?.until ?? '', revision: Number(kept?.revision) };
    expect(await changeRecording(TRAINER, id, { ...form, title: 'Two' })).toMatchObject({ ok: true });
    expect(await changeRecording(TRAINER, id, { ...form, url: 'https://video.example/other' })).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    });
    expect((await findRecording(TRAINER, id))?.kept).toMatchObject({ title: 'Two', url: URL, revision: '1' });
  });

  it('is gone for everybody when its last day is over, and then deleted with its openings; the ledger holds counts', async () => {
    const inside = await arrangeLearner(database);
    const arranged = await arrangeSession([inside]);
    const id = await arrangeRecording(arranged, 3);
    await openRecording(inside, id);
    await moveClock(database, '4 days 4 hours');
    expect(await openRecording(inside, id)).toBe(URL);
    await forgetRecordings();
    expect(await openingsOf(id)).toHaveLength(2);
    await moveClock(database, '5 days 4 hours');
    expect([await isOwnRecording(inside, id), await openRecording(inside, id)]).toEqual([false, null]);
    expect((await getLearnerHome(inside)).learning.enrolments[0]?.recordings).toEqual([]);
    expect(await findRecording(TRAINER, id)).toBeNull();
    expect(await changeRecording(TRAINER, id, { title: 'X', url: URL, until: await dayIn(1) })).toMatchObject({
      ok: false,
    });
    const ended = await database.query('select from recordings where available_until < psa_today()');
    const forgotten = await forgetRecordings();
    expect(forgotten.recordings).toBe(ended.length);
    expect(await database.query('select from recordings where id = $1', [id])).toEqual([]);
    expect(await openingsOf(id)).toEqual([]);
    const [event] = await database.query(
      `select actor_kind, subject_id, details from audit_events where event = 'recordings.expired' order by id desc limit 1`,
    );
    expect(event).toEqual({ actor_kind: 'system', subject_id: null, details: forgotten });
    expect(await forgetRecordings()).toEqual({ recordings: 0, openings: 0 });
  });

  it('tells in an export that it was opened, and forgets who did when they are erased', async () => {
    const [inside, other] = [await arrangeLearner(database), await arrangeLearner(database)];
    const id = await arrangeRecording(await arrangeSession([inside, other]));
    for (const learner of [inside, other]) await openRecording(learner, id);
    const { tables } = await exportPerson(inside, inside.personId);
    const told = tables.find(({ table }) => table === 'recording_openings')?.rows;
    expect(told).toMatchObject([{ recording_id: id, person_id: inside.personId, recording: 'One' }]);
    await erasePerson(inside, inside.personId);
    expect(await openingsOf(id)).toEqual([{ person: other.personId }]);
  });
});
