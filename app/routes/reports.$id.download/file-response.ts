import { createReadableStreamFromReadable } from '@remix-run/node';
import type { ReadStream } from 'node:fs';

type Described = { fileName: string; bytes: number };

function headersFor({ fileName, bytes }: Described): Record<string, string> {
  return {
    'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Content-Length': String(bytes),
    'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
  };
}

/** A workbook as a download. */
export function fileResponse(file: Described & { stream: ReadStream }): Response {
  return new Response(createReadableStreamFromReadable(file.stream), { headers: headersFor(file) });
}

/** What a HEAD request is told: the same headers, and nothing is opened, disclosed or recorded. */
export function fileHeadResponse(file: Described): Response {
  return new Response(null, { headers: headersFor(file) });
}
