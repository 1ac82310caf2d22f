// Restores a backup into an empty database and opens the portal only when whatever must not come back is gone again: who was erased since, what was taken back since, and what had left
// since. All of that is known from the journal in the data folder, outside the database.
import { copyFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

import { readRememberedDeliveries } from '#app/features/delivery/delivery-journal.server.ts';
import { forgetUploads } from '#app/features/intake/forget-uploads.server.ts';
import { readRememberedMails } from '#app/features/mail/mail-journal.server.ts';
import { readErasureList, type ErasureList } from '#app/features/privacy/erasure-list.server.ts';
import { readMarks } from '#app/features/privacy/mark-list.server.ts';
import { reopenObjections } from '#app/features/privacy/reopen-objections.server.ts';
import { removeUnnamedFiles } from '#app/features/privacy/removed-files.server.ts';
import { RESTORING } from '#app/features/settings/brand.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { checkTarget, loadDatabase, LoadRefusedError } from '#app/platform/load-database.server.ts';
import { asOwner } from '#app/platform/migrate-database.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { applyDeliveries, type AppliedDeliveries } from './apply-deliveries.server.ts';
import { applyMails } from './apply-mails.server.ts';
import { applyMarks, applySuppressions, closeWaysIn, countAsUsed } from './apply-marks.server.ts';
import { findJournalFault } from './check-journal.server.ts';
import { checkRestored, type Checked } from './check-restored.server.ts';
import { eraseAgain } from './erase-again.server.ts';
import { readGivenNumbers, writeDownNumbers } from './given-numbers.server.ts';
import type { Progress } from './make-backup.server.ts';
import { findDamage, readManifest, type ReadBackup } from './read-backup.server.ts';
import { findRestoring } from './restoring.server.ts';

/** Nobody drops a file while the portal is closed. */
const ANY_AGE = -Infinity;

export type Restored = {
  readonly cutOff: string;
  readonly rows: number;
  readonly files: number;
  /** People who had been erased after the backup, and were again. */
  readonly erasedAgain: number;
  /** Addresses, marks and mails that the backup did not know. Null when an earlier attempt had brought them in. */
  readonly since: Since | null;
  /** Files of the time after the backup, of reports and on their way in, that nothing here names: removed. */
  readonly filesRemoved: number;
  readonly checked: Checked;
};
export type Since = {
  readonly suppressed: number;
  readonly marks: number;
  readonly mails: number;
  readonly deliveries: AppliedDeliveries;
};

export type RestoreOptions = {
  /** Also with a journal that lacks what the backup shows that it held: there is no other, and somebody answers for it. */
  readonly withoutJournal: boolean;
};

type Journal = {
  readonly erasures: ErasureList;
  readonly marks: Awaited<ReturnType<typeof readMarks>>;
  readonly deliveries: Awaited<ReturnType<typeof readRememberedDeliveries>>;
  readonly mails: Awaited<ReturnType<typeof readRememberedMails>>;
  readonly given: Awaited<ReturnType<typeof readGivenNumbers>>;
};

/** What left on the day of the backup may have left before or after it: both months are read, and what is known already changes nothing. */
async function readJournals(cutOff: string): Promise<Journal> {
  const month = cutOff.slice(0, 7);
  return {
    erasures: await readErasureList(),
    marks: await readMarks(),
    deliveries: await readRememberedDeliveries(month),
    mails: await readRememberedMails(month),
    given: await readGivenNumbers(),
  };
}

const unreadOf = ({ erasures, marks, deliveries, mails, given }: Journal): number =>
  erasures.unread + marks.unread + deliveries.unread + mails.unread + given.unread;

/** In the transaction that fills the database: whoever looks afterwards sees the rows with all of it, and closed. */
async function bringIn(client: pg.Client, journal: Journal, { manifest, signature }: ReadBackup): Promise<Since> {
  await client.query(`select set_config('psa.actor_kind', 'system', true)`);
  const since = {
    suppressed: await applySuppressions(client, journal.erasures),
    marks: await applyMarks(client, journal.marks.marks, manifest.cutOff),
    mails: await applyMails(client, journal.mails.mails),
    deliveries: await applyDeliveries(client, journal.deliveries.entries),
  };
  await countAsUsed(client);
  await closeWaysIn(client);
  await client.query(`insert into settings (name, value) values ($1, to_jsonb($2::text))`, [RESTORING, signature]);
  return since;
}

/** Puts the report files where the portal looks for them. One that stands there under the same name is of a time that is no more. */
async function putFiles(folder: string, { manifest }: ReadBackup): Promise<void> {
  await mkdir(dataPath('files'), { recursive: true, mode: 0o700 });
  for (const { name } of manifest.files) {
    const to = dataPath('files', name);
    await copyFile(join(folder, 'files', name), `${to}.restored`);
    await rename(`${to}.restored`, to);
  }
}

async function load(
  folder: string,
  backup: ReadBackup,
  journal: Journal,
  progress: Progress,
  { withoutJournal }: RestoreOptions,
): Promise<Since> {
  let since: Since | undefined;
  await asOwner(async (ownerUrl) => {
    await checkTarget(ownerUrl, backup.manifest);
    const damage = await findDamage(folder, backup.manifest, progress);
    if (damage !== null) throw new LoadRefusedError(damage);
    await loadDatabase(ownerUrl, folder, backup.manifest, {
      givenSince: journal.given.numbers,
      onTable: ({ table, rows }, index, count) => progress(`${index} of ${count}  ${table}: ${rows} rows`),
      finish: async (client) => {
        const fault = withoutJournal ? null : await findJournalFault(client, journal.erasures, backup.manifest.cutOff);
        if (fault !== null) throw new LoadRefusedError(`${fault} Nothing was restored.`);
        since = await bringIn(client, journal, backup);
        await writeDownNumbers(client);
      },
    });
  });
  if (since === undefined) throw new Error('Nothing was restored');
  return since;
}

const open = (): Promise<unknown> =>
  inRoleSql('psa_portal', { 'psa.actor_kind': 'system' }, (client) =>
    client.query('delete from settings where name = $1', [RESTORING]),
  );

/**
 * Restores the backup in `folder`. Refused in words, with nothing changed; or with the portal still closed where what was restored does not hold. Said
 * again for the same backup after an interruption, it goes on where it was.
 */
export async function restoreBackup(
  folder: string,
  progress: Progress,
  options: RestoreOptions,
): Promise<Result<Restored, string>> {
  const read = await readManifest(folder);
  if (!read.ok) return read;
  const { manifest, signature } = read.value;
  const journal = await readJournals(manifest.cutOff);
  if (unreadOf(journal) > 0) progress(`${unreadOf(journal)} lines of the journal can't be read and are left out`);
  const restoring = await findRestoring();
  if (restoring !== null && restoring !== signature)
    return refused('Another backup is being restored here: say that one again, or begin with a new database.');
  let since: Since | null = null;
  if (restoring === null) {
    try {
      since = await load(folder, read.value, journal, progress, options);
    } catch (error) {
      if (error instanceof LoadRefusedError) return refused(error.message);
      throw error;
    }
  } else if (!options.withoutJournal) {
    // Said again, perhaps elsewhere: what is erased below is by the journal of now.
    const fault = await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, (client) =>
      findJournalFault(client, journal.erasures, manifest.cutOff),
    );
    if (fault !== null) return refused(`${fault} The portal stays closed.`);
  }
  progress('Putting report files in their place');
  await putFiles(folder, read.value);
  progress('Erasing again whoever was erased since');
  const erasedAgain = await eraseAgain(journal.erasures);
  const reopened = await reopenObjections();
  if (reopened > 0) progress(`${reopened} objections of after the backup are open again, without what was said`);
  progress('Removing files that nothing names any more');
  const filesRemoved = (await removeUnnamedFiles()) + (await forgetUploads(ANY_AGE));
  progress('Reading the chain of events and the files again');
  const checked = await checkRestored(manifest, { erasedAgain });
  if (!checked.ok) return refused(`${checked.reason} The portal stays closed.`);
  await open();
  return ok({
    cutOff: manifest.cutOff,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.files.length,
    erasedAgain,
    since,
    filesRemoved,
    checked: checked.value,
  });
}
