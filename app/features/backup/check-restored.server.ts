// Reads again what was restored: that every report file that is here is the one that was checked, that the chain of events holds, and that it fits its anchors. Anchors made after the
// backup speak of a chain that is no more: they are set aside, and the ledger says so.
import { setAnchorsAside, readFiles, writeMissingFiles } from '#app/features/ledger/anchor-files.server.ts';
import { readChain } from '#app/features/ledger/read-chain.server.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { buildPath, hashFile } from '#app/features/reporting/report-files.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { Manifest } from './manifest.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const READ_LIMIT_MS = 5 * 60_000;

export type Checked = {
  /** Report files that are the ones that were checked. */
  readonly files: number;
  /** Files that the database speaks of and nobody has any more: their runs can be built again, their bytes can't. */
  readonly lacking: readonly string[];
  readonly sealed: number;
  /** Anchors of the time after the backup. */
  readonly anchorsAside: number;
};

type Listed = { runId: number; number: number; sha256: string };

async function readFilesAgain(): Promise<Result<Pick<Checked, 'files' | 'lacking'>, string>> {
  const { rows } = await inRoleSql(
    'psa_worker',
    SYSTEM,
    (client) =>
      client.query<Listed>(
        `select run_id as "runId", number, sha256 from builds where file_removed_at is null order by run_id, number`,
      ),
    { readOnly: true, timeoutMs: READ_LIMIT_MS },
  );
  let files = 0;
  const lacking: string[] = [];
  for (const { runId, number, sha256 } of rows) {
    const found = await hashFile(buildPath(runId, number)).catch(() => null);
    if (found === null) lacking.push(`run-${runId}-${number}.xlsx`);
    else if (found === sha256) files++;
    else return refused(`The file of run ${runId}, build ${number}, is not the one that was checked.`);
  }
  return ok({ files, lacking });
}

async function settleAnchors(cutOff: string): Promise<number> {
  const { rows } = await inRoleSql('psa_worker', SYSTEM, (client) =>
    client.query<{ day: string; position: string; head: string; signature: string }>(
      'select day::text, position, head, signature from audit_anchors order by day',
    ),
  );
  const known = new Map(rows.map((row) => [row.day, row.head]));
  const since = (await readFiles()).filter(({ day, head }) => known.get(day) !== head).map(({ day }) => day);
  const aside = await setAnchorsAside(new Set(since), `before-restore-of-${cutOff.replaceAll(':', '')}`);
  await writeMissingFiles(rows.map((row) => ({ ...row, position: Number(row.position) })));
  return aside;
}

/** Reads it all again and records the restore. Refused in words where something does not hold. */
export async function checkRestored(
  { cutOff, tables }: Manifest,
  { erasedAgain }: { erasedAgain: number },
): Promise<Result<Checked, string>> {
  const files = await readFilesAgain();
  if (!files.ok) return files;
  const anchorsAside = await settleAnchors(cutOff);
  const chain = await readChain(SYSTEM);
  if (!chain.ok) return refused(`The chain of events does not hold: ${chain.what}`);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  await inRoleSql('psa_worker', SYSTEM, (client) =>
    appendEvent(client, { event: 'backup.restored', details: { cutOff, rows, erasedAgain, anchorsAside } }),
  );
  return ok({ ...files.value, sealed: chain.sealed, anchorsAside });
}
