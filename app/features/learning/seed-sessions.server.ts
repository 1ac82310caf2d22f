// Workshop sessions of the demonstration: some under way, some to come, one that everybody is in; with meetings, attendance and a few notes.
import { Temporal } from 'temporal-polyfill';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { addSession } from './change-session.server.ts';
import { findSessionToChange } from './list-sessions.server.ts';
import { instantsOf, wallOf } from './meeting-times.ts';
import { meetingColumn, type CellChange } from './roster-cells.ts';
import { saveCells } from './save-cells.server.ts';
import { seatUnplaced } from './seat-people.server.ts';
import type { MeetingInput, SessionInput } from './session-form.ts';
import { addWorkshop } from './workshops.server.ts';

const ZONE = 'Europe/Amsterdam';
const NOTES = ['joins again in January', 'works in the evenings', 'asked for the slides'];

type Sample = Pick<SessionInput, 'title' | 'language' | 'places'> & {
  workshop: string;
  /** When it meets, in days from this week's Monday. */
  days: readonly number[];
  start: string;
  end: string;
  /** Only of one that has not met. */
  recorded?: true;
};

const SAMPLES: readonly Sample[] = [
  {
    workshop: 'Azure Administrator',
    title: 'Autumn',
    language: 'en',
    places: 60,
    days: [-6, 1, 8],
    start: '09:00',
    end: '12:00',
  },
  {
    workshop: 'Azure AI Engineer',
    title: 'Evenings',
    language: 'nl',
    places: 20,
    days: [9, 16, 23, 30],
    start: '18:30',
    end: '21:00',
    recorded: true,
  },
  {
    workshop: 'Fabric Data Engineer',
    title: 'Two days',
    language: 'de',
    places: null,
    days: [15, 16],
    start: '09:30',
    end: '16:30',
  },
  {
    workshop: 'DevOps Engineer',
    title: 'Spring',
    language: 'en',
    places: 12,
    days: [-40, -33],
    start: '13:00',
    end: '17:00',
  },
];
const KICK_OFF = 'Copilot Kick-off';

async function findTrainer(): Promise<StaffActor | null> {
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    const { rows } = await client.query<{ id: number; name: string }>(
      `select t.id, t.name from staff_members t join staff_roles r on r.staff_id = t.id
       where r.role = 'trainer' and r.revoked_at is null order by t.id limit 1`,
    );
    const [found] = rows;
    return found === undefined ? null : { kind: 'staff', staffId: found.id, roles: ['trainer'], name: found.name };
  });
}

async function findWorkshops(actor: StaffActor): Promise<Map<string, number> | null> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const made = await client.query('select from workshop_sessions limit 1');
    if (made.rowCount !== 0) return null;
    const { rows } = await client.query<{ id: number; name: string }>('select id, name from workshops');
    return new Map(rows.map(({ id, name }) => [name, id]));
  });
}

function meetingsOf({ days, start, end }: Pick<Sample, 'days' | 'start' | 'end'>, today: string): MeetingInput[] {
  return days.flatMap((day) => {
    const now = Temporal.PlainDate.from(today);
    const date = now.add({ days: day + 1 - now.dayOfWeek }).toString();
    const instants = instantsOf({ date, start, end }, ZONE);
    return instants === null ? [] : [{ id: null, ...instants }];
  });
}

/** Marks who was there at what is over, and writes a note here and there. */
async function fillRoster(actor: StaffActor, sessionId: number, now: Date, percents: boolean): Promise<void> {
  const found = await findSessionToChange(actor, sessionId);
  const over = (found?.session?.meetings ?? []).filter(({ endsAt }) => endsAt < now);
  const rows = await inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const read = await client.query<{ id: number; percent: number }>(
      `select id, percent from enrolments where session_id = $1 and state = 'enrolled' order by id`,
      [sessionId],
    );
    return read.rows;
  });
  const changes = rows.flatMap(({ id, percent }, index): CellChange[] => [
    ...over.map((meeting) => ({
      row: id,
      column: meetingColumn(meeting.id),
      was: '',
      value: (index * 7 + meeting.id) % 6 === 0 ? 'no' : 'yes',
    })),
    ...(index % 17 === 3 ? [{ row: id, column: 'note', was: '', value: NOTES[index % NOTES.length] ?? '' }] : []),
    ...(percents ? [{ row: id, column: 'progress', was: String(percent), value: String((index * 37) % 101) }] : []),
  ]);
  if (changes.length > 0) await saveCells(actor, sessionId, changes);
}

async function seedKickOff(actor: StaffActor, today: string, now: Date): Promise<void> {
  const workshop = await addWorkshop(actor, { name: KICK_OFF, examCode: null, places: null, open: false });
  if (!workshop.ok) return;
  const session = await addSession(actor, {
    workshopId: workshop.value.id,
    title: 'Everybody',
    language: 'en',
    zone: ZONE,
    places: null,
    link: 'https://teams.example/kick-off',
    recorded: false,
    trainers: [actor.staffId],
    meetings: meetingsOf({ days: [-4, 10], start: '15:00', end: '16:30' }, today),
  });
  if (!session.ok) return;
  await inRoleSql('psa_portal', actorSettings(actor), (client) =>
    client.query(
      `insert into enrolments (person_id, employment_id, workshop_id, session_id, state)
       select e.person_id, e.id, $1, $2, 'enrolled' from employments e join persons p on p.id = e.person_id
       where e.ended_on is null and not e.concurrent and p.erased_at is null order by e.person_id on conflict do nothing`,
      [workshop.value.id, session.value.id],
    ),
  );
  await fillRoster(actor, session.value.id, now, true);
}

/** Adds them once; made again it changes nothing. */
export async function seedSessions(): Promise<void> {
  const actor = await findTrainer();
  const workshops = actor && (await findWorkshops(actor));
  if (actor === null || workshops === null) return;
  const now = await databaseNow();
  const { date: today } = wallOf({ startsAt: now, endsAt: now }, ZONE);
  for (const [index, { workshop, title, language, places, recorded = false, ...when }] of SAMPLES.entries()) {
    const workshopId = workshops.get(workshop);
    if (workshopId === undefined) continue;
    const made = await addSession(actor, {
      workshopId,
      title,
      language,
      zone: ZONE,
      places,
      link: `https://teams.example/session-${index + 1}`,
      recorded,
      trainers: [actor.staffId],
      meetings: meetingsOf(when, today),
    });
    if (!made.ok) continue;
    await seatUnplaced(actor, made.value.id);
    await fillRoster(actor, made.value.id, now, false);
  }
  await seedKickOff(actor, today, now);
}
