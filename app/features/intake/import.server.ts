// Imports a file: all of it or nothing, in one transaction, and the same file again changes nothing.
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { actorSettings, type StaffActor, type SystemActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { AttestedNotice } from './apply-registrations.server.ts';
import { appendBatch, IMPORT_LOCK, tellableName, type BatchFacts } from './batch.server.ts';
import type { Encoding } from './decode-text.ts';
import type { ImportKind } from './match-columns.ts';
import { parseApart } from './parse-apart.server.ts';
import type { AnyParsed } from './parse-file.ts';
import { planFile, type Planned } from './plan-file.server.ts';
import type { Tally } from './plan-import.ts';
import { refuse, type Refused } from './refusals.ts';
import { aboutTheFile, gatherRefused, type RefusedRow } from './refused-rows.ts';

export type ImportOrder = {
  readonly kind: ImportKind;
  readonly bytes: Uint8Array;
  /** As the sender called it; kept for people to recognise it by. */
  readonly fileName: string;
  /** For files that are not UTF-8 and have no byte order mark. */
  readonly encoding?: Encoding;
  /** Tells what would happen, and changes nothing. */
  readonly dryRun?: boolean;
  /** Imports the rows that can be, although others are refused. */
  readonly acceptValid?: boolean;
  /** Registrations only: somebody attests that everybody in the file was given this version. Without it they are in no report. */
  readonly notice?: AttestedNotice;
};

/** In rows. `created`, `changed` and `same` are 0 when nothing is imported because of refused rows. */
export type ImportResult = {
  readonly read: number;
  readonly created: number;
  readonly changed: number;
  readonly same: number;
  readonly refused: readonly Refused[];
  /** The same, row by row, each whole. */
  readonly refusedRows: readonly RefusedRow[];
  /** Of the import, if anything was kept. */
  readonly batchId?: number;
};

export const WRITE_LIMIT_MS = 120_000;
const NOTHING: Tally = { created: 0, changed: 0, same: 0 };

export async function isNotice(client: PoolClient, version: number): Promise<boolean> {
  const found = await client.query('select from privacy_notice_texts where version = $1 limit 1', [version]);
  return found.rowCount !== 0;
}

/** Thrown to roll back what was only tried. */
class TriedOnly extends Error {
  readonly result: ImportResult;
  constructor(result: ImportResult) {
    super('Nothing was to be kept');
    this.result = result;
  }
}

/** The batch, what it writes, and the event, in one transaction. Gives the batch's id. */
export async function writeImport(
  client: PoolClient,
  planned: Planned,
  file: Omit<BatchFacts, 'tally' | 'refused'>,
  tellAfterMinutes = 0,
): Promise<number> {
  const refusedRows = new Set(planned.refused.map(({ row }) => row)).size;
  const batchId = await appendBatch(client, { ...file, tally: planned.tally, refused: refusedRows });
  await planned.apply(batchId, tellAfterMinutes);
  await appendEvent(client, {
    event: 'import.applied',
    subjectId: batchId,
    details: { kind: file.kind, read: file.read, ...planned.tally, refused: refusedRows },
  });
  return batchId;
}

export const takeImportTurn = (client: PoolClient): Promise<unknown> =>
  client.query('select pg_advisory_xact_lock($1)', [IMPORT_LOCK]);

async function importParsed(client: PoolClient, order: ImportOrder, parsed: AnyParsed): Promise<ImportResult> {
  const notice = order.notice ?? null;
  await takeImportTurn(client);
  if (notice !== null && !(await isNotice(client, notice.version))) {
    const unknown = refuse('notice-unknown', null, null, `version ${notice.version}`);
    return { read: parsed.read, ...NOTHING, refused: [unknown], refusedRows: [] };
  }
  const planned = await planFile(client, parsed, notice);
  const { refused } = planned;
  const refusedRows = gatherRefused(order.kind, refused, parsed.unread, parsed.rows);
  if (refused.length > 0 && order.acceptValid !== true) return { read: parsed.read, ...NOTHING, refused, refusedRows };
  // A dry run writes everything too, so that what the database would refuse is known; then it is rolled back.
  const batchId = await writeImport(client, planned, {
    kind: order.kind,
    fileName: tellableName(order.fileName),
    sha256: createHash('sha256').update(order.bytes).digest('hex'),
    noticeVersion: notice?.version ?? null,
    attestedBy: notice?.by ?? null,
    read: parsed.read,
  });
  const result = { read: parsed.read, ...planned.tally, refused, refusedRows };
  if (order.dryRun === true) throw new TriedOnly(result);
  return { ...result, batchId };
}

/**
 * Imports a file for an actor who may. Refused rows come with their number, column and reason, and then nothing is imported unless
 * `acceptValid`. Throws only on surprises; whatever happens, the import is there whole or not at all.
 */
export async function importBytes(actor: StaffActor | SystemActor, order: ImportOrder): Promise<ImportResult> {
  const { kind, bytes, fileName, encoding } = order;
  const parsed = await parseApart({ kind, bytes, fileName, encoding });
  if (!parsed.ok) return { read: 0, ...NOTHING, refused: parsed.reason, refusedRows: aboutTheFile(parsed.reason) };
  try {
    return await inRoleSql('psa_worker', actorSettings(actor), (client) => importParsed(client, order, parsed.value), {
      timeoutMs: WRITE_LIMIT_MS,
    });
  } catch (error) {
    if (error instanceof TriedOnly) return error.result;
    throw error;
  }
}
