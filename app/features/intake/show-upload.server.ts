// Reads what the page of an upload shows, and its refused rows as a file.
import { open } from 'node:fs/promises';
import { renderRefusedPages } from './refused-rows.ts';
import { ROW_FATES, type Contents, type PageRow, type RowFate, type Upload } from './upload.ts';
import { readPart, uploadPath } from './upload-files.server.ts';

export type ShownRows = { readonly fate: RowFate; readonly page: number; readonly rows: readonly PageRow[] };

export async function findContents(upload: Upload): Promise<Contents | null> {
  const text = await readPart(upload.id, 'contents');
  return text === null ? null : (JSON.parse(text.toString()) as Contents);
}

async function readPages(id: string, places: readonly (readonly [number, number])[]): Promise<PageRow[]> {
  if (places.length === 0) return [];
  await using file = await open(uploadPath(id, 'pages'));
  const rows: PageRow[] = [];
  for (const [start, length] of places) {
    const buffer = Buffer.alloc(length);
    await file.read(buffer, 0, length, start);
    rows.push(...(JSON.parse(buffer.toString()) as PageRow[]));
  }
  return rows;
}

/** A page of the rows of one fate: as asked, or of the first that there are any of. Pages count from 1. */
export async function readRows(
  { id }: Upload,
  { pages }: Contents,
  asked: { readonly fate: RowFate | null; readonly page: number },
): Promise<ShownRows> {
  const fate = asked.fate ?? ROW_FATES.find((known) => pages[known].length > 0) ?? 'created';
  const page = Math.min(Math.max(asked.page, 1), Math.max(pages[fate].length, 1));
  return { fate, page, rows: await readPages(id, pages[fate].slice(page - 1, page)) };
}

export type UploadPage = {
  readonly upload: Upload;
  /** Null while it is read, and when nothing of it is there any more. */
  readonly contents: Omit<Contents, 'pages'> | null;
  readonly rows: ShownRows | null;
};

export async function getUploadPage(
  upload: Upload,
  asked: { readonly fate: RowFate | null; readonly page: number },
): Promise<UploadPage> {
  const contents = upload.state === 'read' ? await findContents(upload) : null;
  if (contents === null) return { upload, contents, rows: null };
  const { form, faults } = contents;
  const hasPlan = (upload.summary?.plan ?? null) !== null;
  return { upload, contents: { form, faults }, rows: hasPlan ? await readRows(upload, contents, asked) : null };
}

/** All refused rows, each whole, as a CSV file to mend and drop again. */
export async function renderRefusedOf(upload: Upload): Promise<string | null> {
  const contents = await findContents(upload);
  if (contents === null) return null;
  return renderRefusedPages(upload.kind, await readPages(upload.id, contents.pages.refused));
}
