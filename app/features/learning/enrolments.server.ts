// A learner's own workshops: reading them, and appending progress.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRole, readOften } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { SetProgress } from './progress.ts';

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
  }[];
};

/** What the learner's home shows of workshops: those under way first. Reads in the transaction under way. */
export async function readLearning(client: PoolClient, actor: PersonActor): Promise<Learning> {
  const [person] = await readOften<{ name: string }>(
    client,
    `select coalesce(nullif(first_name, ''), last_name) as name from persons where id = $1`,
    [actor.personId],
  );
  const enrolments = await readOften<Learning['enrolments'][number]>(
    client,
    `select n.id, w.name as workshop, w.exam_code as "examCode", n.percent, n.state = 'waiting' as waiting,
       (select max(p.recorded_at) from progress_entries p where p.enrolment_id = n.id and p.import_batch_id is null) as "setAt"
     from enrolments n join workshops w on w.id = n.workshop_id
     where n.person_id = $1 and n.state <> 'cancelled' order by n.percent = 100, w.name, n.id`,
    [actor.personId],
  );
  return { firstName: person?.name ?? '', enrolments };
}

export type ProgressChange = { enrolmentId: number; workshop: string; from: number; to: number };

/** Appends a progress (whole percent) to an enrolment of the learner's own. The same one again appends nothing. */
export async function setProgress(
  actor: PersonActor,
  { enrolmentId, percent }: SetProgress,
): Promise<Result<ProgressChange, 'not-found'>> {
  return inRole('psa_portal', actorSettings(actor), async (tx) => {
    // Locked, so that two changes at once are told one after the other.
    const [enrolment] = await tx.$queryRaw<{ percent: number; workshop: string; auditKey: string }[]>`
      select n.percent, w.name as workshop, p.audit_key::text as "auditKey"
      from enrolments n join workshops w on w.id = n.workshop_id join persons p on p.id = n.person_id
      where n.id = ${enrolmentId} and n.person_id = ${actor.personId} and n.state = 'enrolled' for update of n`;
    if (!enrolment) return refused('not-found');
    const change = { enrolmentId, workshop: enrolment.workshop, from: enrolment.percent, to: percent };
    if (change.from === change.to) return ok(change);
    await tx.progressEntry.create({
      data: { enrolmentId, percent, actorKind: 'person', actorId: actor.personId },
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
