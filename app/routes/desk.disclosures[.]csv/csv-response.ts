import { createReadableStreamFromReadable } from '@remix-run/node';
import { Readable } from 'node:stream';

export const CSV_HEADERS = { 'Content-Type': 'text/csv; charset=utf-8', 'Cache-Control': 'no-store' };

/** CSV as a download, sent as it is written. */
export const csvResponse = (fileName: string, text: AsyncIterable<string> | Iterable<string>): Response =>
  new Response(createReadableStreamFromReadable(Readable.from(text)), {
    headers: { ...CSV_HEADERS, 'Content-Disposition': `attachment; filename="${fileName}"` },
  });
