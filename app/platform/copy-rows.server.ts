// Streams the rows of a COPY … TO STDOUT from a connection, and gives the connection back fit for its next query.
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { readCopyText } from './copy-text.ts';

/**
 * Batches of rows as text fields (null for SQL null), read as fast as they are taken. Ends when the server has finished the
 * statement; a reader that stops early waits for the rest to pass by, since a COPY can't be left in the middle.
 */
export async function* copyRows(client: PoolClient, select: string): AsyncGenerator<(string | null)[][]> {
  const stream = copyTo(`copy (${select}) to stdout`);
  const finished = new Promise<void>((resolve) => {
    Object.assign(stream, { handleReadyForQuery: resolve });
  });
  client.query(stream);
  try {
    yield* readCopyText(stream.iterator({ destroyOnReturn: false }));
  } finally {
    if (stream.errored === null) {
      stream.resume();
      await finished;
    }
  }
}
