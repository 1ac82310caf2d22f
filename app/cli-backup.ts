// `psa backup` and `psa restore`: a copy of everything that the portal needs, and the way back from it.
import type { Command } from 'commander';
import { makeBackup, type Progress } from '#app/features/backup/make-backup.server.ts';
import { WHILE_RESTORING } from '#app/features/backup/restoring.server.ts';
import { restoreBackup, type Restored, type Since } from '#app/features/backup/restore-backup.server.ts';
import { print, RefusedError, type Output, type Perform } from './cli-output.ts';

/** What is being done goes beside the answer, for whoever watches. */
const progressOf =
  ({ json, complain }: Output): Progress =>
  (line) => {
    if (!json) complain(`${line}\n`);
  };

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

async function backup(output: Output, folder: string): Promise<void> {
  const made = await makeBackup(folder, progressOf(output));
  if (!made.ok)
    throw new RefusedError(
      made.reason === 'restoring' ? WHILE_RESTORING : `'${folder}' is there already and not empty: say a new folder`,
    );
  const { rows, tables, files, lacking, cutOff, bytes } = made.value;
  print(output, made.value, [
    `${made.value.folder} holds everything as of ${cutOff}: ${counted(rows, 'row', 'rows')} of ${tables} tables, ${counted(files, 'report file', 'report files')}, ${Math.ceil(bytes / 1_000_000)} MB.`,
    ...(lacking.length > 0
      ? [`Missing or altered in the data folder, and left out: ${lacking.join(', ')}. Look into it.`]
      : []),
    'It holds personal data: keep it encrypted. Keep the folder journal/ of PSA_DATA_DIR apart from it, and the secrets apart from both.',
  ]);
}

const sinceLines = ({ suppressed, marks, mails, deliveries }: Since): string[] => [
  `Since the backup: ${counted(suppressed, 'address', 'addresses')} kept out, ${counted(marks, 'mark', 'marks')} of restrictions, objections, withdrawals and lost rights, ${counted(mails, 'mail', 'mails')} and ${counted(deliveries.delivered, 'delivery', 'deliveries')} that had gone.`,
  ...(deliveries.unknown > 0
    ? [`${counted(deliveries.unknown, 'delivery', 'deliveries')} of which nobody knows: the channel is asked first.`]
    : []),
  ...(deliveries.forAPerson.length > 0
    ? [`Left since with other bytes, and for a person to decide (/admin/runs): ${deliveries.forAPerson.join(', ')}.`]
    : []),
  ...(deliveries.ofNoAgreement.length > 0
    ? [`Left under agreements that the backup does not know: ${deliveries.ofNoAgreement.join(', ')}.`]
    : []),
];

const restoredLines = ({ cutOff, rows, files, erasedAgain, since, filesRemoved, checked }: Restored): string[] => [
  `Restored as of ${cutOff}: ${counted(rows, 'row', 'rows')}, ${counted(files, 'report file', 'report files')}.`,
  `${counted(erasedAgain, 'person', 'people')} erased again. Everybody signs in anew; open invitations are withdrawn.`,
  ...(since === null
    ? ['An earlier attempt had brought in the rows; this one went on from there.']
    : sinceLines(since)),
  `The chain holds: ${checked.sealed} events. ${counted(checked.files, 'report file is', 'report files are')} as they were checked.${checked.anchorsAside > 0 ? ` ${counted(checked.anchorsAside, 'anchor', 'anchors')} made after the backup set aside.` : ''}`,
  ...(filesRemoved > 0
    ? [`${counted(filesRemoved, 'file', 'files')} of after the backup removed: nothing here names them.`]
    : []),
  ...(checked.lacking.length > 0 ? [`Nobody has these files any more: ${checked.lacking.join(', ')}.`] : []),
  'The portal is open: start its processes.',
];

async function restore(output: Output, folder: string, withoutJournal: boolean): Promise<void> {
  const restored = await restoreBackup(folder, progressOf(output), { withoutJournal });
  if (!restored.ok) throw new RefusedError(restored.reason);
  print(output, restored.value, restoredLines(restored.value));
}

/** Adds `backup` and `restore`. */
export function addBackupVerbs(program: Command, perform: Perform): void {
  program
    .command('backup <DIR>')
    .description('write everything as of this moment into a new folder; people go on working')
    .action((folder: string) => perform((output) => backup(output, folder)));
  program
    .command('restore <DIR>')
    .description(
      'fill an empty, equally migrated database from a backup; whoever was erased since is erased again, and nothing that left since is sent again',
    )
    .option('--without-journal', 'also where the journal of erasures is lost: whoever was erased since is here again')
    .action((folder: string, { withoutJournal }: { withoutJournal?: boolean }) =>
      perform((output) => restore(output, folder, withoutJournal === true)),
    );
}
