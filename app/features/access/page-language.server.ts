// Decides in which language a page is made for whoever asks, for loaders that choose words or texts themselves.
import { languageFor } from '#app/features/language/language.ts';
import type { Language } from '#reports/catalogue.ts';
import { findSignIn } from './actors.server.ts';

/** Pages of staff are in English; others are in the language of the account, else of the browser. */
export async function pageLanguage(request: Request): Promise<Language> {
  const signIn = await findSignIn(request);
  if (signIn?.actor.kind === 'staff') return 'en';
  return languageFor(signIn?.language ?? null, request.headers.get('Accept-Language'));
}
