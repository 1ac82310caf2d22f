// A learner's own workshops: reading them, and appending progress.
import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRole } from '#app/platform/db.server.ts';
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

/** What the learner's home shows of workshops: those under way first, the least recently set before the others. */
export async function getLearning(actor: PersonActor): Promise<Learning> {
  return inRole('psa_portal', actorSettings(actor), async (tx) => {
    const person = await tx.person.findUniqueOrThrow({
      where: { id: actor.personId },
      select: { firstName: true, lastName: true },
    });
    const enrolments = await tx.enrolment.findMany({
      where: { personId: actor.personId, state: { not: 'cancelled' } },
      select: {
        id: true,
        state: true,
        percent: true,
        workshop: { select: { name: true, examCode: true } },
        progress: { where: { importBatchId: null }, select: { recordedAt: true }, orderBy: { id: 'desc' }, take: 1 },
      },
      orderBy: [{ workshop: { name: 'asc' } }],
    });
    return {
      firstName: person.firstName || person.lastName,
      enrolments: enrolments
        .map(({ id, state, percent, workshop, progress }) => ({
          id,
          workshop: workshop.name,
          examCode: workshop.examCode,
          percent,
          waiting: state === 'waiting',
          setAt: progress[0]?.recordedAt ?? null,
        }))
        .sort((a, b) => Number(a.percent === 100) - Number(b.percent === 100)),
    };
  });
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
