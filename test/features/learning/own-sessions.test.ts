// Sessions as learners find them and see their own.
import { findCalendar, findOwnCalendar } from '#app/features/learning/calendars.server.ts';
import { enrol } from '#app/features/learning/enrol.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, moveClock } from '#test/support/register.ts';
import { seedStaff } from '../../../prisma/seed/staff.ts';
import { arrangeLearner, arrangeSession, arrangeWorkshop, inHours, TRAINER } from './arrange-sessions.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();

beforeAll(async () => {
  await arrangeNotice();
  await seedStaff();
});
afterEach(() => moveClock(database, '0'));

describe('a learner', () => {
  it('sees sessions to choose from, and of their own the next meeting, the link and the calendar, with nobody’s name', async () => {
    const { workshop, session } = await arrangeSession([], { places: 1 });
    const [learner, waiting] = [await arrangeLearner(database), await arrangeLearner(database)];
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
    expect(await findCalendar(TRAINER, session)).not.toContain('meet.example');
    expect(await findOwnCalendar(waiting, session)).toBeNull();
    expect(await findOwnCalendar(learner, session + 1)).toBeNull();
    expect(await findCalendar(TRAINER, 999_999)).toBeNull();
    await moveClock(database, '3 days');
    expect((await getLearnerHome(learner)).learning.enrolments).toMatchObject([{ session: { next: null } }]);
  });

  it('finds no session that is over, of another workshop, or not there', async () => {
    const { workshop, session } = await arrangeSession();
    const other = await arrangeWorkshop();
    const learner = await arrangeLearner(database);
    expect(await enrol(learner, other, session)).toEqual({ ok: false, reason: 'not-open' });
    expect(await enrol(learner, workshop, 999_999)).toEqual({ ok: false, reason: 'not-open' });
    await moveClock(database, '3 days');
    expect(await enrol(learner, workshop, session)).toEqual({ ok: false, reason: 'not-open' });
    const { open } = (await getLearnerHome(learner)).learning;
    expect(open.find(({ id }) => id === workshop)?.sessions).toEqual([]);
  });
});
