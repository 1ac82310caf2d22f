// Imports a file: all of it or nothing, in one transaction, and the same file again changes nothing.
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { actorSettings, type StaffActor, type SystemActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { applyExams } from './apply-exams.server.ts';
import { applyRegistrations, type AttestedNotice } from './apply-registrations.server.ts';
import { applyWorkshops } from './apply-workshops.server.ts';
import { appendBatch } from './batch.server.ts';
import type { Encoding } from './decode-text.ts';
import type { ImportKind } from './match-columns.ts';
import { parseApart } from './parse-apart.server.ts';
import type { AnyParsed } from './parse-file.ts';
import { planExams } from './plan-exams.ts';
import type { Tally } from './plan-import.ts';
import { planRegistrations } from './plan-registrations.ts';
import { planWorkshops } from './plan-workshops.ts';
import { readRegister } from './read-register.server.ts';
import { refuse, type Refused } from './refusals.ts';
import type { Register } from './register.ts';

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
};

const IMPORT_LOCK = 7_240_118;
const WRITE_LIMIT_MS = 120_000;
const NOTHING: Tally = { created: 0, changed: 0, same: 0 };

type Planned = {
  readonly tally: Tally;
  readonly refused: readonly Refused[];
  readonly apply: (batchId: number) => Promise<void>;
};

/** Reads of the register only what the rows name, and plans with it. */
async function planFor(client: PoolClient, parsed: AnyParsed, notice: AttestedNotice | null): Promise<Planned> {
  const read = (emails: readonly string[], mpnIds: readonly string[]): Promise<Register> =>
    readRegister(client, {
      emails: [...new Set(emails)],
      mpnIds: [...new Set(mpnIds)],
      sittings: parsed.kind === 'exams',
    });
  switch (parsed.kind) {
    case 'registrations': {
      const { rows, names } = parsed;
      const register = await read(
        rows.map(({ email }) => email),
        rows.map((row) => row.mpn_id),
      );
      const plan = planRegistrations(rows, names, register, notice?.version ?? null);
      return { ...plan, apply: (batchId) => applyRegistrations(client, batchId, plan, notice) };
    }
    case 'exams': {
      const { rows, names } = parsed;
      const plan = planExams(
        rows,
        names,
        await read(
          rows.map(({ email }) => email),
          [],
        ),
      );
      return { ...plan, apply: (batchId) => applyExams(client, batchId, plan) };
    }
    case 'workshops': {
      const { rows, names } = parsed;
      const plan = planWorkshops(rows, names, await read([], []));
      return { ...plan, apply: (batchId) => applyWorkshops(client, batchId, plan) };
    }
  }
}

/** A name without folders or control characters, for people to read; nothing is ever stored under it (bad-D5). */
export function tellableName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  return last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 120) || 'file';
}

async function isNotice(client: PoolClient, version: number): Promise<boolean> {
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

async function importParsed(client: PoolClient, order: ImportOrder, parsed: AnyParsed): Promise<ImportResult> {
  const notice = order.notice ?? null;
  // One import at a time: two would plan against each other's absence.
  await client.query('select pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
  if (notice !== null && !(await isNotice(client, notice.version))) {
    return {
      read: parsed.read,
      ...NOTHING,
      refused: [refuse('notice-unknown', null, null, `version ${notice.version}`)],
    };
  }
  const { tally, refused, apply } = await planFor(client, parsed, notice);
  const all = [...parsed.refused, ...refused].sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
  if (all.length > 0 && order.acceptValid !== true) return { read: parsed.read, ...NOTHING, refused: all };
  const result: ImportResult = { read: parsed.read, ...tally, refused: all };
  const refusedRows = new Set(all.map(({ row }) => row)).size;
  const batchId = await appendBatch(client, {
    kind: order.kind,
    fileName: tellableName(order.fileName),
    sha256: createHash('sha256').update(order.bytes).digest('hex'),
    noticeVersion: notice?.version ?? null,
    attestedBy: notice?.by ?? null,
    read: parsed.read,
    tally,
    refused: refusedRows,
  });
  // A dry run writes everything too, so that what the database would refuse is known; then it is rolled back.
  await apply(batchId);
  await appendEvent(client, {
    event: 'import.applied',
    subjectId: batchId,
    details: { kind: order.kind, read: parsed.read, ...tally, refused: refusedRows },
  });
  if (order.dryRun === true) throw new TriedOnly(result);
  return result;
}

/**
 * Imports a file for an actor who may. Refused rows come with their number, column and reason, and then nothing is imported unless
 * `acceptValid`. Throws only on surprises; whatever happens, the import is there whole or not at all.
 */
export async function importBytes(actor: StaffActor | SystemActor, order: ImportOrder): Promise<ImportResult> {
  const { kind, bytes, fileName, encoding } = order;
  const parsed = await parseApart({ kind, bytes, fileName, ...(encoding === undefined ? {} : { encoding }) });
  if (!parsed.ok) return { read: 0, ...NOTHING, refused: parsed.reason };
  try {
    return await inRoleSql('psa_worker', actorSettings(actor), (client) => importParsed(client, order, parsed.value), {
      timeoutMs: WRITE_LIMIT_MS,
    });
  } catch (error) {
    if (error instanceof TriedOnly) return error.result;
    throw error;
  }
}
