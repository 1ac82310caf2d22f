/**
 * The floor that writing is measured against: rows in memory, a string of row XML for every 4,000 of them, one deflate
 * stream, back-pressure respected, to a file. And rows as varied as the sample registrations.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createDeflateRaw } from 'node:zlib';

type Rows = readonly (readonly (string | null)[])[];

const ROWS_PER_STRING = 4_000;
const MARKUP = /[&<>]/;
const letterOf = (index: number): string => String.fromCharCode(65 + index);

const escape = (text: string): string =>
  MARKUP.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;

/** The XML of rows `from` to `to`; the tenth column is a number. */
function rowsXml(rows: Rows, from: number, to: number): string {
  let xml = '';
  for (let index = from; index < to; index++) {
    const row = rows[index] ?? [];
    const number = index + 2;
    xml += `<row r="${number}">`;
    for (let column = 0; column < row.length; column++) {
      const value = row[column];
      if (value === null || value === undefined) continue;
      xml +=
        column === 9
          ? `<c r="${letterOf(column)}${number}"><v>${value}</v></c>`
          : `<c r="${letterOf(column)}${number}" t="inlineStr"><is><t>${escape(value)}</t></is></c>`;
    }
    xml += '</row>';
  }
  return xml;
}

/** Writes the deflated rows, and nothing around them, to `path`. */
export async function writeFloor(rows: Rows, path: string): Promise<void> {
  const deflate = createDeflateRaw({ level: 1, chunkSize: 65_536 });
  const file = createWriteStream(path);
  deflate.pipe(file);
  for (let from = 0; from < rows.length; from += ROWS_PER_STRING) {
    const xml = rowsXml(rows, from, Math.min(rows.length, from + ROWS_PER_STRING));
    if (!deflate.write(xml)) await once(deflate, 'drain');
  }
  deflate.end();
  await finished(file);
}

const FIRST = [
  'Νίκος',
  'Σοφία',
  'Matthias',
  'Núria',
  'Cian',
  'Heike',
  'Aurélie',
  'Niamh',
  'Noël',
  'Agnieszka',
  'Мария',
  'Jānis',
  'Íñigo',
  'Zoë',
  'Łukasz',
  'Seán',
  'María José',
  'Anna',
];
const LAST = [
  'Γεωργίου',
  'Παπαδόπουλος',
  'Weiß',
  'Vidal',
  "O'Brien",
  'Köhler',
  'Côté',
  "D'Arcy",
  'Ní Dhomhnaill',
  'Dupré',
  'Wójcik',
  'Иванова',
  'Bērziņš',
  'García-Peña',
  'de Vries',
  'Łukaszewicz',
];
const COUNTRY = [
  'Greece',
  'Germany',
  'Spain',
  'Ireland',
  'France',
  'Poland',
  'Bulgaria',
  'Latvia',
  'Netherlands',
  'Sweden',
];
const DIALLING = ['+30', '+49', '+34', '+353', '+33', '+48', '+359', '+371', '+31', '+46'];
const STEM = [
  'Balticstack',
  'FjordIT',
  'LumenIT',
  'Helixdata',
  'Velalogic',
  'Terralogic',
  'Bluecloud',
  'Polderdata',
  'Cobaltcloud',
  'Norddata',
  'Smit & Zonen',
];
const FORM = ['A.E.', 'S.L.', 'Ltd', 'GmbH', 'SAS', 'Sp. z o.o.', 'EOOD', 'SIA', 'B.V.', 'AB'];
const ROLE = [
  'Solution Architect',
  'Business Analyst',
  'Developer',
  'Pre-sales Engineer',
  'Cloud Engineer',
  'Consultant',
  'Data Engineer',
  'IT Support Specialist',
];
const WORKSHOP = [
  'Azure Administrator',
  'Azure Solutions Architect',
  'Azure Developer',
  'DevOps Engineer',
  'Azure AI Engineer',
  'Fabric Analytics Engineer',
  'Microsoft 365 Administrator',
  'Endpoint Administrator',
  'Identity and Access Administrator',
  'Security Operations Analyst',
  'Cybersecurity Architect',
  'Power BI Data Analyst',
  'Dynamics 365 Finance Functional Consultant',
];

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const plainLetters = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '') || 'person';

/** `count` made-up registration rows in the order of dataset F1's columns. Every value is a string of its own. */
export function sampleRows(count: number, seed: number): string[][] {
  const next = random(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? '';
  // As read from a database, no two values share their memory.
  const own = (text: string): string => Buffer.from(text).toString();
  return Array.from({ length: count }, () => {
    const first = pick(FIRST);
    const last = pick(LAST);
    const land = below(COUNTRY.length);
    const company = below(400);
    const stem = STEM[company % STEM.length] ?? '';
    const email = `${plainLetters(first)}.${plainLetters(last)}${below(9_000)}@${plainLetters(stem)}${company}.example`;
    return [
      own(first),
      own(last),
      own(String(1_000_000 + company * 7_919)),
      own(`${DIALLING[land]} 6${10_000_000 + below(89_999_999)}`),
      own(COUNTRY[land] ?? ''),
      own(email),
      own(`${stem} ${FORM[company % FORM.length]}`),
      own(pick(ROLE)),
      own(pick(WORKSHOP)),
      own(String(below(101))),
    ];
  });
}
