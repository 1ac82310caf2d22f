// Workshops and sessions with people in them, as tests about places, recordings and mails start from.
import type { PersonActor, StaffActor } from '#app/features/access/actor.ts';
import { addSession, changeSession } from '#app/features/learning/change-session.server.ts';
import { enrol } from '#app/features/learning/enrol.server.ts';
import { findSessionToChange } from '#app/features/learning/list-sessions.server.ts';
import { parseRosterFilter } from '#app/features/learning/roster-filter.ts';
import { findRoster } from '#app/features/learning/roster.server.ts';
import { findSessionForm } from '#app/features/learning/session-choices.server.ts';
import type { SessionInput } from '#app/features/learning/session-form.ts';
import { addWorkshop } from '#app/features/learning/workshops.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { arrangePerson } from '#test/support/register.ts';

export const TRAINER: StaffActor = { kind: 'staff', staffId: 1, roles: ['trainer'], name: 'Ilse Vermeer' };

const HOUR_MS = 3_600_000;
export const inHours = (hours: number): Date => new Date(Math.ceil(Date.now() / 60_000) * 60_000 + hours * HOUR_MS);

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;
const AMSTERDAM = new Intl.DateTimeFormat('en-GB', {
  hour: 'numeric',
  minute: 'numeric',
  timeZone: 'Europe/Amsterdam',
});

/** Three hours from then on, or what is left of that day: a meeting ends on the day on which it begins. */
function meetingIn(hours: number): SessionInput['meetings'][number] {
  const startsAt = inHours(hours);
  const [hour = 0, minute = 0] = AMSTERDAM.format(startsAt).split(':').map(Number);
  const minutes = Math.max(1, Math.min(180, MINUTES_A_DAY - 1 - hour * 60 - minute));
  return { id: null, startsAt, endsAt: new Date(startsAt.getTime() + minutes * MINUTE_MS) };
}

let count = 0;

export async function arrangeLearner(
  database: TestDatabase,
  language = 'en',
): Promise<PersonActor & { email: string }> {
  const email = `learner${++count}@bluecloud.example`;
  const personId = await arrangePerson(database, { email });
  await database.query('update persons set language = $2 where id = $1', [personId, language]);
  return { kind: 'person', personId, name: '', email };
}

/** A workshop that leads to AZ-104, open to all. */
export async function arrangeWorkshop(places: number | null = null): Promise<number> {
  const made = await addWorkshop(TRAINER, { name: `Workshop ${++count}`, examCode: 'AZ-104', places, open: true });
  if (!made.ok) throw new Error(made.reason);
  return made.value.id;
}

/** A session that meets tomorrow and the day after. */
export const sessionInput = (workshopId: number, change: Partial<SessionInput> = {}): SessionInput => ({
  workshopId,
  title: 'Autumn',
  language: 'en',
  zone: 'Europe/Amsterdam',
  places: null,
  link: 'https://meet.example/autumn',
  recorded: false,
  trainers: [1],
  meetings: [meetingIn(24), meetingIn(48)],
  ...change,
});

export type Arranged = { readonly workshop: number; readonly session: number; readonly input: SessionInput };

/** Such a session with these learners in it, of a workshop of its own unless another is given. */
export async function arrangeSession(
  learners: readonly PersonActor[] = [],
  change: Partial<SessionInput> = {},
): Promise<Arranged> {
  const input = sessionInput(change.workshopId ?? (await arrangeWorkshop()), change);
  const made = await addSession(TRAINER, input);
  if (!made.ok) throw new Error(made.reason);
  for (const learner of learners) await enrol(learner, input.workshopId, made.value.id);
  return { workshop: input.workshopId, session: made.value.id, input };
}

/** Changes a session and leaves its meetings as they are, unless they are given. */
export async function change(
  { session, input }: Arranged,
  given: Partial<SessionInput>,
): Promise<Awaited<ReturnType<typeof changeSession>>> {
  const form = await findSessionForm(TRAINER, session, '');
  const ids = (form?.shown.meetings ?? []).map(({ id }) => Number(id));
  const meetings = input.meetings.map((meeting, index) => ({ ...meeting, id: ids[index] ?? null }));
  return changeSession(TRAINER, session, { ...input, meetings, ...given });
}

export const rosterOf = (session: number) =>
  findRoster(TRAINER, session, parseRosterFilter(new URLSearchParams(), { search: '' }));
export const sessionOf = async (id: number) => (await findSessionToChange(TRAINER, id))?.session ?? null;
