// The list of background jobs: name → feature function, and how often each is due. Every job may run anywhere, any number
// of times at once: what must happen once is kept by keys and locks of the database, not by the timer.
import { setTimeout as sleep } from 'node:timers/promises';

import { closePortal } from '#app/features/access/readiness.server.ts';
import { forgetOldSignIns } from '#app/features/access/sign-ins.server.ts';
import { runDue } from '#app/features/delivery/schedules.server.ts';
import { anchorLedger } from '#app/features/ledger/anchor.server.ts';
import { askOutcomes } from '#app/features/exams/ask-outcomes.server.ts';
import { settleAnswers } from '#app/features/exams/settle-answers.server.ts';
import { forgetUploads } from '#app/features/intake/forget-uploads.server.ts';
import { forgetRecordings } from '#app/features/learning/forget-recordings.server.ts';
import { sealLedger } from '#app/features/ledger/seal.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { forgetOldRegistrations } from '#app/features/people/registrations.server.ts';
import { tellRecipients } from '#app/features/privacy/notify-recipients.server.ts';
import { sweepRemovedFiles } from '#app/features/privacy/removed-files.server.ts';
import { eraseFound } from '#app/features/privacy/restrict-person.server.ts';
import { keepBrand } from '#app/features/settings/brand.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { log } from '#app/platform/log.server.ts';

type Job = { readonly everyMs: number; readonly run: (stopping: AbortSignal) => Promise<unknown> };

/** A process that was told to stop and still has something under way goes after so long; the leases of what it held run out. */
const STOP_WITHIN_MS = 30_000;

const JOBS: Readonly<Record<string, Job>> = {
  'run-due-reports': { everyMs: 60_000, run: async (stopping) => runDue(await databaseNow(), stopping) },
  'send-mails': { everyMs: 60_000, run: (stopping) => sendMails(MAIL_WRITERS, { stopping }) },
  'seal-ledger': { everyMs: 10_000, run: sealLedger },
  // A day has one anchor; asking often only means that it comes soon after midnight.
  'anchor-ledger': { everyMs: 600_000, run: anchorLedger },
  'ask-outcomes': { everyMs: 3_600_000, run: askOutcomes },
  'settle-answers': { everyMs: 60_000, run: settleAnswers },
  // What people change themselves is told at once; this tells what imports changed, and what was published before and is read after.
  'tell-recipients': { everyMs: 300_000, run: tellRecipients },
  'erase-found': { everyMs: 3_600_000, run: eraseFound },
  'sweep-removed-files': { everyMs: 3_600_000, run: sweepRemovedFiles },
  'forget-uploads': { everyMs: 3_600_000, run: forgetUploads },
  'forget-recordings': { everyMs: 3_600_000, run: forgetRecordings },
  'forget-old-sign-ins': { everyMs: 3_600_000, run: forgetOldSignIns },
  'forget-old-registrations': { everyMs: 3_600_000, run: forgetOldRegistrations },
};

export type StartedWorker = { /** Starts nothing new and waits for what is under way. */ close(): Promise<void> };

/** Starts every job now and again at its pace; a job never overlaps itself, and one that fails is logged and tried again. */
export function startWorker(): StartedWorker {
  const stopping = new AbortController();
  const loops = Object.entries(JOBS).map(async ([name, { everyMs, run }]) => {
    while (!stopping.signal.aborted) {
      await keepBrand();
      await run(stopping.signal).catch((error: unknown) => log.error({ err: error, job: name }, 'job failed'));
      // Told to stop while a job was under way, it waits no more.
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  });
  return {
    async close() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

if (import.meta.main) {
  const worker = startWorker();
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void worker.close().then(closePortal);
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
