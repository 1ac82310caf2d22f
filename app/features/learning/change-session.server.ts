// Changes to workshop sessions by staff: made, changed, cancelled, opened again.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { MeetingInput, SessionInput } from './session-form.ts';
import { moveUp, takeEnrolmentLock } from './places.server.ts';

export type SessionRefusal =
  | 'not-found'
  | 'workshop-unknown'
  | 'trainer-unknown'
  | 'meeting-held'
  | 'meeting-unknown'
  | 'changed-meanwhile'
  | 'recording-late'
  | 'recording-there';

async function writeLink(client: PoolClient, sessionId: number, url: string | null): Promise<boolean> {
  const { rowCount } =
    url === null
      ? await client.query('delete from session_links where session_id = $1', [sessionId])
      : await client.query(
          `insert into session_links (session_id, url) values ($1, $2)
           on conflict (session_id) do update set url = excluded.url where session_links.url <> excluded.url`,
          [sessionId, url],
        );
  return rowCount !== 0;
}

/** Null where one of them is no member of staff. */
async function writeTrainers(
  client: PoolClient,
  sessionId: number,
  trainers: readonly number[],
): Promise<boolean | null> {
  const known = await client.query('select from staff_members where id = any($1)', [trainers]);
  if (known.rowCount !== new Set(trainers).size) return null;
  const gone = await client.query('delete from session_trainers where session_id = $1 and staff_id <> all($2)', [
    sessionId,
    trainers,
  ]);
  const added = await client.query(
    'insert into session_trainers (session_id, staff_id) select $1, t from unnest($2::int[]) t on conflict do nothing',
    [sessionId, trainers],
  );
  return gone.rowCount !== 0 || added.rowCount !== 0;
}

type Kept = { id: number; startsAt: Date; endsAt: Date; held: boolean };

/** What became of the meetings: `ahead` when something of it is not over, before or after. */
type MeetingsWritten = 'same' | 'changed' | 'ahead';

/** Meetings that stay keep their ids, by which calendars and attendance know them. One that was attended stays. */
async function writeMeetings(
  client: PoolClient,
  sessionId: number,
  meetings: readonly MeetingInput[],
  now: Date,
): Promise<Result<MeetingsWritten, 'meeting-held' | 'meeting-unknown'>> {
  const { rows: kept } = await client.query<Kept>(
    `select m.id, m.starts_at as "startsAt", m.ends_at as "endsAt",
       exists (select from attendances a where a.meeting_id = m.id and a.attended is not null) as held
     from session_meetings m where m.session_id = $1`,
    [sessionId],
  );
  const wanted = meetings.flatMap(({ id }) => (id === null ? [] : [id]));
  if (new Set(wanted).size < wanted.length || wanted.some((id) => kept.every((meeting) => meeting.id !== id)))
    return refused('meeting-unknown');
  const gone = kept.filter(({ id }) => !wanted.includes(id));
  if (gone.some(({ held }) => held)) return refused('meeting-held');
  const moved = meetings.filter(({ id, startsAt, endsAt }) => {
    const was = kept.find((meeting) => meeting.id === id);
    return was !== undefined && (Number(was.startsAt) !== Number(startsAt) || Number(was.endsAt) !== Number(endsAt));
  });
  const added = meetings.filter(({ id }) => id === null);
  await client.query('delete from session_meetings where id = any($1)', [gone.map(({ id }) => id)]);
  // Out of each other's way first: two may change places.
  await client.query(
    `update session_meetings set starts_at = starts_at + interval '500 years', ends_at = ends_at + interval '500 years' where id = any($1)`,
    [moved.map(({ id }) => id)],
  );
  await client.query(
    `update session_meetings m set starts_at = g.s, ends_at = g.e
     from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as g (id, s, e) where m.id = g.id`,
    [moved.map(({ id }) => id), moved.map(({ startsAt }) => startsAt), moved.map(({ endsAt }) => endsAt)],
  );
  await client.query(
    `insert into session_meetings (session_id, starts_at, ends_at) select $1, s, e from unnest($2::timestamptz[], $3::timestamptz[]) as g (s, e)`,
    [sessionId, added.map(({ startsAt }) => startsAt), added.map(({ endsAt }) => endsAt)],
  );
  if (gone.length + moved.length + added.length === 0) return ok('same');
  const before = kept.filter(({ id }) => moved.some((meeting) => meeting.id === id));
  return ok([...gone, ...before, ...moved, ...added].some(({ endsAt }) => endsAt > now) ? 'ahead' : 'changed');
}

const isOver = ({ meetings }: SessionInput, now: Date): boolean =>
  meetings.length > 0 && meetings.every(({ endsAt }) => endsAt <= now);

/** What of a session was changed, by name, and whether those with a place are to know of it. */
type PartsWritten = { readonly fields: string[]; readonly isNews: boolean };

async function writeParts(
  client: PoolClient,
  sessionId: number,
  given: SessionInput,
  now: Date,
): Promise<Result<PartsWritten, SessionRefusal>> {
  const trainers = await writeTrainers(client, sessionId, given.trainers);
  if (trainers === null) return refused('trainer-unknown');
  const meetings = await writeMeetings(client, sessionId, given.meetings, now);
  if (!meetings.ok) return meetings;
  const link = await writeLink(client, sessionId, given.link);
  return ok({
    fields: [
      ...(trainers ? ['trainers'] : []),
      ...(meetings.value === 'same' ? [] : ['meetings']),
      ...(link ? ['link'] : []),
    ],
    isNews: meetings.value === 'ahead' || (link && !isOver(given, now)),
  });
}

/** What a refusal carries out of its transaction, so that nothing of it stays. */
class Refused extends Error {
  readonly reason: SessionRefusal;
  constructor(reason: SessionRefusal) {
    super(reason);
    this.reason = reason;
  }
}

async function refusable<T>(work: () => Promise<T>): Promise<Result<T, SessionRefusal>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof Refused) return refused(error.reason);
    throw error;
  }
}

/** Whoever is told from then on that it is recorded was there already. */
const hasMet = ({ meetings }: SessionInput, now: Date): boolean => meetings.some(({ startsAt }) => startsAt <= now);

export function addSession(actor: StaffActor, given: SessionInput): Promise<Result<{ id: number }, SessionRefusal>> {
  return refusable(() =>
    inRoleSql('psa_portal', actorSettings(actor), async (client) => {
      const { rows } = await client.query<{ id: number; now: Date }>(
        `insert into workshop_sessions (workshop_id, title, language, zone, places, recorded)
         select id, $2, $3, $4, $5, $6 from workshops where id = $1 returning id, psa_now() as now`,
        [given.workshopId, given.title, given.language, given.zone, given.places, given.recorded],
      );
      const [made] = rows;
      if (made === undefined) throw new Refused('workshop-unknown');
      const { id, now } = made;
      if (given.recorded && hasMet(given, now)) throw new Refused('recording-late');
      const parts = await writeParts(client, id, given, now);
      if (!parts.ok) throw new Refused(parts.reason);
      await appendEvent(client, { event: 'session.added', subjectId: id });
      return { id };
    }),
  );
}

type Was = Pick<SessionInput, 'title' | 'places' | 'recorded'> & {
  language: string;
  zone: string;
  revision: number;
  now: Date;
  hasMet: boolean;
  hasRecording: boolean;
};
const FIELDS = ['title', 'language', 'zone', 'places', 'recorded'] as const;

/** Why it can't be said that it is recorded, or not any more; null where it can. */
function refuseRecorded(was: Was, given: SessionInput): SessionRefusal | null {
  if (was.recorded === given.recorded) return null;
  if (was.recorded) return was.hasRecording ? 'recording-there' : null;
  return was.hasMet || hasMet(given, was.now) ? 'recording-late' : null;
}

/** Changes a session from what the form showed of it; its workshop stays. Where there are more places now, those who wait longest get them. */
export function changeSession(
  actor: StaffActor,
  id: number,
  given: SessionInput,
): Promise<Result<{ movedUp: number }, SessionRefusal>> {
  return refusable(() =>
    inRoleSql('psa_portal', actorSettings(actor), async (client) => {
      await takeEnrolmentLock(client, given.workshopId);
      const { rows } = await client.query<Was>(
        `select s.title, s.language, s.zone, s.places, s.recorded, s.revision, psa_now() as now,
           exists (select from session_meetings m where m.session_id = s.id and m.starts_at <= psa_now()) as "hasMet",
           exists (select from recordings r where r.session_id = s.id) as "hasRecording"
         from workshop_sessions s where s.id = $1 and s.workshop_id = $2 for update`,
        [id, given.workshopId],
      );
      const [was] = rows;
      if (was === undefined) throw new Refused('not-found');
      // What somebody else added meanwhile is not in this form, and would be taken away by it.
      if (given.revision !== undefined && was.revision !== given.revision) throw new Refused('changed-meanwhile');
      const refusal = refuseRecorded(was, given);
      if (refusal !== null) throw new Refused(refusal);
      const parts = await writeParts(client, id, given, was.now);
      if (!parts.ok) throw new Refused(parts.reason);
      const fields = [...FIELDS.filter((field) => was[field] !== given[field]), ...parts.value.fields];
      if (fields.length === 0) return { movedUp: 0 };
      await client.query(
        'update workshop_sessions set title = $2, language = $3, zone = $4, places = $5, recorded = $6, revision = revision + 1 where id = $1',
        [id, given.title, given.language, given.zone, given.places, given.recorded],
      );
      await appendEvent(client, { event: 'session.changed', subjectId: id, fields });
      if (parts.value.isNews) await tellSession(client, id, 'changed');
      return { movedUp: await moveUp(client, given.workshopId, id) };
    }),
  );
}

/** Everybody with a place in it is written to, unless it is over; where it is cancelled or opened again, those who wait as well. */
const tellSession = (client: PoolClient, id: number, news: 'changed' | 'cancelled' | 'reopened'): Promise<unknown> =>
  client.query('select psa_tell_session($1, $2)', [id, news]);

/** Cancels a session, or opens it again; who is in it stays in it. Done already, it changes nothing. */
export function setCancelled(actor: StaffActor, id: number, cancelled: boolean): Promise<Result<null, 'not-found'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const found = await client.query<{ workshopId: number }>(
      'select workshop_id as "workshopId" from workshop_sessions where id = $1',
      [id],
    );
    const [session] = found.rows;
    if (session === undefined) return refused('not-found');
    // Nobody enrols in it at this moment.
    await takeEnrolmentLock(client, session.workshopId);
    const { rowCount } = await client.query(
      `update workshop_sessions set cancelled_at = case when $2 then psa_now() end, revision = revision + 1
       where id = $1 and (cancelled_at is not null) <> $2`,
      [id, cancelled],
    );
    if (rowCount === 0) return ok(null);
    await appendEvent(client, { event: cancelled ? 'session.cancelled' : 'session.reopened', subjectId: id });
    await tellSession(client, id, cancelled ? 'cancelled' : 'reopened');
    if (!cancelled) await moveUp(client, session.workshopId, id);
    return ok(null);
  });
}
