// The files that a person can take along from the page of their own data.
import type { PersonActor, StaffActor } from '#app/features/access/actor.ts';
import { languageFor } from '#app/features/language/language.ts';
import '#app/features/language/all-messages.server.ts';
import { messagesIn } from '#app/features/language/messages.ts';
import { exportPerson, pickGiven, writeExportWorkbook, type PersonExport } from './export-person.server.ts';

export type OwnFile = { readonly name: string; readonly type: string; readonly body: string | Uint8Array<ArrayBuffer> };

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const JSON_TYPE = 'application/json; charset=utf-8';

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const languageOf = ({ tables }: PersonExport) => {
  const language = tables.find(({ table }) => table === 'persons')?.rows[0]?.['language'];
  return languageFor(typeof language === 'string' ? language : null, null);
};

type Make = (found: PersonExport) => Promise<OwnFile> | OwnFile;
const FILES: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['everything.json', (found) => ({ name: `${wordsOf(found).file}.json`, type: JSON_TYPE, body: asJson(found) })],
  [
    'everything.xlsx',
    async (found) => ({
      name: `${wordsOf(found).file}.xlsx`,
      type: XLSX,
      body: await writeExportWorkbook(found, languageOf(found)),
    }),
  ],
  [
    'given.json',
    (found) => ({ name: `${wordsOf(found).givenFile}.json`, type: JSON_TYPE, body: asJson(pickGiven(found)) }),
  ],
]);

const wordsOf = (found: PersonExport) => messagesIn(languageOf(found)).privacy.export;

/** Makes a file of what is held about somebody; null for a name that there is not. */
export async function makeFileOf(
  actor: PersonActor | StaffActor,
  personId: number,
  name: string,
): Promise<OwnFile | null> {
  const make = FILES.get(name);
  return make === undefined ? null : make(await exportPerson(actor, personId));
}

/** Makes a file of the person's own now; null for a name that there is not. */
export const readOwnFile = (actor: PersonActor, name: string): Promise<OwnFile | null> =>
  makeFileOf(actor, actor.personId, name);
