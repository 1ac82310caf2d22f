// Makes a backup: every table as of one instant, the report files that it speaks of, and a signed manifest. It grows beside its place and is renamed once it is whole, so that
// one that was interrupted never looks like a backup. People go on working meanwhile.
import { copyFile, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { buildPath, hashFile } from '#app/features/reporting/report-files.server.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { dumpDatabase, type DumpedTable } from '#app/platform/dump-database.server.ts';
import { env } from '#app/platform/env.server.ts';
import { asOwner } from '#app/platform/migrate-database.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { findRestoring } from './restoring.server.ts';
import { FORMAT, MANIFEST, SIGNATURE, signManifest, tombstoneCheckOf, type Manifest } from './manifest.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

export type Progress = (line: string) => void;

export type Backup = {
  readonly folder: string;
  readonly cutOff: string;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
  readonly files: number;
  readonly lacking: readonly string[];
};

const LISTED = `
  select run_id as "runId", number, sha256 from builds where file_removed_at is null order by run_id, number`;
type Listed = { runId: number; number: number; sha256: string };

/** Copies what the database says there is. A file that went meanwhile, or is not what was checked, is named and left out: the rest is worth keeping. */
async function copyFiles(listed: readonly Listed[], folder: string): Promise<Pick<Manifest, 'files' | 'lacking'>> {
  const files: Manifest['files'] = [];
  const lacking: string[] = [];
  for (const { runId, number, sha256 } of listed) {
    const from = buildPath(runId, number);
    const name = basename(from);
    const to = join(folder, 'files', name);
    const copied = await copyFile(from, to).then(
      () => hashFile(to),
      () => null,
    );
    if (copied === sha256) {
      files.push({ name, bytes: (await stat(to)).size, sha256 });
      continue;
    }
    await rm(to, { force: true });
    lacking.push(name);
  }
  return { files, lacking };
}

async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  const handle = await open(path, 'r+');
  await handle.sync().finally(() => handle.close());
}

/** True for a folder that is not there or holds nothing. */
const isFree = async (folder: string): Promise<boolean> =>
  readdir(folder).then(
    (names) => names.length === 0,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT',
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/**
 * Backs up into `folder`, which must not be there yet or be empty. Refused while a restore is under way: what must not come back is still here then. Throws
 * what the database throws; then nothing is left.
 */
export async function makeBackup(
  folder: string,
  progress: Progress,
): Promise<Result<Backup, 'not-empty' | 'restoring'>> {
  if ((await findRestoring()) !== null) return refused('restoring');
  const place = resolve(folder);
  if (!(await isFree(place))) return refused('not-empty');
  const draft = join(dirname(place), `${basename(place)}.part`);
  // What an interrupted one left.
  await rm(draft, { recursive: true, force: true });
  await mkdir(join(draft, 'tables'), { recursive: true, mode: 0o700 });
  await mkdir(join(draft, 'files'), { mode: 0o700 });
  try {
    const onTable = ({ table, rows }: DumpedTable, index: number, count: number): void =>
      progress(`${index} of ${count}  ${table}: ${rows} rows`);
    let listed: Listed[] = [];
    const dump = await asOwner((ownerUrl) =>
      dumpDatabase(ownerUrl, draft, {
        onTable,
        alsoRead: async (client) => {
          listed = (await client.query<Listed>(LISTED)).rows;
        },
      }),
    );
    progress(`Copying ${listed.length} report files`);
    const copied = await copyFiles(listed, draft);
    const manifest: Manifest = {
      format: FORMAT,
      cutOff: dump.cutOff.toISOString(),
      server: dump.server,
      migrations: [...dump.migrations],
      tables: dump.tables.map((table) => ({ ...table, columns: [...table.columns] })),
      sequences: [...dump.sequences],
      ...copied,
      tombstoneCheck: tombstoneCheckOf(env().tombstoneKey),
    };
    const text = `${JSON.stringify(manifest, null, 1)}\n`;
    await writeDurably(join(draft, MANIFEST), text);
    await writeDurably(join(draft, SIGNATURE), `${signManifest(env().auditAnchorKey, text)}\n`);
    await rm(place, { recursive: true, force: true });
    await rename(draft, place);
    const made: Backup = {
      folder: place,
      cutOff: manifest.cutOff,
      tables: manifest.tables.length,
      rows: sum(manifest.tables.map(({ rows }) => rows)),
      bytes: sum([...manifest.tables, ...manifest.files].map(({ bytes }) => bytes)),
      files: manifest.files.length,
      lacking: manifest.lacking,
    };
    await inRoleSql('psa_worker', SYSTEM, (client) =>
      appendEvent(client, { event: 'backup.made', details: { rows: made.rows, files: made.files } }),
    );
    return ok(made);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}
