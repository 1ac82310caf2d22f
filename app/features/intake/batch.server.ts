// The record of an import: who, which file, how many rows, and each row of the register that it made or changed, so that it can be undone.
import type { PoolClient } from 'pg';
import type { Tally } from './plan-import.ts';

/** One import, or undoing of one, at a time: two would plan against each other's absence. */
export const IMPORT_LOCK = 7_240_118;

export type BatchFacts = {
  readonly kind: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly noticeVersion: number | null;
  readonly attestedBy: string | null;
  readonly read: number;
  readonly tally: Tally;
  readonly refused: number;
};

/** A name without folders or control characters, for people to read; nothing is ever stored under it (bad-D5). */
export function tellableName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  return last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 120) || 'file';
}

/** Appends the batch for the actor of the transaction; gives its id. */
export async function appendBatch(client: PoolClient, batch: BatchFacts): Promise<number> {
  const made = await client.query<{ id: number }>(
    `insert into import_batches (kind, file_name, file_sha256, actor_kind, actor_id, notice_version, attested_by, rows_read, rows_created,
       rows_changed, rows_same, rows_refused)
     values ($1, $2, $3, coalesce(psa_actor_kind(), 'system'), psa_actor_id(), $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      batch.kind,
      batch.fileName,
      batch.sha256,
      batch.noticeVersion,
      batch.attestedBy,
      batch.read,
      batch.tally.created,
      batch.tally.changed,
      batch.tally.same,
      batch.refused,
    ],
  );
  const id = made.rows[0]?.id;
  if (id === undefined) throw new Error('The import batch was not written');
  return id;
}

type Facts = Readonly<Record<string, string | number | null>>;
export type RowChange = { readonly id: number; readonly before: Facts; readonly after: Facts };

/** Appends what changed: only the columns that differ. */
export async function appendChanges(
  client: PoolClient,
  batchId: number,
  table: string,
  changes: readonly RowChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await client.query(
    `insert into import_changes (batch_id, table_name, row_id, before, after)
     select $1, $2, c.id::text, c.before, c.after from jsonb_to_recordset($3::text::jsonb) as c (id int, before jsonb, after jsonb)`,
    [batchId, table, JSON.stringify(changes)],
  );
}

/**
 * Records the ids of the rows that `made` holds in one row (`*`), so that fifty thousand cost no more than one. Their values are not
 * recorded: the rows themselves hold them, and a copy would have to be erased with the person. `$1` is the batch.
 */
export const recordMade = (table: string): string =>
  `insert into import_changes (batch_id, table_name, row_id, before, after)
   select $1, '${table}', '*', null, jsonb_agg(id order by id) from made having count(*) > 0`;

/** Wraps an insert so that the rows it makes are recorded in the same statement. */
export const recorded = (table: string, insert: string): string =>
  `with made as (${insert} returning id) ${recordMade(table)}`;
