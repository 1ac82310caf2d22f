// Reads every attempt to deliver a run's files, with what was answered.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRole } from '#app/platform/db.server.ts';

export type Attempt = {
  readonly channel: string;
  readonly number: number;
  /** Which file it carried. */
  readonly build: number;
  readonly outcome: AttemptOutcome;
  /** What the other side said, or what stood in the way; never whom it is about. */
  readonly answer: string | null;
  readonly endedAt: Date;
  /** When this channel is tried next, on the last attempt of one that is. */
  readonly nextAt: Date | null;
};

const OUTCOMES = ['delivered', 'failed', 'dead', 'unknown', 'not-arrived'] as const;
export type AttemptOutcome = (typeof OUTCOMES)[number];

const outcomeOf = (text: string): AttemptOutcome => OUTCOMES.find((known) => known === text) ?? 'unknown';

/** The newest first, whatever the channel. */
export function listAttempts(actor: StaffActor, runId: number): Promise<Attempt[]> {
  return inRole('psa_portal', actorSettings(actor), async (tx) => {
    const rows = await tx.deliveryAttempt.findMany({
      select: {
        number: true,
        outcome: true,
        answer: true,
        endedAt: true,
        build: { select: { number: true } },
        delivery: {
          select: {
            channel: true,
            state: true,
            nextAttemptAt: true,
            tries: { select: { number: true }, orderBy: { number: 'desc' }, take: 1 },
          },
        },
      },
      where: { delivery: { runId } },
      orderBy: [{ endedAt: 'desc' }, { deliveryId: 'asc' }, { number: 'desc' }],
    });
    return rows.map(({ number, outcome, answer, endedAt, build, delivery }) => {
      const isLast = delivery.tries[0]?.number === number;
      const isTriedAgain = delivery.state === 'failed' || delivery.state === 'unknown';
      return {
        channel: delivery.channel,
        number,
        build: build.number,
        outcome: outcomeOf(outcome),
        answer,
        endedAt,
        nextAt: isLast && isTriedAgain ? delivery.nextAttemptAt : null,
      };
    });
  });
}
