// Workshops and their sessions, as staff make and change them; and who gets a place.
import type { PersonActor, StaffActor } from '#app/features/access/actor.ts';
import { findCalendar, findOwnCalendar } from '#app/features/learning/calendars.server.ts';
import { addSession, changeSession, setCancelled } from '#app/features/learning/change-session.server.ts';
import { enrol, withdraw } from '#app/features/learning/enrol.server.ts';
import { findSessionToChange, getTrainPage } from '#app/features/learning/list-sessions.server.ts';
import { parseRosterFilter } from '#app/features/learning/roster-filter.ts';
import { findRoster } from '#app/features/learning/roster.server.ts';
import { seatByAddress, seatUnplaced, takeOff } from '#app/features/learning/seat-people.server.ts';
import { findSessionForm } from '#app/features/learning/session-choices.server.ts';
import { parseSessionFilter } from '#app/features/learning/session-filter.ts';
import { parseSession, parseWorkshop, type SessionInput } from '#app/features/learning/session-form.ts';
import { addWorkshop, changeWorkshop } from '#app/features/learning/workshops.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { seedStaff } from '../../../prisma/seed/staff.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const trainer: StaffActor = { kind: 'staff', staffId: 1, roles: ['trainer'], name: 'Ilse Vermeer' };
const HOUR = 3_600_000;
let people = 0;
let workshops = 0;

const inHours = (hours: number): Date => {
  const now = Math.ceil(Date.now() / 60_000) * 60_000;
  return new Date(now + hours * HOUR);
};

async function arrangeLearner(): Promise<PersonActor & { email: string }> {
  const email = `learner${++people}@bluecloud.example`;
  const personId = await arrangePerson(database, { email, lastName: `Learner ${people}` });
  return { kind: 'person', personId, name: '', email };
}

async function arrangeWorkshop(places: number | null = null): Promise<number> {
  const made = await addWorkshop(trainer, { name: `Workshop ${++workshops}`, examCode: 'AZ-104', places, open: true });
  return made.ok ? made.value.id : 0;
}

const input = (workshopId: number, change: Partial<SessionInput> = {}): SessionInput => ({
  workshopId,
  title: 'Autumn',
  language: 'en',
  zone: 'Europe/Amsterdam',
  places: null,
  link: 'https://meet.example/autumn',
  recorded: false,
  trainers: [1],
  meetings: [
    { id: null, startsAt: inHours(24), endsAt: inHours(27) },
    { id: null, startsAt: inHours(48), endsAt: inHours(51) },
  ],
  ...change,
});

async function arrangeSession(change: Partial<SessionInput> = {}): Promise<{ workshop: number; session: number }> {
  const workshop = change.workshopId ?? (await arrangeWorkshop());
  const made = await addSession(trainer, input(workshop, change));
  if (!made.ok) throw new Error(made.reason);
  return { workshop, session: made.value.id };
}

const toChange = async (id: number) => (await findSessionToChange(trainer, id))?.session ?? null;
const rosterOf = (session: number) => findRoster(trainer, session, parseRosterFilter(new URLSearchParams()));
const listed = async (query: string) =>
  (await getTrainPage(trainer, parseSessionFilter(new URLSearchParams(query)))).sessions.map(({ id }) => id);
const lastEvents = async (count: number) =>
  (await database.query<{ event: string }>('select event from audit_events order by id desc limit $1', [count])).map(
    ({ event }) => event,
  );

beforeAll(async () => {
  await arrangeNotice();
  await seedStaff();
});
afterEach(() => moveClock(database, '0'));

describe('a workshop', () => {
  it('is added once by name, with an exam that need not be known, and told to the ledger', async () => {
    const given = { name: 'Copilot Basics', examCode: 'MS-4006', places: 2, open: false };
    expect(await addWorkshop(trainer, given)).toMatchObject({ ok: true });
    expect(await addWorkshop(trainer, { ...given, name: 'COPILOT basics' })).toEqual({
      ok: false,
      reason: 'name-taken',
    });
    const { catalogue } = await getTrainPage(trainer, parseSessionFilter(new URLSearchParams()));
    expect(catalogue.find(({ name }) => name === 'Copilot Basics')).toMatchObject({
      examCode: 'MS-4006',
      places: 2,
      open: false,
    });
    expect(await lastEvents(1)).toEqual(['workshop.added']);
  });

  it('with more places gives them to those who wait longest', async () => {
    const id = await arrangeWorkshop(1);
    const learners = [await arrangeLearner(), await arrangeLearner(), await arrangeLearner()];
    for (const learner of learners) await enrol(learner, id);
    const change = { name: `Workshop ${workshops}`, examCode: 'AZ-104', places: 2, open: true };
    expect(await changeWorkshop(trainer, id, change)).toEqual({ ok: true, value: { movedUp: 1 } });
    expect(await lastEvents(2)).toEqual(['enrolment.moved-up', 'workshop.changed']);
    expect(await changeWorkshop(trainer, id, change)).toEqual({ ok: true, value: { movedUp: 0 } });
    expect(await changeWorkshop(trainer, id, { ...change, name: 'copilot BASICS' })).toEqual({
      ok: false,
      reason: 'name-taken',
    });
    expect(await changeWorkshop(trainer, 999_999, { ...change, name: 'No such' })).toEqual({
      ok: false,
      reason: 'not-found',
    });
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

describe('the form of a session', () => {
  const read = (change: Record<string, string | string[]>) => {
    const form = new FormData();
    const fields = {
      workshopId: '1',
      title: 'Autumn',
      language: 'en',
      zone: 'Europe/Amsterdam',
      places: '',
      link: '',
      trainer: [],
      meetingId: ['', ''],
      date: ['2026-12-04', ''],
      start: ['09:00', ''],
      end: ['12:00', ''],
      ...change,
    };
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
    return parseSession(form);
  };

  it('leaves out rows of meetings that are empty, and reads times in the zone', () => {
    expect(read({})).toMatchObject({
      ok: true,
      value: { meetings: [{ id: null, startsAt: new Date('2026-12-04T08:00:00Z') }] },
    });
    expect(read({ zone: 'Europe/Lisbon' })).toMatchObject({
      ok: true,
      value: { meetings: [{ startsAt: new Date('2026-12-04T09:00:00Z') }] },
    });
  });

  it.each([
    [{ title: '' }, 'title'],
    [{ language: 'xx' }, 'language'],
    [{ zone: 'Mars/Olympus' }, 'zone'],
    [{ places: '-1' }, 'places'],
    [{ link: 'http://meet.example' }, 'link'],
    [{ link: 'javascript:alert(1)' }, 'link'],
    [{ trainer: 'x' }, 'trainers'],
    [{ end: ['08:00', ''] }, 'meetings'],
    [{ date: ['2026-12-04', '2026-12-04'], start: ['09:00', '10:00'], end: ['12:00', '13:00'] }, 'meetings'],
    [{ cancelledAt: '1' }, 'form'],
    [{ date: ['2026-12-04'] }, 'form'],
  ])('is refused with %j', (change, field) => {
    const parsed = read(change);
    expect(parsed.ok ? [] : Object.keys(parsed.reason)).toEqual([field]);
  });
});

describe('a session', () => {
  it('is made with trainers, link and meetings, and those that meet next are listed first', async () => {
    const { workshop, session: later } = await arrangeSession();
    const { session: sooner } = await arrangeSession({
      workshopId: workshop,
      title: 'Soon',
      trainers: [],
      meetings: [{ id: null, startsAt: inHours(-1), endsAt: inHours(1) }],
    });
    expect(await listed(`workshop=${workshop}`)).toEqual([sooner, later]);
    expect(await listed(`workshop=${workshop}&trainer=1`)).toEqual([later]);
    expect(await toChange(later)).toMatchObject({
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
    const before = await toChange(session);
    const [one, two] = before?.meetings ?? [];
    if (!one || !two) throw new Error('There were two meetings');
    const swapped = [
      { id: one.id, startsAt: two.startsAt, endsAt: two.endsAt },
      { id: two.id, startsAt: one.startsAt, endsAt: one.endsAt },
    ];
    expect(await changeSession(trainer, session, input(workshop, { meetings: swapped }))).toMatchObject({ ok: true });
    expect(await toChange(session)).toMatchObject({ revision: 1, meetings: [{ id: two.id }, { id: one.id }] });
    expect(await changeSession(trainer, session, input(workshop, { meetings: swapped }))).toMatchObject({ ok: true });
    expect(await toChange(session)).toMatchObject({ revision: 1 });

    const learner = await arrangeLearner();
    await enrol(learner, workshop, session);
    await database.query(
      `insert into attendances (enrolment_id, meeting_id, attended, actor_kind, actor_id)
       select id, $2, true, 'staff', 1 from enrolments where session_id = $1`,
      [session, one.id],
    );
    expect(
      await changeSession(trainer, session, input(workshop, { title: 'Renamed', link: null, meetings: [] })),
    ).toEqual({
      ok: false,
      reason: 'meeting-held',
    });
    expect(await toChange(session)).toMatchObject({ title: 'Autumn', link: 'https://meet.example/autumn' });
    expect(
      await changeSession(trainer, session, input(workshop, { meetings: swapped.slice(0, 1), link: null })),
    ).toMatchObject({ ok: true });
    expect(await toChange(session)).toMatchObject({ meetings: [{ id: one.id }], link: null });
  });

  it('is changed from what the form showed: what somebody else changed since is not taken back by an older form', async () => {
    const { workshop, session } = await arrangeSession();
    const shown = await findSessionForm(trainer, session, '');
    const meetings = (await toChange(session))?.meetings ?? [];
    const older = { meetings, revision: Number(shown?.shown.revision) };
    const added = [...meetings, { id: null, startsAt: inHours(100), endsAt: inHours(101) }];
    expect(await changeSession(trainer, session, input(workshop, { ...older, meetings: added }))).toMatchObject({
      ok: true,
    });
    expect(await changeSession(trainer, session, input(workshop, { ...older, title: 'Renamed' }))).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    });
    expect(await toChange(session)).toMatchObject({ title: 'Autumn', revision: 1 });
    expect((await toChange(session))?.meetings).toHaveLength(3);
  });

  it('of another workshop, with a trainer or a meeting that is not there, is refused and changes nothing', async () => {
    const { workshop, session } = await arrangeSession();
    const other = await arrangeSession();
    const meetings = (await toChange(other.session))?.meetings ?? [];
    const refusals = [
      await changeSession(trainer, session, input(other.workshop)),
      await changeSession(trainer, session, input(workshop, { trainers: [999] })),
      await changeSession(trainer, session, input(workshop, { meetings })),
      await addSession(trainer, input(999_999)),
      await setCancelled(trainer, 999_999, true),
    ];
    expect(refusals.map((refusal) => (refusal.ok ? 'done' : refusal.reason))).toEqual([
      'not-found',
      'trainer-unknown',
      'meeting-unknown',
      'workshop-unknown',
      'not-found',
    ]);
    expect(await toChange(session)).toMatchObject({ revision: 0 });
  });

  it('that is cancelled is nobody’s to enrol in, says so in calendars, and can be opened again', async () => {
    const { workshop, session } = await arrangeSession();
    const [inside, outside] = [await arrangeLearner(), await arrangeLearner()];
    await enrol(inside, workshop, session);
    await setCancelled(trainer, session, true);
    await setCancelled(trainer, session, true);
    expect(await enrol(outside, workshop, session)).toEqual({ ok: false, reason: 'not-open' });
    expect(await listed(`workshop=${workshop}`)).toEqual([]);
    expect(await findOwnCalendar(inside, session)).toMatch(/SEQUENCE:1[\s\S]*STATUS:CANCELLED/);
    expect((await getLearnerHome(inside)).learning.enrolments).toMatchObject([{ session: { cancelled: true } }]);
    expect(await seatByAddress(trainer, session, outside.email)).toEqual({ ok: false, reason: 'closed' });
    await setCancelled(trainer, session, false);
    expect(await enrol(outside, workshop, session)).toMatchObject({ ok: true, value: { as: 'enrolled' } });
    expect(await findCalendar(trainer, session)).toMatch(/SEQUENCE:2[\s\S]*STATUS:CONFIRMED/);
  });
});

describe('a place in a session', () => {
  it('bad-C13 is given once, however many ask at the same moment, learners and staff', async () => {
    for (const round of [1, 2, 3]) {
      const { workshop, session } = await arrangeSession({ places: 1, title: `Round ${round}` });
      const learners = await Promise.all(Array.from({ length: 6 }, () => arrangeLearner()));
      const told = await Promise.all(
        learners.map((learner, index) =>
          index % 2 === 0 ? enrol(learner, workshop, session) : seatByAddress(trainer, session, learner.email),
        ),
      );
      const as = told.map((answer) => (answer.ok ? answer.value.as : answer.reason)).toSorted();
      expect(as).toEqual(['enrolled', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
    }
  });

  it('goes to whoever waits longest when somebody is taken off, withdraws, or there are more', async () => {
    const { workshop, session } = await arrangeSession({ places: 1 });
    const [first, second, third, fourth] = [
      await arrangeLearner(),
      await arrangeLearner(),
      await arrangeLearner(),
      await arrangeLearner(),
    ];
    for (const learner of [first, second, third, fourth]) await enrol(learner, workshop, session);
    const seated = async () => (await rosterOf(session))?.rows.map(({ email }) => email);
    const [held] = (await rosterOf(session))?.rows ?? [];
    expect(await takeOff(trainer, { sessionId: session, enrolmentId: held?.id ?? 0, leaves: 'session' })).toEqual({
      ok: true,
      value: { name: `Sanne Learner ${first.email.match(/\d+/)?.[0]}`, was: 'enrolled', movedUp: 1 },
    });
    expect(await seated()).toEqual([second.email]);
    const [own] = (await getLearnerHome(second)).learning.enrolments;
    await withdraw(second, own?.id ?? 0);
    expect(await seated()).toEqual([third.email]);
    const meetings = (await toChange(session))?.meetings ?? [];
    expect(await changeSession(trainer, session, input(workshop, { places: 2, meetings }))).toEqual({
      ok: true,
      value: { movedUp: 1 },
    });
    expect(await seated()).toEqual([third.email, fourth.email]);
    expect((await rosterOf(session))?.waiting).toEqual([]);
    // Who was taken off the session stays in the workshop; taken off that, too, they are in no report.
    expect((await getLearnerHome(first)).learning.enrolments).toMatchObject([{ waiting: false, session: null }]);
    expect(await seatByAddress(trainer, session, first.email)).toEqual({ ok: false, reason: 'full' });
    const [row] = (await rosterOf(session))?.rows ?? [];
    await takeOff(trainer, { sessionId: session, enrolmentId: row?.id ?? 0, leaves: 'workshop' });
    expect(await database.query('select state from enrolments where id = $1', [row?.id])).toEqual([
      { state: 'cancelled' },
    ]);
    expect(await takeOff(trainer, { sessionId: session, enrolmentId: row?.id ?? 0, leaves: 'workshop' })).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });

  it('is given by staff to those enrolled without a session, first come first, while places are free', async () => {
    const workshop = await arrangeWorkshop();
    const learners = [await arrangeLearner(), await arrangeLearner(), await arrangeLearner()];
    for (const learner of learners) await enrol(learner, workshop);
    const { session } = await arrangeSession({ workshopId: workshop, places: 2 });
    expect((await rosterOf(session))?.unplaced).toBe(3);
    expect(await seatUnplaced(trainer, session)).toEqual({ ok: true, value: { seated: 2, left: 1 } });
    expect((await rosterOf(session))?.rows.map(({ email }) => email)).toEqual(
      learners.slice(0, 2).map(({ email }) => email),
    );
    expect((await lastEvents(6)).filter((event) => event === 'enrolment.placed')).toHaveLength(2);
  });

  it('of a workshop comes free for whoever waits there, once somebody without a session is put into one', async () => {
    const workshop = await arrangeWorkshop(1);
    const [first, waits] = [await arrangeLearner(), await arrangeLearner()];
    await enrol(first, workshop);
    await enrol(waits, workshop);
    const { session } = await arrangeSession({ workshopId: workshop });
    expect(await seatUnplaced(trainer, session)).toEqual({ ok: true, value: { seated: 1, left: 1 } });
    expect(
      await database.query('select from enrolments where person_id = $1 and state = $2', [waits.personId, 'enrolled']),
    ).toHaveLength(1);
  });

  it('that somebody only waits for is given up with the waiting, and not lost by being taken off the session', async () => {
    const { session } = await arrangeSession({ places: 1 });
    const [here, waits] = [await arrangeLearner(), await arrangeLearner()];
    await seatByAddress(trainer, session, here.email);
    await seatByAddress(trainer, session, waits.email);
    const [waiting] = (await rosterOf(session))?.waiting ?? [];
    const order = { sessionId: session, enrolmentId: waiting?.id ?? 0 };
    expect(await takeOff(trainer, { ...order, leaves: 'session' })).toEqual({ ok: false, reason: 'waits' });
    expect((await rosterOf(session))?.waiting).toHaveLength(1);
    expect(await takeOff(trainer, { ...order, leaves: 'workshop' })).toMatchObject({
      ok: true,
      value: { was: 'waiting', movedUp: 0 },
    });
    expect((await rosterOf(session))?.waiting).toEqual([]);
  });

  it('by e-mail is for people whom we know, who work somewhere, and who are in no other session of it', async () => {
    const { workshop, session } = await arrangeSession();
    const other = await arrangeSession({ workshopId: workshop, title: 'Other' });
    const [here, there, left] = [await arrangeLearner(), await arrangeLearner(), await arrangeLearner()];
    await database.query(`update employments set ended_on = '2026-01-01' where person_id = $1`, [left.personId]);
    await enrol(there, workshop, other.session);
    const ask = async (address: string) => {
      const answer = await seatByAddress(trainer, session, address);
      return answer.ok ? answer.value.as : answer.reason;
    };
    expect(await ask(` ${here.email.toUpperCase()} `)).toBe('enrolled');
    expect(await ask(here.email)).toBe('already-here');
    expect(await ask(there.email)).toBe('elsewhere');
    expect(await ask(left.email)).toBe('not-employed');
    expect(await ask('nobody@nowhere.example')).toBe('unknown');
    await setCancelled(trainer, other.session, true);
    expect(await ask(there.email)).toBe('enrolled');
  });
});

describe('a learner', () => {
  it('sees sessions to choose from, and of their own the next meeting, the link and the calendar, with nobody’s name', async () => {
    const { workshop, session } = await arrangeSession({ places: 1 });
    const [learner, waiting] = [await arrangeLearner(), await arrangeLearner()];
    const { open } = (await getLearnerHome(learner)).learning;
    expect(open.find(({ id }) => id === workshop)).toMatchObject({
      sessions: [{ id: session, title: 'Autumn', limited: true }],
    });
    await enrol(learner, workshop, session);
    await enrol(waiting, workshop, session);
    expect((await getLearnerHome(learner)).learning.enrolments).toMatchObject([
      {
        session: {
          title: 'Autumn',
          link: 'https://meet.example/autumn',
          cancelled: false,
          next: { startsAt: inHours(24) },
        },
      },
    ]);
    expect((await getLearnerHome(waiting)).learning.enrolments).toMatchObject([
      { waiting: true, session: { link: null } },
    ]);
    const file = await findOwnCalendar(learner, session);
    expect(file).toContain('URL:https://meet.example/autumn');
    expect(file).not.toMatch(/Learner|bluecloud|ATTENDEE|ORGANIZER/);
    expect(await findCalendar(trainer, session)).not.toContain('meet.example');
    expect(await findOwnCalendar(waiting, session)).toBeNull();
    expect(await findOwnCalendar(learner, session + 1)).toBeNull();
    expect(await findCalendar(trainer, 999_999)).toBeNull();
    await moveClock(database, '3 days');
    expect((await getLearnerHome(learner)).learning.enrolments).toMatchObject([{ session: { next: null } }]);
  });

  it('finds no session that is over, of another workshop, or not there', async () => {
    const { workshop, session } = await arrangeSession();
    const other = await arrangeWorkshop();
    const learner = await arrangeLearner();
    expect(await enrol(learner, other, session)).toEqual({ ok: false, reason: 'not-open' });
    expect(await enrol(learner, workshop, 999_999)).toEqual({ ok: false, reason: 'not-open' });
    await moveClock(database, '3 days');
    expect(await enrol(learner, workshop, session)).toEqual({ ok: false, reason: 'not-open' });
    const { open } = (await getLearnerHome(learner)).learning;
    expect(open.find(({ id }) => id === workshop)?.sessions).toEqual([]);
  });
});
