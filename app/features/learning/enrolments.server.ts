// A learner's own workshops: reading them, and appending progress.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRole, readOften } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { LoweringReason } from './lowering.ts';
import { needsReason, type SetProgress } from './progress.ts';

export type Recording = { id: number; title: string; /** The last day, as 'YYYY-MM-DD'. */ until: string };
export type Said = { percent: number; because: LoweringReason | null; by: 'person' | 'staff' | 'system'; at: Date };

export type MeetingAhead = { startsAt: Date; endsAt: Date };
export type OwnSession = {
  id: number;
  title: string;
  zone: string;
  cancelled: boolean;
  /** Where it meets online; for those who have a place. */
  link: string | null;
  recorded: boolean;
  /** It met, and meets no more. */
  over: boolean;
  /** The next meeting, or the one under way. */
  next: MeetingAhead | null;
};
export type OpenSession = Pick<OwnSession, 'id' | 'title' | 'zone' | 'next' | 'recorded'> & {
  language: string;
  limited: boolean;
};

export type Learning = {
  firstName: string;
  enrolments: {
    id: number;
    workshop: string;
    examCode: string | null;
    percent: number;
    waiting: boolean;
    /** When the learner or a trainer last said so; null when nobody has yet, or it came with an import. */
    setAt: Date | null;
    /** The last of what was said, the newest first. */
    history: Said[];
    recordings: Recording[];
    session: OwnSession | null;
    /** What trainers wrote down; in no report. */
    note: string | null;
  }[];
  /** What the learner can enrol in. */
  open: { id: number; workshop: string; examCode: string | null; limited: boolean; sessions: OpenSession[] }[];
};

const HISTORY_SHOWN = 10;
const OPEN_SHOWN = 100;

type Told<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends MeetingAhead | null ? Told<MeetingAhead> | null : T[K];
};
type Enrolment = Learning['enrolments'][number];
type Row = Omit<Enrolment, 'history' | 'session'> & { history: Told<Said>[]; session: Told<OwnSession> | null };
type Open = Learning['open'][number];
type OpenRow = Omit<Open, 'sessions'> & { sessions: Told<OpenSession>[] };

const aheadOf = (next: Told<MeetingAhead> | null): MeetingAhead | null =>
  next && { startsAt: new Date(next.startsAt), endsAt: new Date(next.endsAt) };

/** The next meeting of session `s`, as JSON. */
const NEXT = `(select json_build_object('startsAt', m.starts_at, 'endsAt', m.ends_at) from session_meetings m
  where m.session_id = s.id and m.ends_at > psa_now() order by m.starts_at limit 1)`;

/** What the learner's home shows of workshops: those under way first. Reads in the transaction under way. */
export async function readLearning(client: PoolClient, actor: PersonActor): Promise<Learning> {
  const [person] = await readOften<{ name: string }>(
    client,
    `select coalesce(nullif(first_name, ''), last_name) as name from persons where id = $1`,
    [actor.personId],
  );
  const enrolments = await readOften<Row>(
    client,
    `select n.id, w.name as workshop, w.exam_code as "examCode", n.percent, n.state = 'waiting' as waiting,
       (select max(p.recorded_at) from progress_entries p where p.enrolment_id = n.id and p.import_batch_id is null) as "setAt",
       coalesce((select json_agg(h) from (
         select p.percent, p.because, p.actor_kind as by, p.recorded_at as at from progress_entries p
         where p.enrolment_id = n.id order by p.id desc limit ${HISTORY_SHOWN}) h), '[]') as history,
       coalesce((select json_agg(v) from (
         select r.id, r.title, r.available_until as until from recordings r
         where r.workshop_id = n.workshop_id and n.state = 'enrolled'
         order by r.available_until desc, r.id desc) v), '[]') as recordings, n.note,
       (select json_build_object('id', s.id, 'title', s.title, 'zone', s.zone, 'cancelled', s.cancelled_at is not null, 'recorded', s.recorded, 'next', ${NEXT},
          'over', exists (select from session_meetings m where m.session_id = s.id having max(m.ends_at) < psa_now()),
          'link', (select l.url from session_links l where l.session_id = s.id and n.state = 'enrolled'))
        from workshop_sessions s where s.id = n.session_id) as session
     from enrolments n join workshops w on w.id = n.workshop_id
     where n.person_id = $1 and n.state <> 'cancelled' order by n.percent = 100, w.name, n.id`,
    [actor.personId],
  );
  const open = await readOften<OpenRow>(
    client,
    `select w.id, w.name as workshop, w.exam_code as "examCode", w.places is not null as limited,
       coalesce((select json_agg(o order by o."startsAt", o.id) from (
         select s.id, s.title, s.zone, s.language, s.places is not null as limited, s.recorded, ${NEXT} as next,
           (select min(m.starts_at) from session_meetings m where m.session_id = s.id) as "startsAt"
         from workshop_sessions s where s.workshop_id = w.id and s.cancelled_at is null and not exists (
           select from session_meetings m where m.session_id = s.id having max(m.ends_at) < psa_now())) o), '[]') as sessions
     from workshops w
     where w.open and exists (select from employments e where e.person_id = $1 and e.ended_on is null and not e.concurrent)
       and not exists (select from enrolments n where n.person_id = $1 and n.workshop_id = w.id and n.state <> 'cancelled')
     order by w.name, w.id limit ${OPEN_SHOWN}`,
    [actor.personId],
  );
  return {
    firstName: person?.name ?? '',
    enrolments: enrolments.map((row) => ({
      ...row,
      history: row.history.map((said) => ({ ...said, at: new Date(said.at) })),
      session: row.session && { ...row.session, next: aheadOf(row.session.next) },
    })),
    open: open.map((workshop) => ({
      ...workshop,
      sessions: workshop.sessions.map(({ id, title, zone, language, limited, recorded, next }) => ({
        id,
        title,
        zone,
        language,
        limited,
        recorded,
        next: aheadOf(next),
      })),
    })),
  };
}

export type ProgressChange = { enrolmentId: number; workshop: string; from: number; to: number };

/** Appends a progress (whole percent) to an enrolment of the learner's own. The same one again appends nothing; a lower one needs a reason. */
export async function setProgress(
  actor: PersonActor,
  { enrolmentId, percent, because }: SetProgress,
): Promise<Result<ProgressChange, 'not-found' | 'because-missing'>> {
  return inRole('psa_portal', actorSettings(actor), async (tx) => {
    // Locked, so that two changes at once are told one after the other.
    const [enrolment] = await tx.$queryRaw<{ percent: number; workshop: string; auditKey: string }[]>`
      select n.percent, w.name as workshop, p.audit_key::text as "auditKey"
      from enrolments n join workshops w on w.id = n.workshop_id join persons p on p.id = n.person_id
      where n.id = ${enrolmentId} and n.person_id = ${actor.personId} and n.state = 'enrolled' for update of n`;
    if (!enrolment) return refused('not-found');
    const change = { enrolmentId, workshop: enrolment.workshop, from: enrolment.percent, to: percent };
    if (change.from === change.to) return ok(change);
    const isLower = needsReason(change.from, change.to);
    if (isLower && because === undefined) return refused('because-missing');
    await tx.progressEntry.create({
      data: {
        enrolmentId,
        percent,
        actorKind: 'person',
        actorId: actor.personId,
        ...(isLower && because !== undefined ? { because } : {}),
      },
      select: { id: true },
    });
    await appendEvent(tx, {
      event: 'progress.set',
      subjectId: enrolment.auditKey,
      fields: ['progress'],
      details: { enrolmentId },
    });
    return ok(change);
  });
}
