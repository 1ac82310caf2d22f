// Hands a stream of rows of several runs, in run order, to one run after the other.
import type { RowBatch } from './dataset-rows.server.ts';

export type RunRows = {
  /** The batches of one run; runs are asked for in ascending order, and what an earlier one left unread is dropped. */
  rowsOf(runId: number): AsyncGenerator<RowBatch>;
  /** Throws what the reading broke on, if it did: nobody is given another row. */
  assertWhole(): void;
  close(): Promise<void>;
};

export function splitByRun(batches: AsyncGenerator<RowBatch>): RunRows {
  let next: RowBatch | undefined;
  // A reader that broke must not look like one that has no more rows.
  let broken: { readonly cause: unknown } | undefined;
  const advance = async (): Promise<void> => {
    if (broken !== undefined) throw broken.cause;
    try {
      const step = await batches.next();
      next = step.done === true ? undefined : step.value;
    } catch (cause) {
      broken = { cause };
      throw cause;
    }
  };
  let started = false;
  return {
    async *rowsOf(runId) {
      if (!started || broken !== undefined) {
        started = true;
        await advance();
      }
      while (next !== undefined && next.runId <= runId) {
        if (next.runId === runId) yield next;
        await advance();
      }
    },
    assertWhole() {
      if (broken !== undefined) throw broken.cause;
    },
    async close() {
      await batches.return(undefined);
    },
  };
}

export type RowsAhead = {
  /** True when these are all: the next run's rows may be read before they are used up. */
  readonly isWhole: boolean;
  readonly batches: AsyncIterable<RowBatch> | Iterable<RowBatch>;
};

/** Reads the rows of one run into memory as long as they are not many more than `mostRows`; what is more is read as it is used. */
export async function readAhead(batches: AsyncGenerator<RowBatch>, mostRows: number): Promise<RowsAhead> {
  const read: RowBatch[] = [];
  for (let rows = 0; rows <= mostRows;) {
    const step = await batches.next();
    if (step.done === true) return { isWhole: true, batches: read };
    read.push(step.value);
    rows += step.value.rows.length;
  }
  const all = async function* (): AsyncGenerator<RowBatch> {
    yield* read;
    yield* batches;
  };
  return { isWhole: false, batches: all() };
}
