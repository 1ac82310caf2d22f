// Reads what the page of an upload shows, and its refused rows as a file. What it shows of people is told to the ledger: beside what the file says stands
// what the register holds, or that it holds nothing.
import { open } from 'node:fs/promises';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { COLUMNS } from './match-columns.ts';
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

/** Whoever reads rows about people is written down, before they are shown. Each person counts once, however many rows are theirs. */
async function tellRead(
  actor: StaffActor,
  { kind }: Upload,
  rows: readonly PageRow[],
  details: { readonly page: 'import' | 'import-refused'; readonly rows: RowFate },
): Promise<void> {
  const columns: readonly string[] = COLUMNS[kind];
  const email = columns.indexOf('email');
  if (email === -1 || rows.length === 0) return;
  // A row that was refused for it may have no address.
  const people = new Set(rows.map(({ number, cells }) => cells[email]?.trim().toLowerCase() || number));
  await inRoleSql('psa_portal', actorSettings(actor), (client) =>
    appendEvent(client, { event: 'people.read', fields: columns, details: { ...details, count: people.size } }),
  );
}

export type UploadPage = {
  readonly upload: Upload;
  /** Null while it is read, and when nothing of it is there any more. */
  readonly contents: Omit<Contents, 'pages'> | null;
  readonly rows: ShownRows | null;
};

export async function getUploadPage(
  actor: StaffActor,
  upload: Upload,
  asked: { readonly fate: RowFate | null; readonly page: number },
): Promise<UploadPage> {
  const contents = upload.state === 'read' ? await findContents(upload) : null;
  if (contents === null) return { upload, contents, rows: null };
  const { form, faults } = contents;
  const hasPlan = (upload.summary?.plan ?? null) !== null;
  const rows = hasPlan ? await readRows(upload, contents, asked) : null;
  if (rows !== null) await tellRead(actor, upload, rows.rows, { page: 'import', rows: rows.fate });
  return { upload, contents: { form, faults }, rows };
}

/** All refused rows, each whole, as a CSV file to mend and drop again. Taking them along is written down, each time. */
export async function takeRefused(actor: StaffActor, upload: Upload): Promise<string | null> {
  const contents = await findContents(upload);
  if (contents === null) return null;
  const rows = await readPages(upload.id, contents.pages.refused);
  await tellRead(actor, upload, rows, { page: 'import-refused', rows: 'refused' });
  return renderRefusedPages(upload.kind, rows);
}
