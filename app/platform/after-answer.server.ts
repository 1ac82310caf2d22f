// Decides what may go on after a request was answered, so that neither its length nor its failure shows in the answer.
import { log } from './log.server.ts';

const underWay = new Set<Promise<void>>();

/** Begins `work` once what is being done now is done. What it throws is logged. */
export function afterAnswer(work: () => Promise<void>): void {
  const going = new Promise<void>((resolve) => {
    setImmediate(() => {
      void work()
        .catch((error: unknown) => log.error({ err: error }, 'what was to follow an answer failed'))
        .finally(resolve);
    });
  }).finally(() => underWay.delete(going));
  underWay.add(going);
}

/** Resolves when everything that was begun has ended: before a process stops, and before a test looks. */
export async function finishAfterAnswers(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay);
}
