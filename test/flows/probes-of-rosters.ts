// Probes of what staff do with workshops, sessions and their rosters, and of what learners see of them.
import { findCalendar, findOwnCalendar } from '#app/features/learning/calendars.server.ts';
import { addSession, changeSession, setCancelled } from '#app/features/learning/change-session.server.ts';
import { enrol, withdraw } from '#app/features/learning/enrol.server.ts';
import { forgetRecordings } from '#app/features/learning/forget-recordings.server.ts';
import { findSessionToChange, getTrainPage } from '#app/features/learning/list-sessions.server.ts';
import { isOwnRecording, openRecording } from '#app/features/learning/open-recording.server.ts';
import {
  addRecording,
  changeRecording,
  findRecording,
  findSessionRecordings,
  removeRecording,
} from '#app/features/learning/recordings.server.ts';
import { takeRoster } from '#app/features/learning/roster-file.server.ts';
import { parseRosterFilter } from '#app/features/learning/roster-filter.ts';
import { findRoster } from '#app/features/learning/roster.server.ts';
import { saveCells } from '#app/features/learning/save-cells.server.ts';
import { seatByAddress, seatUnplaced, takeOff } from '#app/features/learning/seat-people.server.ts';
import { parseSessionFilter } from '#app/features/learning/session-filter.ts';
import type { SessionInput } from '#app/features/learning/session-form.ts';
import { addWorkshop, changeWorkshop } from '#app/features/learning/workshops.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import type { Probe } from './probe.ts';

const ALL = parseRosterFilter(new URLSearchParams(), { search: '' });
const SESSIONS = parseSessionFilter(new URLSearchParams('when=all'));
const at = (text: string): Date => new Date(text);
/** A calendar without the instants in it, which differ each time. */
const timeless = (calendar: string | null): string | undefined => calendar?.replaceAll(/DT(STAMP|START|END):\S+/g, '');

const idOf = async (database: TestDatabase, text: string, values: readonly unknown[] = []): Promise<number> =>
  (await database.query<{ id: number }>(text, values))[0]?.id ?? 0;

/** The session that the learner is in, its workshop, a meeting of it, and the learner's enrolment. */
async function findOwn(database: TestDatabase, personId: number) {
  const [own] = await database.query<{ session: number; workshop: number; meeting: number; enrolment: number }>(
    `select n.session_id as session, n.workshop_id as workshop, m.id as meeting, n.id as enrolment
     from enrolments n join session_meetings m on m.session_id = n.session_id where n.person_id = $1 order by n.id limit 1`,
    [personId],
  );
  if (own === undefined) throw new Error('The learner is in no session');
  return own;
}

const input = (workshopId: number, change: Partial<SessionInput> = {}): SessionInput => ({
  workshopId,
  title: 'Winter',
  language: 'nl',
  zone: 'Europe/Amsterdam',
  places: 1,
  link: 'https://meet.example/winter',
  recorded: false,
  trainers: [1],
  meetings: [
    { id: null, startsAt: at('2040-01-10T08:00:00Z'), endsAt: at('2040-01-10T11:00:00Z') },
    { id: null, startsAt: at('2040-01-11T08:00:00Z'), endsAt: at('2040-01-11T11:00:00Z') },
  ],
  ...change,
});

export const ROSTER_PROBES: readonly Probe[] = [
  {
    name: 'a workshop is added with a new exam, changed, and its places go to those who wait',
    async run({ trainer, learner, otherLearner }) {
      const made = await addWorkshop(trainer, { name: 'Copilot', examCode: 'MS-4006', places: 1, open: true });
      const id = made.ok ? made.value.id : 0;
      const places = [await enrol(learner, id), await enrol(otherLearner, id)];
      const changed = await changeWorkshop(trainer, id, { name: 'Copilot 2', examCode: null, places: 3, open: false });
      return [made, places, changed, await getTrainPage(trainer, SESSIONS)];
    },
  },
  {
    name: 'a session is made, changed with its meetings, trainers and link, cancelled and opened again',
    async run({ trainer }, database) {
      const workshop = await idOf(database, `select id from workshops where name like 'Nobody%'`);
      const made = await addSession(trainer, input(workshop));
      const id = made.ok ? made.value.id : 0;
      const [first] = (await findSessionToChange(trainer, id))?.session?.meetings ?? [];
      const moved = {
        id: first?.id ?? 0,
        startsAt: at('2040-02-10T08:00:00Z'),
        endsAt: at('2040-02-10T12:00:00Z'),
      };
      const changes = [
        await changeSession(
          trainer,
          id,
          input(workshop, {
            title: 'Late winter',
            language: 'de',
            zone: 'UTC',
            places: 5,
            link: 'https://meet.example/late',
            trainers: [2],
            meetings: [moved],
          }),
        ),
        await changeSession(trainer, id, input(workshop, { link: null, meetings: [moved] })),
        await setCancelled(trainer, id, true),
        timeless(await findCalendar(trainer, id)),
        await setCancelled(trainer, id, false),
      ];
      return [made, changes, await findSessionToChange(trainer, id)];
    },
  },
  {
    name: 'people are put into a session, wait for it, are taken off it, and one moves up',
    async run({ trainer, learner, otherLearner }, database) {
      const workshop = await idOf(database, `select id from workshops where name like 'Nobody%'`);
      const made = await addSession(trainer, input(workshop));
      const session = made.ok ? made.value.id : 0;
      const [email] = await database.query<{ email: string }>('select email from persons where id = $1', [
        learner.personId,
      ]);
      const told = [
        await seatByAddress(trainer, session, email?.email ?? ''),
        await enrol(otherLearner, workshop, session),
        await findRoster(trainer, session, ALL),
      ];
      const held = await idOf(database, `select id from enrolments where session_id = $1 and state = 'enrolled'`, [
        session,
      ]);
      const off = [
        await takeOff(trainer, { sessionId: session, enrolmentId: held, leaves: 'session' }),
        await seatUnplaced(trainer, session),
      ];
      const next = await idOf(database, `select id from enrolments where session_id = $1 and state = 'enrolled'`, [
        session,
      ]);
      const ended = [
        await takeOff(trainer, { sessionId: session, enrolmentId: next, leaves: 'workshop' }),
        await seatUnplaced(trainer, session),
        await withdraw(learner, held),
      ];
      return [told, off, ended, await findRoster(trainer, session, ALL)];
    },
  },
  {
    name: 'a session is said to be recorded, changed, cancelled and opened again, and those in it are written to',
    async run({ trainer, learner, otherLearner }, database) {
      const workshop = await idOf(database, `select id from workshops where name like 'Nobody%'`);
      const made = await addSession(trainer, input(workshop, { recorded: true }));
      const session = made.ok ? made.value.id : 0;
      const [email] = await database.query<{ email: string }>('select email from persons where id = $1', [
        learner.personId,
      ]);
      await seatByAddress(trainer, session, email?.email ?? '');
      await enrol(otherLearner, workshop, session);
      const told: unknown[] = [await sendMails(MAIL_WRITERS)];
      const { meetings } = (await findSessionToChange(trainer, session))?.session ?? { meetings: [] };
      const send = async () => {
        await database.query('update mails set next_attempt_at = null');
        told.push(await sendMails(MAIL_WRITERS));
      };
      const recorded = { recorded: true, meetings, link: 'https://meet.example/other' };
      told.push(await changeSession(trainer, session, input(workshop, { ...recorded, recorded: false })));
      told.push(await changeSession(trainer, session, input(workshop, recorded)));
      await send();
      for (const cancelled of [true, false]) {
        told.push(await setCancelled(trainer, session, cancelled));
        await send();
      }
      return [told, await database.query('select kind, state from mails order by id')];
    },
  },
  {
    name: 'a recording is added, opened, looked at, changed, removed, and forgotten when it ends',
    async run({ trainer, learner, otherLearner }, database) {
      const workshop = await idOf(database, `select id from workshops where name like 'Nobody%'`);
      const made = await addSession(trainer, input(workshop, { recorded: true, places: null }));
      const session = made.ok ? made.value.id : 0;
      for (const one of [learner, otherLearner]) await enrol(one, workshop, session);
      const { meetings } = (await findSessionToChange(trainer, session))?.session ?? { meetings: [] };
      await changeSession(trainer, session, input(workshop, { recorded: true, places: null, meetings, link: null }));
      // It was told before it met, and has met.
      await database.query(
        `update session_meetings set starts_at = now() - make_interval(days => 1 + id % 2),
           ends_at = now() - make_interval(days => 1 + id % 2) + interval '1 hour' where session_id = $1`,
        [session],
      );
      await database.query('alter table workshop_sessions disable trigger workshop_sessions_date_announcement');
      await database.query(`update workshop_sessions set recording_told_at = '2020-01-01' where id = $1`, [session]);
      await database.query('alter table workshop_sessions enable trigger workshop_sessions_date_announcement');
      // Of what is over, nothing is told.
      await database.query('update mails set next_attempt_at = null');
      const mails = await sendMails(MAIL_WRITERS);
      await setCancelled(trainer, session, true);
      const { latest, today } = (await findSessionRecordings(trainer, session)) ?? { latest: null, today: '' };
      const recording = { title: 'One', url: 'https://video.example/1', until: latest ?? '' };
      const added = [await addRecording(trainer, session, recording), await addRecording(trainer, session, recording)];
      const [id, removed] = added.map((one) => (one.ok ? one.value.id : 0));
      const opened = [await openRecording(learner, id ?? 0), await openRecording(otherLearner, id ?? 0)];
      const looked = await findRecording(trainer, id ?? 0);
      const changes = [
        await changeRecording(trainer, id ?? 0, { title: 'Two', url: 'https://video.example/2', until: today }),
        await isOwnRecording(learner, id ?? 0),
        (await getLearnerHome(learner)).learning,
        (await getTrainPage(trainer, SESSIONS)).catalogue,
        await removeRecording(trainer, removed ?? 0),
      ];
      return [mails, added, opened, { ...looked, today: '', latest: '', kept: '' }, changes, await forgetRecordings()];
    },
  },
  {
    name: 'cells of a roster are saved, compared and told, and the roster is taken along',
    async run({ trainer, learner }, database) {
      const { session, meeting, enrolment: row } = await findOwn(database, learner.personId);
      const column = `meeting-${meeting}`;
      const before = await findRoster(trainer, session, ALL);
      const percent = before?.rows.find(({ id }) => id === row)?.cells['progress'] ?? '';
      const saved = [
        await saveCells(trainer, session, [
          { row, column: 'progress', was: percent, value: '7' },
          { row, column: 'note', was: '', value: 'a note' },
          { row, column, was: 'yes', value: 'no' },
        ]),
        await saveCells(trainer, session, [
          { row, column: 'progress', was: percent, value: '8' },
          { row, column: 'note', was: '', value: 'another' },
          { row, column, was: 'yes', value: '' },
        ]),
        await saveCells(trainer, session, [{ row, column, was: 'no', value: '' }]),
        await saveCells(trainer, session, [{ row, column, was: '', value: 'yes' }]),
      ];
      return [saved, await takeRoster(trainer, session, ALL), (await getLearnerHome(learner)).learning];
    },
  },
  {
    name: 'a learner has the link and the calendar of their own session, and sees which there are',
    async run({ learner, otherLearner }, database) {
      const { session } = await findOwn(database, learner.personId);
      return [
        timeless(await findOwnCalendar(learner, session)),
        (await getLearnerHome(learner)).learning,
        (await getLearnerHome(otherLearner)).learning,
      ];
    },
  },
];
