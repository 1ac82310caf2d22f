// Sends many rows to PostgreSQL at once: into a table of the transaction, by COPY, from which set-based statements then work.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

type Value = string | number | null;

const ROWS_PER_CHUNK = 2_000;

/** COPY's text form: tabs and line breaks are escaped, and so is what escapes them. */
function escape(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  return /[\\\t\n\r]/.test(value)
    ? value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : value;
}

function* chunks(rows: readonly (readonly Value[])[]): Generator<string> {
  for (let start = 0; start < rows.length; start += ROWS_PER_CHUNK) {
    let text = '';
    for (const row of rows.slice(start, start + ROWS_PER_CHUNK)) text += `${row.map(escape).join('\t')}\n`;
    yield text;
  }
}

/** Makes a table that ends with the transaction. Takes a name and `column type` pairs, which are ours, and the rows in that order. */
export async function makeBulkTable(
  client: PoolClient,
  name: string,
  columns: string,
  rows: readonly (readonly Value[])[],
): Promise<void> {
  await client.query(`create temporary table ${name} (${columns}) on commit drop`);
  if (rows.length === 0) return;
  await pipeline(Readable.from(chunks(rows)), client.query(copyFrom(`copy ${name} from stdin`)));
}
