// Workshop sessions, as staff make, change and cancel them.
import { findCalendar, findOwnCalendar } from '#app/features/learning/calendars.server.ts';
import { addSession, changeSession, setCancelled } from '#app/features/learning/change-session.server.ts';
import { enrol } from '#app/features/learning/enrol.server.ts';
import { getTrainPage } from '#app/features/learning/list-sessions.server.ts';
import { seatByAddress } from '#app/features/learning/seat-people.server.ts';
import { findSessionForm } from '#app/features/learning/session-choices.server.ts';
import { parseSessionFilter } from '#app/features/learning/session-filter.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, moveClock } from '#test/support/register.ts';
import { seedStaff } from '../../../prisma/seed/staff.ts';
import { arrangeLearner, arrangeSession, inHours, sessionInput, sessionOf, TRAINER } from './arrange-sessions.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const listed = async (query: string) =>
  (await getTrainPage(TRAINER, parseSessionFilter(new URLSearchParams(query)))).sessions.map(({ id }) => id);

beforeAll(async () => {
  await arrangeNotice();
  await seedStaff();
});
afterEach(() => moveClock(database, '0'));

describe('a session', () => {
  it('is made with trainers, link and meetings, and those that meet next are listed first', async () => {
    const { workshop, session: later } = await arrangeSession();
    const { session: sooner } = await arrangeSession([], {
      workshopId: workshop,
      title: 'Soon',
      trainers: [],
      meetings: [{ id: null, startsAt: inHours(-1), endsAt: inHours(1) }],
    });
    expect(await listed(`workshop=${workshop}`)).toEqual([sooner, later]);
    expect(await listed(`workshop=${workshop}&trainer=1`)).toEqual([later]);
    expect(await sessionOf(later)).toMatchObject({
      title: 'Autumn',
      link: 'https://meet.example/autumn',
      trainers: [{ id: 1, name: 'Ilse Vermeer' }],
      revision: 0,
    });
    await moveClock(database, '2 hours');
    expect(await listed(`workshop=${workshop}`)).toEqual([later]);
    expect(await listed(`workshop=${workshop}&when=past`)).toEqual([sooner]);
  });

  it('keeps the ids of meetings that move or change places, counts its revisions, and keeps what was attended', async () => {
    const { workshop, session } = await arrangeSession();
    const before = await sessionOf(session);
    const [one, two] = before?.meetings ?? [];
    if (!one || !two) throw new Error('There were two meetings');
    const swapped = [
      { id: one.id, startsAt: two.startsAt, endsAt: two.endsAt },
      { id: two.id, startsAt: one.startsAt, endsAt: one.endsAt },
    ];
    expect(await changeSession(TRAINER, session, sessionInput(workshop, { meetings: swapped }))).toMatchObject({
      ok: true,
    });
    expect(await sessionOf(session)).toMatchObject({ revision: 1, meetings: [{ id: two.id }, { id: one.id }] });
    expect(await changeSession(TRAINER, session, sessionInput(workshop, { meetings: swapped }))).toMatchObject({
      ok: true,
    });
    expect(await sessionOf(session)).toMatchObject({ revision: 1 });

    const learner = await arrangeLearner(database);
    await enrol(learner, workshop, session);
    await database.query(
      `insert into attendances (enrolment_id, meeting_id, attended, actor_kind, actor_id)
       select id, $2, true, 'staff', 1 from enrolments where session_id = $1`,
      [session, one.id],
    );
    expect(
      await changeSession(TRAINER, session, sessionInput(workshop, { title: 'Renamed', link: null, meetings: [] })),
    ).toEqual({
      ok: false,
      reason: 'meeting-held',
    });
    expect(await sessionOf(session)).toMatchObject({ title: 'Autumn', link: 'https://meet.example/autumn' });
    expect(
      await changeSession(TRAINER, session, sessionInput(workshop, { meetings: swapped.slice(0, 1), link: null })),
    ).toMatchObject({ ok: true });
    expect(await sessionOf(session)).toMatchObject({ meetings: [{ id: one.id }], link: null });
    // A mark that was cleared holds no meeting back.
    await database.query('update attendances set attended = null where meeting_id = $1', [one.id]);
    expect(await changeSession(TRAINER, session, sessionInput(workshop, { meetings: [], link: null }))).toMatchObject({
      ok: true,
    });
  });

  it('is changed from what the form showed: what somebody else changed since is not taken back by an older form', async () => {
    const { workshop, session } = await arrangeSession();
    const shown = await findSessionForm(TRAINER, session, '');
    const meetings = (await sessionOf(session))?.meetings ?? [];
    const older = { meetings, revision: Number(shown?.shown.revision) };
    const added = [...meetings, { id: null, startsAt: inHours(100), endsAt: inHours(101) }];
    expect(await changeSession(TRAINER, session, sessionInput(workshop, { ...older, meetings: added }))).toMatchObject({
      ok: true,
    });
    expect(await changeSession(TRAINER, session, sessionInput(workshop, { ...older, title: 'Renamed' }))).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    });
    expect(await sessionOf(session)).toMatchObject({ title: 'Autumn', revision: 1 });
    expect((await sessionOf(session))?.meetings).toHaveLength(3);
  });

  it('of another workshop, with a trainer or a meeting that is not there, is refused and changes nothing', async () => {
    const { workshop, session } = await arrangeSession();
    const other = await arrangeSession();
    const meetings = (await sessionOf(other.session))?.meetings ?? [];
    const refusals = [
      await changeSession(TRAINER, session, sessionInput(other.workshop)),
      await changeSession(TRAINER, session, sessionInput(workshop, { trainers: [999] })),
      await changeSession(TRAINER, session, sessionInput(workshop, { meetings })),
      await addSession(TRAINER, sessionInput(999_999)),
      await setCancelled(TRAINER, 999_999, true),
    ];
    expect(refusals.map((refusal) => (refusal.ok ? 'done' : refusal.reason))).toEqual([
      'not-found',
      'trainer-unknown',
      'meeting-unknown',
      'workshop-unknown',
      'not-found',
    ]);
    expect(await sessionOf(session)).toMatchObject({ revision: 0 });
  });

  it('that is cancelled is nobody’s to enrol in, says so in calendars, and can be opened again', async () => {
    const { workshop, session } = await arrangeSession();
    const [inside, outside] = [await arrangeLearner(database), await arrangeLearner(database)];
    await enrol(inside, workshop, session);
    await setCancelled(TRAINER, session, true);
    await setCancelled(TRAINER, session, true);
    expect(await enrol(outside, workshop, session)).toEqual({ ok: false, reason: 'not-open' });
    expect(await listed(`workshop=${workshop}`)).toEqual([]);
    expect(await findOwnCalendar(inside, session)).toMatch(/SEQUENCE:1[\s\S]*STATUS:CANCELLED/);
    expect((await getLearnerHome(inside)).learning.enrolments).toMatchObject([{ session: { cancelled: true } }]);
    expect(await seatByAddress(TRAINER, session, outside.email)).toEqual({ ok: false, reason: 'closed' });
    await setCancelled(TRAINER, session, false);
    expect(await enrol(outside, workshop, session)).toMatchObject({ ok: true, value: { as: 'enrolled' } });
    expect(await findCalendar(TRAINER, session)).toMatch(/SEQUENCE:2[\s\S]*STATUS:CONFIRMED/);
  });
});
