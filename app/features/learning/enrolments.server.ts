// A learner's own workshops: reading them, and appending progress.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRole, readOften } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { LoweringReason } from './lowering.ts';
import { needsReason, type SetProgress } from './progress.ts';

export type Recording = { id: number; title: string; url: string; /** The last day, as 'YYYY-MM-DD'. */ until: string };
export type Said = { percent: number; because: LoweringReason | null; by: 'person' | 'staff' | 'system'; at: Date };

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
  }[];
  /** What the learner can enrol in. */
  open: { id: number; workshop: string; examCode: string | null; limited: boolean }[];
};

const HISTORY_SHOWN = 10;
const OPEN_SHOWN = 100;

/** The day it is where the association sits. */
const TODAY = `(psa_now() at time zone 'Europe/Amsterdam')::date`;

type Row = Omit<Learning['enrolments'][number], 'history'> & { history: (Omit<Said, 'at'> & { at: string })[] };

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
         select r.id, r.title, r.url, r.available_until as until from recordings r
         where r.workshop_id = n.workshop_id and n.state = 'enrolled' and r.available_until >= ${TODAY}
         order by r.available_until desc, r.id desc) v), '[]') as recordings
     from enrolments n join workshops w on w.id = n.workshop_id
     where n.person_id = $1 and n.state <> 'cancelled' order by n.percent = 100, w.name, n.id`,
    [actor.personId],
  );
  const open = await readOften<Learning['open'][number]>(
    client,
    `select w.id, w.name as workshop, w.exam_code as "examCode", w.places is not null as limited from workshops w
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
    })),
    open,
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
