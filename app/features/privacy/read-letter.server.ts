// Reads a letter about a request as it can be printed now, in the language of whoever asked.
import type { StaffActor } from '#app/features/access/actor.ts';
import { languageFor } from '#app/features/language/language.ts';
import '#app/features/language/all-messages.server.ts';
import { privacyContacts } from '#app/features/settings/brand.server.ts';
import { noonOf } from '#app/platform/noon.ts';
import type { Language } from '#reports/catalogue.ts';
import { LETTERS } from './request-kinds.ts';
import { lettersOf, writeLetter, type Letter, type Reader } from './request-letter.ts';
import { findRequest, type ShownRequest } from './show-request.server.ts';

export type ReadLetter = {
  readonly kind: (typeof LETTERS)[number];
  readonly request: ShownRequest;
  readonly language: Language;
  /** Of today. */
  readonly day: string;
  readonly letter: Letter;
};

/** Null where there is no such letter. `formatsIn` gives how days read in a language. */
export async function readLetter(
  actor: StaffActor,
  id: number,
  name: string,
  formatsIn: (language: Language) => Pick<Reader, 'formatDay'>,
): Promise<ReadLetter | null> {
  const kind = LETTERS.find((known) => known === name);
  const request = kind === undefined ? null : await findRequest(actor, id);
  if (kind === undefined || request === null || !lettersOf(request).includes(kind)) return null;
  const language = languageFor(request.language, null);
  const { formatDay } = formatsIn(language);
  return {
    kind,
    request,
    language,
    day: formatDay(noonOf(request.today)),
    letter: writeLetter(kind, request, { language, formatDay }, privacyContacts()),
  };
}
