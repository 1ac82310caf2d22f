// The list of background jobs: name → feature function, and how often each is wanted. Every job may run anywhere, any number
// of times at once: what must happen once is kept by keys and locks of the database, not by the queue.
import { closePortal } from '#app/features/access/readiness.server.ts';
import { findRestoring } from '#app/features/backup/restoring.server.ts';
import { forgetOldSignIns } from '#app/features/access/sign-ins.server.ts';
import { askContacts } from '#app/features/employers/ask-contacts.server.ts';
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { runDue } from '#app/features/delivery/schedules.server.ts';
import { anchorLedger } from '#app/features/ledger/anchor.server.ts';
import { askOutcomes } from '#app/features/exams/ask-outcomes.server.ts';
import { settleAnswers } from '#app/features/exams/settle-answers.server.ts';
import { forgetUploads } from '#app/features/intake/forget-uploads.server.ts';
import { forgetRecordings } from '#app/features/learning/forget-recordings.server.ts';
import { sealLedger } from '#app/features/ledger/seal.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { tellNotices } from '#app/features/notices/tell-notices.server.ts';
import { forgetOldRegistrations } from '#app/features/people/registrations.server.ts';
import { expireFiles } from '#app/features/privacy/expire-files.server.ts';
import { tellRecipients } from '#app/features/privacy/notify-recipients.server.ts';
import { remindOfRequests } from '#app/features/privacy/request-reminders.server.ts';
import { sweepRemovedFiles } from '#app/features/privacy/removed-files.server.ts';
import { keepErasureList } from '#app/features/privacy/erasure-list.server.ts';
import { keepMarkList } from '#app/features/privacy/mark-list.server.ts';
import { forgetByAge } from '#app/features/privacy/forget-by-age.server.ts';
import { recorded } from '#app/features/privacy/retention-results.server.ts';
import { runRetention } from '#app/features/privacy/run-retention.server.ts';
import { warnInactive } from '#app/features/privacy/warn-inactive.server.ts';
import { eraseFound } from '#app/features/privacy/restrict-person.server.ts';
import { watchBreaches } from '#app/features/privacy/watch-breaches.server.ts';
import { keepBrand } from '#app/features/settings/brand.server.ts';
import { forgetUndoable } from '#app/features/undo/undoable.server.ts';
import { giveWayToPages } from '#app/platform/background.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { openJobQueue } from '#app/platform/job-queue.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';

/** A process that was told to stop and still has something under way goes after so long; the leases of what it held run out. */
const STOP_WITHIN_MS = 30_000;

type Job = { readonly everySeconds: number; readonly run: (stopping: AbortSignal) => Promise<unknown> };

const JOBS: Readonly<Record<string, Job>> = {
  'run-due-reports': {
    everySeconds: 60,
    run: async (stopping) => runDue(await databaseNow(), stopping, ['portal', 'folder']),
  },
  // Servers of others may be slow or away: each kind is waited for by a job of its own, and holds up nobody else.
  'deliver-by-graph': { everySeconds: 60, run: (stopping) => deliverDue(null, stopping, ['graph']) },
  'deliver-by-sftp': { everySeconds: 60, run: (stopping) => deliverDue(null, stopping, ['sftp']) },
  'send-mails': { everySeconds: 60, run: (stopping) => sendMails(MAIL_WRITERS, { stopping }) },
  'seal-ledger': { everySeconds: 10, run: () => sealLedger('recent') },
  // A day has one anchor; asking often only means that it comes soon after midnight.
  'anchor-ledger': { everySeconds: 600, run: anchorLedger },
  'ask-contacts': { everySeconds: 3_600, run: askContacts },
  'ask-outcomes': { everySeconds: 3_600, run: askOutcomes },
  'settle-answers': { everySeconds: 60, run: settleAnswers },
  // What people change themselves is told at once; this tells what imports changed, and what was published before and is read after.
  'tell-recipients': { everySeconds: 300, run: tellRecipients },
  'tell-notices': { everySeconds: 3_600, run: tellNotices },
  'erase-found': { everySeconds: 3_600, run: eraseFound },
  'remind-of-requests': { everySeconds: 3_600, run: remindOfRequests },
  // What must stay so is known outside the database, too.
  'keep-erasure-list': { everySeconds: 60, run: keepErasureList },
  'keep-mark-list': { everySeconds: 60, run: keepMarkList },
  'expire-files': { everySeconds: 3_600, run: recorded('report-file', 'time-over', expireFiles) },
  'sweep-removed-files': { everySeconds: 3_600, run: sweepRemovedFiles },
  // Reminders come at their hour or a few minutes after.
  'watch-breaches': { everySeconds: 300, run: watchBreaches },
  'forget-uploads': { everySeconds: 3_600, run: recorded('upload', 'time-over', () => forgetUploads()) },
  'forget-recordings': {
    everySeconds: 3_600,
    run: recorded('recording', 'time-over', async () => (await forgetRecordings()).recordings),
  },
  'forget-undoable': { everySeconds: 600, run: forgetUndoable },
  'forget-old-sign-ins': { everySeconds: 3_600, run: recorded('sign-in', 'time-over', forgetOldSignIns) },
  'forget-old-registrations': {
    everySeconds: 3_600,
    run: recorded('registration', 'not-confirmed', forgetOldRegistrations),
  },
  // First warned, then gone (R2); and what goes by its age alone.
  'warn-inactive': { everySeconds: 3_600, run: warnInactive },
  'run-retention': { everySeconds: 3_600, run: runRetention },
  'forget-by-age': { everySeconds: 3_600, run: forgetByAge },
};

export type StartedWorker = { /** Starts nothing new and waits for what is under way. */ close(): Promise<void> };

/** Does every job now and again at its pace, together with however many other workers there are. */
export async function startWorker(): Promise<StartedWorker> {
  const jobs = Object.entries(JOBS).map(([name, { everySeconds, run }]) => ({
    name,
    everySeconds,
    run: async (stopping: AbortSignal) => {
      // Nothing is begun on the rows of yesterday before what must not come back is gone again.
      if ((await findRestoring()) !== null) return;
      await keepBrand();
      await run(stopping);
    },
  }));
  const queue = await openJobQueue(jobs);
  return { close: () => queue.close(STOP_WITHIN_MS) };
}

if (import.meta.main) {
  giveWayToPages();
  const worker = await startWorker();
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void worker.close().then(closePortal);
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
