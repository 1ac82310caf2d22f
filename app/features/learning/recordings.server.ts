// Recordings of workshop sessions, as staff add, change and remove them; and who opened one. The database refuses one of a session whose people were
// not told before it first met, whatever is asked here.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { readSetting } from '#app/features/settings/settings.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { RecordingInput, TypedRecording } from './recording-form.ts';
import { standingOfRecordings, type RecordingFacts, type RecordingStanding } from './recording-standing.ts';

export type SessionRecordings = {
  readonly sessionId: number;
  readonly standing: RecordingStanding;
  readonly today: string;
  readonly latest: string | null;
  /** Those that end last come first. */
  readonly recordings: readonly {
    readonly id: number;
    readonly title: string;
    /** The last day, as 'YYYY-MM-DD'. */
    readonly until: string;
    /** How many people opened it. */
    readonly openedBy: number;
  }[];
};

async function readFacts(client: PoolClient, sessionId: number): Promise<RecordingFacts | null> {
  const days = await readSetting(client, 'recordingDays');
  const { rows } = await client.query<RecordingFacts>(
    `select s.recorded, s.recording_told_at as "toldAt", min(m.starts_at) as first, psa_today()::text as today,
       ((max(m.ends_at) filter (where m.ends_at <= psa_now()) at time zone 'Europe/Amsterdam')::date + $2::int)::text as latest
     from workshop_sessions s left join session_meetings m on m.session_id = s.id where s.id = $1 group by s.id`,
    [sessionId, days],
  );
  return rows[0] ?? null;
}

/** What there is of a session, and whether more can be added. Reads in the transaction under way. */
export async function readSessionRecordings(client: PoolClient, sessionId: number): Promise<SessionRecordings | null> {
  const facts = await readFacts(client, sessionId);
  if (facts === null) return null;
  const { rows } = await client.query<SessionRecordings['recordings'][number]>(
    `select r.id, r.title, r.available_until::text as until,
       (select count(distinct o.person_id)::int from recording_openings o where o.recording_id = r.id) as "openedBy"
     from recordings r where r.session_id = $1 order by r.available_until desc, r.id desc`,
    [sessionId],
  );
  const { today, latest } = facts;
  return { sessionId, standing: standingOfRecordings(facts), today, latest, recordings: rows };
}

/** The same with the session's name, for the page that the form is answered with; null where there is no such session. */
export function findSessionRecordings(
  actor: StaffActor,
  sessionId: number,
): Promise<(SessionRecordings & { name: string }) | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const found = await client.query<{ name: string }>(
        `select w.name || ': ' || s.title as name from workshop_sessions s join workshops w on w.id = s.workshop_id where s.id = $1`,
        [sessionId],
      );
      const [session] = found.rows;
      const recordings = await readSessionRecordings(client, sessionId);
      return session === undefined || recordings === null ? null : { ...recordings, ...session };
    },
    { readOnly: true },
  );
}

export type RecordingRefusal = 'not-found' | 'last-day' | 'changed-meanwhile' | Exclude<RecordingStanding, 'open'>;

const isLastDay = (until: string, { today, latest }: RecordingFacts): boolean =>
  latest !== null && until >= today && until <= latest;

export function addRecording(
  actor: StaffActor,
  sessionId: number,
  { title, url, until }: RecordingInput,
): Promise<Result<{ id: number }, RecordingRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    // Held: what was announced is not taken back meanwhile.
    const held = await client.query('select from workshop_sessions where id = $1 for no key update', [sessionId]);
    const facts = held.rowCount === 0 ? null : await readFacts(client, sessionId);
    if (facts === null) return refused('not-found');
    const standing = standingOfRecordings(facts);
    if (standing !== 'open') return refused(standing);
    if (!isLastDay(until, facts)) return refused('last-day');
    const { rows } = await client.query<{ id: number }>(
      `insert into recordings (workshop_id, session_id, title, url, available_until, added_by)
       select workshop_id, id, $2, $3, $4::date, $5 from workshop_sessions where id = $1 returning id`,
      [sessionId, title, url, until, actor.staffId],
    );
    const [made] = rows;
    if (made === undefined) return refused('not-found');
    await appendEvent(client, { event: 'recording.added', subjectId: made.id, details: { sessionId } });
    return ok(made);
  });
}

type Kept = { sessionId: number; title: string; url: string; until: string; revision: number };

async function readKept(client: PoolClient, id: number): Promise<Kept | null> {
  const { rows } = await client.query<Kept>(
    `select session_id as "sessionId", title, psa_open_recording(id) as url, available_until::text as until, revision from recordings
     where id = $1 and session_id is not null`,
    [id],
  );
  return rows[0] ?? null;
}

/** Changes title, link or last day from what the form showed; the last day as if it was added now. */
export function changeRecording(
  actor: StaffActor,
  id: number,
  given: RecordingInput,
): Promise<Result<{ sessionId: number }, 'not-found' | 'last-day' | 'changed-meanwhile'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    // Held first: what is read then is what is changed.
    await client.query('select from recordings where id = $1 for no key update', [id]);
    const was = await readKept(client, id);
    const facts = was && (await readFacts(client, was.sessionId));
    if (was === null || facts === null) return refused('not-found');
    if (given.revision !== undefined && was.revision !== given.revision) return refused('changed-meanwhile');
    const fields = (['title', 'url', 'until'] as const).filter((field) => was[field] !== given[field]);
    if (fields.length === 0) return ok(was);
    if (fields.includes('until') && !isLastDay(given.until, facts)) return refused('last-day');
    await client.query('update recordings set title = $2, url = $3, available_until = $4::date where id = $1', [
      id,
      given.title,
      given.url,
      given.until,
    ]);
    await appendEvent(client, { event: 'recording.changed', subjectId: id, fields });
    return ok(was);
  });
}

/** Removes a recording, and with it who opened it. */
export function removeRecording(actor: StaffActor, id: number): Promise<Result<{ sessionId: number }, 'not-found'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows } = await client.query<{ sessionId: number }>(
      'delete from recordings where id = $1 and session_id is not null returning session_id as "sessionId"',
      [id],
    );
    const [gone] = rows;
    if (gone === undefined) return refused('not-found');
    await appendEvent(client, { event: 'recording.removed', subjectId: id });
    return ok(gone);
  });
}

export type Opener = {
  readonly id: number;
  readonly name: string;
  readonly company: string;
  readonly first: Date;
  readonly last: Date;
  readonly times: number;
};
export type RecordingPage = {
  readonly id: number;
  readonly sessionId: number;
  readonly session: string;
  readonly kept: TypedRecording;
  readonly added: { readonly at: Date; readonly by: string };
  readonly today: string;
  readonly latest: string | null;
  readonly openers: readonly Opener[];
};

const OPENERS_SHOWN = 2_000;

/** One recording with who opened it, the last first; null where there is none. Whoever reads it is written down. */
export function findRecording(actor: StaffActor, id: number): Promise<RecordingPage | null> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const kept = await readKept(client, id);
    const facts = kept && (await readFacts(client, kept.sessionId));
    if (kept === null || facts === null) return null;
    const { sessionId, title, url, until, revision } = kept;
    const {
      rows: [about],
    } = await client.query<{ session: string; at: Date; by: string }>(
      `select w.name || ': ' || s.title as session, r.added_at as at, m.name as by
       from recordings r join workshop_sessions s on s.id = r.session_id join workshops w on w.id = s.workshop_id
         join staff_members m on m.id = r.added_by
       where r.id = $1`,
      [id],
    );
    if (about === undefined) return null;
    const { rows: openers } = await client.query<Opener>(
      `select p.id, trim(concat(p.first_name, ' ', p.last_name)) as name, coalesce(e.company, '') as company, o.first, o.last, o.times
       from (select person_id, min(opened_at) as first, max(opened_at) as last, count(*)::int as times from recording_openings
         where recording_id = $1 group by person_id) o
       join persons p on p.id = o.person_id
       left join lateral (select r.name as company from employments e join employers r on r.id = e.employer_id
         where e.person_id = p.id order by e.ended_on desc nulls first, e.id desc limit 1) e on true
       where p.erased_at is null order by o.last desc, p.id limit ${OPENERS_SHOWN}`,
      [id],
    );
    await appendEvent(client, {
      event: 'people.read',
      fields: ['name', 'company', 'opened'],
      details: { page: 'recording', count: openers.length },
    });
    return {
      id,
      sessionId,
      session: about.session,
      kept: { revision: String(revision), title, url, until },
      added: { at: about.at, by: about.by },
      today: facts.today,
      latest: facts.latest,
      openers,
    };
  });
}
