// The `import` verbs of the command line.
import type { Command } from 'commander';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { ENCODINGS, type Encoding } from '#app/features/intake/decode-text.ts';
import { importBytes, type ImportResult } from '#app/features/intake/import.server.ts';
import { undoImport } from '#app/features/intake/undo-import.server.ts';
import { describeUndoReasons } from '#app/features/intake/undo-reasons.ts';
import { renderRefusedRows } from '#app/features/intake/refused-rows.ts';
import { print, RefusedError, type Output, type Perform } from './cli-output.ts';

const CLI = { kind: 'system', name: 'command line' } as const;
const SHOWN = 20;

type Options = {
  dryRun?: boolean;
  acceptValid?: boolean;
  notice?: string;
  attestedBy?: string;
  encoding?: string;
  refusedTo?: string;
};

function noticeOf({ notice, attestedBy }: Options): { version: number; by: string } | undefined {
  if (notice === undefined && attestedBy === undefined) return undefined;
  const version = Number(notice);
  if (!Number.isSafeInteger(version) || version < 1 || attestedBy === undefined || attestedBy.trim() === '') {
    throw new RefusedError(
      '--notice VERSION and --attested-by WHO go together: which version everybody was given, and who says so',
    );
  }
  return { version, by: attestedBy.trim() };
}

function encodingOf(text: string | undefined): Encoding | undefined {
  if (text === undefined) return undefined;
  const encoding = ENCODINGS.find((known) => known === text.toLowerCase());
  if (encoding === undefined) throw new RefusedError(`--encoding is one of ${ENCODINGS.join(', ')}`);
  return encoding;
}

/** Opened before anything is imported: a list that can't be written must not be found out afterwards. */
async function openRefused(list: string, file: string): Promise<FileHandle> {
  if (resolve(list) === resolve(file)) throw new RefusedError('--refused-to needs a file of its own');
  return open(list, 'w').catch(() => {
    throw new RefusedError(`--refused-to: '${list}' cannot be written`);
  });
}

function linesOf(result: Omit<ImportResult, 'refusedRows' | 'batchId'>, dryRun: boolean): string[] {
  const { read, created, changed, same, refused } = result;
  const rows = refused
    .slice(0, SHOWN)
    .map(({ row, column, reason }) =>
      [row === null ? 'The file' : `Row ${row}`, column === null ? '' : `, ${column}`, `: ${reason}`].join(''),
    );
  return [
    `${read} rows read: ${created} new, ${changed} changed, ${same} the same${dryRun ? ' (nothing was kept: a dry run)' : ''}`,
    ...rows,
    ...(refused.length > SHOWN ? [`… and ${refused.length - SHOWN} more; --refused-to FILE writes them all`] : []),
  ];
}

async function bringIn(
  output: Output,
  kind: 'registrations' | 'exams' | 'workshops',
  file: string,
  options: Options,
): Promise<void> {
  const notice = noticeOf(options);
  const encoding = encodingOf(options.encoding);
  const bytes = await readFile(file).catch(() => {
    throw new RefusedError(`'${file}' cannot be read`);
  });
  await using list = options.refusedTo === undefined ? null : await openRefused(options.refusedTo, file);
  const { refusedRows, batchId, ...result } = await importBytes(CLI, {
    kind,
    bytes,
    fileName: basename(file),
    dryRun: options.dryRun === true,
    acceptValid: options.acceptValid === true,
    ...(notice === undefined ? {} : { notice }),
    ...(encoding === undefined ? {} : { encoding }),
  });
  await list?.writeFile(renderRefusedRows(kind, refusedRows));
  const lines = linesOf(result, options.dryRun === true);
  if (batchId !== undefined) lines.push(`Import ${batchId}: 'import undo ${batchId}' takes it back`);
  if (result.refused.length > 0 && options.acceptValid !== true) {
    const advice = 'Nothing was imported. Mend the rows, or say --accept-valid to take the others.';
    throw new RefusedError([...lines, advice].join('\n'), result);
  }
  print(output, result, lines);
}

async function takeBack(output: Output, batch: string): Promise<void> {
  const id = /^[1-9]\d{0,8}$/.test(batch) ? Number(batch) : 0;
  const answer = await undoImport(CLI, id);
  if (answer.ok) {
    const { removed, restored } = answer.value;
    print(output, answer.value, [`Import ${id} is undone: ${removed} records removed, ${restored} as they were`]);
    return;
  }
  if (answer.reason === 'not-there') throw new RefusedError(`There is no import '${batch}'`);
  if (answer.reason === 'undone') throw new RefusedError(`Import ${id} was undone before`);
  const reasons = describeUndoReasons(answer.reason).map((words) => `- ${words}`);
  throw new RefusedError([`Import ${id} can't be undone any more:`, ...reasons].join('\n'));
}

/** Adds the `import` verbs. */
export function addImportVerbs(program: Command, perform: Perform): void {
  const verb = program.command('import').description('bring in what training centres hand over, CSV or XLSX');
  const about = {
    registrations: 'people, employers and progress: one row a person and workshop',
    exams: 'sittings and results: one row a sitting',
    workshops: 'the workshops and the exam that each leads to',
  } as const;
  for (const kind of ['registrations', 'exams', 'workshops'] as const) {
    const command = verb
      .command(`${kind} <FILE>`)
      .description(about[kind])
      .option('--dry-run', 'say what would happen, and change nothing')
      .option('--accept-valid', 'import the rows that can be, although others are refused')
      .option('--refused-to <FILE>', 'write all refused rows with their reasons to FILE, a CSV that is safe to open')
      .option('--encoding <E>', `for text files that are not UTF-8: ${ENCODINGS.join(', ')}`);
    if (kind === 'registrations') {
      command
        .option('--notice <VERSION>', 'the privacy notice that everybody in the file was given')
        .option('--attested-by <WHO>', 'who attests that');
    }
    command.action((file: string, options: Options) => perform((output) => bringIn(output, kind, file, options)));
  }
  verb
    .command('undo <BATCH>')
    .description('take an import back, while nothing newer touched its rows')
    .action((batch: string) => perform((output) => takeBack(output, batch)));
}
