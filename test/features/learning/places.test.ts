// Who gets a place in a session, who waits for one, and who moves up.
import { changeSession, setCancelled } from '#app/features/learning/change-session.server.ts';
import { enrol, withdraw } from '#app/features/learning/enrol.server.ts';
import { seatByAddress, seatUnplaced, takeOff } from '#app/features/learning/seat-people.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice } from '#test/support/register.ts';
import { seedStaff } from '../../../prisma/seed/staff.ts';
import {
  arrangeLearner,
  arrangeSession,
  arrangeWorkshop,
  rosterOf,
  sessionInput,
  sessionOf,
  TRAINER,
} from './arrange-sessions.ts';
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

describe('a place in a session', () => {
  it('bad-C13 is given once, however many ask at the same moment, learners and staff', async () => {
    for (const round of [1, 2, 3]) {
      const { workshop, session } = await arrangeSession([], { places: 1, title: `Round ${round}` });
      const learners = await Promise.all(Array.from({ length: 6 }, () => arrangeLearner(database)));
      const told = await Promise.all(
        learners.map((learner, index) =>
          index % 2 === 0 ? enrol(learner, workshop, session) : seatByAddress(TRAINER, session, learner.email),
        ),
      );
      const as = told.map((answer) => (answer.ok ? answer.value.as : answer.reason)).toSorted();
      expect(as).toEqual(['enrolled', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
    }
  });

  it('goes to whoever waits longest when somebody is taken off, withdraws, or there are more', async () => {
    const { workshop, session } = await arrangeSession([], { places: 1 });
    const [first, second, third, fourth] = [
      await arrangeLearner(database),
      await arrangeLearner(database),
      await arrangeLearner(database),
      await arrangeLearner(database),
    ];
    for (const learner of [first, second, third, fourth]) await enrol(learner, workshop, session);
    const seated = async () => (await rosterOf(session))?.rows.map(({ email }) => email);
    const [held] = (await rosterOf(session))?.rows ?? [];
    expect(await takeOff(TRAINER, { sessionId: session, enrolmentId: held?.id ?? 0, leaves: 'session' })).toEqual({
      ok: true,
      value: { name: held?.name, was: 'enrolled', movedUp: 1 },
    });
    expect(await seated()).toEqual([second.email]);
    const [own] = (await getLearnerHome(second)).learning.enrolments;
    await withdraw(second, own?.id ?? 0);
    expect(await seated()).toEqual([third.email]);
    const meetings = (await sessionOf(session))?.meetings ?? [];
    expect(await changeSession(TRAINER, session, sessionInput(workshop, { places: 2, meetings }))).toEqual({
      ok: true,
      value: { movedUp: 1 },
    });
    expect(await seated()).toEqual([third.email, fourth.email]);
    expect((await rosterOf(session))?.waiting).toEqual([]);
    // Who was taken off the session stays in the workshop; taken off that, too, they are in no report.
    expect((await getLearnerHome(first)).learning.enrolments).toMatchObject([{ waiting: false, session: null }]);
    expect(await seatByAddress(TRAINER, session, first.email)).toEqual({ ok: false, reason: 'full' });
    const [row] = (await rosterOf(session))?.rows ?? [];
    await takeOff(TRAINER, { sessionId: session, enrolmentId: row?.id ?? 0, leaves: 'workshop' });
    expect(await database.query('select state from enrolments where id = $1', [row?.id])).toEqual([
      { state: 'cancelled' },
    ]);
    expect(await takeOff(TRAINER, { sessionId: session, enrolmentId: row?.id ?? 0, leaves: 'workshop' })).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });

  it('is given by staff to those enrolled without a session, first come first, while places are free', async () => {
    const workshop = await arrangeWorkshop();
    const learners = [await arrangeLearner(database), await arrangeLearner(database), await arrangeLearner(database)];
    for (const learner of learners) await enrol(learner, workshop);
    const { session } = await arrangeSession([], { workshopId: workshop, places: 2 });
    expect((await rosterOf(session))?.unplaced).toBe(3);
    expect(await seatUnplaced(TRAINER, session)).toEqual({ ok: true, value: { seated: 2, left: 1 } });
    expect((await rosterOf(session))?.rows.map(({ email }) => email)).toEqual(
      learners.slice(0, 2).map(({ email }) => email),
    );
    expect((await lastEvents(6)).filter((event) => event === 'enrolment.placed')).toHaveLength(2);
  });

  it('of a workshop comes free for whoever waits there, once somebody without a session is put into one', async () => {
    const workshop = await arrangeWorkshop(1);
    const [first, waits] = [await arrangeLearner(database), await arrangeLearner(database)];
    await enrol(first, workshop);
    await enrol(waits, workshop);
    const { session } = await arrangeSession([], { workshopId: workshop });
    expect(await seatUnplaced(TRAINER, session)).toEqual({ ok: true, value: { seated: 1, left: 1 } });
    expect(
      await database.query('select from enrolments where person_id = $1 and state = $2', [waits.personId, 'enrolled']),
    ).toHaveLength(1);
  });

  it('that somebody only waits for is given up with the waiting, and not lost by being taken off the session', async () => {
    const { session } = await arrangeSession([], { places: 1 });
    const [here, waits] = [await arrangeLearner(database), await arrangeLearner(database)];
    await seatByAddress(TRAINER, session, here.email);
    await seatByAddress(TRAINER, session, waits.email);
    const [waiting] = (await rosterOf(session))?.waiting ?? [];
    const order = { sessionId: session, enrolmentId: waiting?.id ?? 0 };
    expect(await takeOff(TRAINER, { ...order, leaves: 'session' })).toEqual({ ok: false, reason: 'waits' });
    expect((await rosterOf(session))?.waiting).toHaveLength(1);
    expect(await takeOff(TRAINER, { ...order, leaves: 'workshop' })).toMatchObject({
      ok: true,
      value: { was: 'waiting', movedUp: 0 },
    });
    expect((await rosterOf(session))?.waiting).toEqual([]);
  });

  it('by e-mail is for people whom we know, who work somewhere, and who are in no other session of it', async () => {
    const { workshop, session } = await arrangeSession();
    const other = await arrangeSession([], { workshopId: workshop, title: 'Other' });
    const [here, there, left] = [
      await arrangeLearner(database),
      await arrangeLearner(database),
      await arrangeLearner(database),
    ];
    await database.query(`update employments set ended_on = '2026-01-01' where person_id = $1`, [left.personId]);
    await enrol(there, workshop, other.session);
    const ask = async (address: string) => {
      const answer = await seatByAddress(TRAINER, session, address);
      return answer.ok ? answer.value.as : answer.reason;
    };
    expect(await ask(` ${here.email.toUpperCase()} `)).toBe('enrolled');
    expect(await ask(here.email)).toBe('already-here');
    expect(await ask(there.email)).toBe('elsewhere');
    expect(await ask(left.email)).toBe('not-employed');
    expect(await ask('nobody@nowhere.example')).toBe('unknown');
    await setCancelled(TRAINER, other.session, true);
    expect(await ask(there.email)).toBe('enrolled');
  });
});
