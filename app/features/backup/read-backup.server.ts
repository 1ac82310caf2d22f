// Reads a backup before anything is written: that it is finished, ours, whole and unchanged to the last byte.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { hashFile } from '#app/features/reporting/report-files.server.ts';
import { tableFile } from '#app/platform/dump-database.server.ts';
import { env } from '#app/platform/env.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { Progress } from './make-backup.server.ts';
import { isSignedBy, MANIFEST, parseManifest, SIGNATURE, tombstoneCheckOf, type Manifest } from './manifest.ts';

export type ReadBackup = {
  readonly manifest: Manifest;
  /** Names this very backup. */
  readonly signature: string;
};

const read = (folder: string, name: string): Promise<string | null> =>
  readFile(join(folder, name), 'utf8').catch(() => null);

/** Gives the manifest, or in words why this is no backup that can be used here. */
export async function readManifest(folder: string): Promise<Result<ReadBackup, string>> {
  const [text, signature] = [await read(folder, MANIFEST), await read(folder, SIGNATURE)];
  if (text === null || signature === null)
    return refused(`${folder} is no finished backup: it has no ${text === null ? MANIFEST : SIGNATURE}.`);
  if (!isSignedBy(env().auditAnchorKey, text, signature))
    return refused(
      'The manifest was changed, or signed with another AUDIT_ANCHOR_KEY. Use the key of the portal that made the backup.',
    );
  const parsed = parseManifest(text);
  if ('fault' in parsed) return refused(`The manifest can't be used: ${parsed.fault}.`);
  if (parsed.manifest.tombstoneCheck !== tombstoneCheckOf(env().tombstoneKey))
    return refused(
      'TOMBSTONE_KEY is another one than when the backup was made: nobody who was erased since would be found again. Use the key of then.',
    );
  return ok({ manifest: parsed.manifest, signature: signature.trim() });
}

async function faultOf(path: string, wanted: { bytes: number; sha256: string }): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 'is missing';
  if (found.size !== wanted.bytes) return `has ${found.size} bytes and not ${wanted.bytes}`;
  return (await hashFile(path)) === wanted.sha256 ? null : 'was changed: its hash is another one';
}

/** The first file that is not as the manifest says, in words; null when all are. */
export async function findDamage(folder: string, manifest: Manifest, progress: Progress): Promise<string | null> {
  const wanted = [
    ...manifest.tables.map((table) => ({ ...table, path: tableFile(folder, table.table) })),
    ...manifest.files.map((file) => ({ ...file, path: join(folder, 'files', file.name) })),
  ];
  progress(`Reading ${wanted.length} files of the backup again`);
  for (const { path, ...file } of wanted) {
    const fault = await faultOf(path, file);
    if (fault !== null) return `${path} ${fault}. Nothing was restored.`;
  }
  return null;
}
