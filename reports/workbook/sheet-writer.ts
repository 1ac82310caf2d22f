/** Writes one sheet of rows: the shell's beginning, the rows' own XML in blocks of bytes, the shell's end. */
import { compareRows, type AdmittedRows, type Row } from '../admission.ts';
import { MOST_DATA_ROWS } from './limits.ts';
import { RowEncoder } from './row-encoder.ts';
import type { SheetShell } from './shell.ts';
import { WorkbookError } from './workbook-error.ts';
import { BLOCKS_IN_FLIGHT, type ZipPart, type ZipWriter } from './zip-writer.ts';

/** Bytes of XML to a block. Blocks end by their own length, not by how rows arrive, so bytes never depend on batches. */
const BLOCK = 262_144;
const BLOCK_ROOM = BLOCK + 16_384;

/** Blocks to write into. They go round: encoded, deflated, free again. */
class Blocks {
  readonly #free: Buffer[] = [];
  take = (): Buffer => this.#free.pop() ?? Buffer.allocUnsafeSlow(BLOCK_ROOM);
  give = (block: Buffer): void => {
    // One that a long row made grow is not kept.
    if (block.length === BLOCK_ROOM && this.#free.length <= BLOCKS_IN_FLIGHT) this.#free.push(block);
  };
}
const blocks = new Blocks();

/**
 * Writes the sheet and gives its number of data rows. Throws WorkbookError for a row that no workbook can hold, and for
 * exam rows out of their own order.
 */
export async function writeSheet(
  zip: ZipWriter,
  shell: SheetShell,
  batches: AsyncIterable<AdmittedRows> | Iterable<AdmittedRows>,
): Promise<number> {
  const encoder = new RowEncoder(shell.name, shell.cells, blocks.take());
  encoder.raw(shell.head);
  let part: ZipPart | null = null;
  let count = 0;
  let previous: Row | null = null;
  try {
    for await (const batch of batches) {
      if (count + batch.length > MOST_DATA_ROWS) throw tooManyRows(shell.name);
      for (const row of batch) {
        if (shell.sorted && previous && compareRows(previous, row) > 0) throw outOfOrder(shell.name, count + 2);
        previous = row;
        encoder.row(row, ++count + 1);
        if (encoder.length >= BLOCK) {
          part ??= await zip.open(shell.part);
          await writeBlock(part, encoder);
        }
      }
    }
    encoder.raw(shell.tail(count));
    if (part) {
      await writeBlock(part, encoder);
      await part.end();
    } else {
      const whole = encoder.take(Buffer.alloc(0));
      const reuse = (): void => blocks.give(Buffer.from(whole.buffer));
      zip.add(shell.part, whole).then(reuse, reuse);
    }
    return count;
  } catch (error) {
    part?.abandon();
    throw error;
  }
}

function writeBlock(part: ZipPart, encoder: RowEncoder): Promise<void> {
  const block = encoder.take(blocks.take());
  return part.write(block, () => blocks.give(Buffer.from(block.buffer)));
}

const tooManyRows = (sheet: string): WorkbookError =>
  new WorkbookError('too-many-rows', sheet, MOST_DATA_ROWS + 2, `Excel takes ${MOST_DATA_ROWS} rows of data`);

const outOfOrder = (sheet: string, row: number): WorkbookError =>
  new WorkbookError('not-in-order', sheet, row, 'rows must stand in the order of their own values');
