// Files as training centres hand them in: the sample's rows in whatever dress a test wants.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#app/platform/project-root.server.ts';
import ExcelJS from 'exceljs';

export type Cells = readonly string[];

/** The sample file's rows, the header first. No cell of the sample is quoted. */
export function sampleCells(kind: 'registrations' | 'exams' | 'workshops'): [Cells, ...Cells[]] {
  const text = readFileSync(join(projectRoot, 'prisma', 'seed', 'samples', `${kind}.csv`), 'utf8');
  const [header = [], ...rows] = text
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  return [header, ...rows];
}

type Dress = {
  readonly delimiter?: ',' | ';' | '\t';
  readonly bom?: boolean;
  readonly lineEnd?: '\n' | '\r\n';
  readonly quoteAll?: boolean;
};

export function csvText(
  rows: readonly Cells[],
  { delimiter = ',', bom = false, lineEnd = '\r\n', quoteAll = false }: Dress = {},
): string {
  const cell = (text: string) => (quoteAll || /["\r\n;,\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${bom ? '\uFEFF' : ''}${rows.map((row) => row.map(cell).join(delimiter)).join(lineEnd)}${lineEnd}`;
}

export const csv = (rows: readonly Cells[], dress?: Dress): Buffer => Buffer.from(csvText(rows, dress));

/** A workbook whose cells are text, except where a column is to hold numbers. */
export async function xlsx(rows: readonly Cells[], numeric: readonly number[] = []): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Deelnemers');
  for (const [index, row] of rows.entries()) {
    sheet.addRow(row.map((cell, column) => (index > 0 && numeric.includes(column) ? Number(cell) : cell)));
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Rows with the columns in another order: `order[i]` is which column comes i-th. */
export const reordered = (rows: readonly Cells[], order: readonly number[]): Cells[] =>
  rows.map((row) => order.map((column) => row[column] ?? ''));

export const REGISTRATION_HEADER: Cells = [
  'First name',
  'Last name',
  'E-mail',
  'Phone',
  'Country',
  'Company',
  'MPN ID',
  'Job role',
  'Workshop name',
  'Progress %',
];

/** The same as a Dutch training centre writes them. */
export const DUTCH_HEADER: Cells = [
  'Voornaam',
  'Achternaam',
  'E-mailadres',
  'Telefoonnummer',
  'Land',
  'Bedrijf',
  'Partner-ID (MPN-ID)',
  'Functie',
  'Workshopnaam',
  'Voortgang',
];

/** One registration row; what is not said is Sanne's. */
export function registration(
  changes: Partial<
    Record<
      'first' | 'last' | 'email' | 'phone' | 'country' | 'company' | 'mpn' | 'role' | 'workshop' | 'progress',
      string
    >
  > = {},
): Cells {
  const row = {
    first: 'Sanne',
    last: 'de Vries',
    email: 'sanne@fjord.example',
    phone: '+31 6 12345678',
    country: 'Netherlands',
    company: 'Fjord IT',
    mpn: '1000001',
    role: 'Developer',
    workshop: 'Azure Developer',
    progress: '40',
    ...changes,
  };
  return [
    row.first,
    row.last,
    row.email,
    row.phone,
    row.country,
    row.company,
    row.mpn,
    row.role,
    row.workshop,
    row.progress,
  ];
}

export const registrations = (...rows: readonly Cells[]): Buffer => csv([REGISTRATION_HEADER, ...rows]);

export const exams = (...rows: readonly Cells[]): Buffer =>
  csv([['E-mail', 'Exam ID', 'Exam month', 'Result'], ...rows]);
