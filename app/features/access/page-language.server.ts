// Decides in which language a page is made for whoever asks, and remembers what somebody chose who is not signed in: a cookie that names nobody.

import { isLanguage, languageFor } from '#app/features/language/language.ts';
import type { Language } from '#reports/catalogue.ts';
import { findSignIn } from './actors.server.ts';
import { choiceCookie } from './choice-cookie.server.ts';

const cookie = choiceCookie('language');

/** The language that the address names. */
function named(request: Request): Language | null {
  const code = new URL(request.url).searchParams.get('lang');
  return code !== null && isLanguage(code) ? code : null;
}

async function remembered(request: Request): Promise<Language | null> {
  const kept: unknown = await cookie().parse(request.headers.get('Cookie'));
  return typeof kept === 'string' && isLanguage(kept) ? kept : null;
}

/** Pages of staff are in English; others in the language of the account, else of the address, else as chosen before, else as the browser asks. */
export async function pageLanguage(request: Request): Promise<Language> {
  const signIn = await findSignIn(request);
  if (signIn?.actor.kind === 'staff') return 'en';
  const wanted = signIn?.language ?? named(request) ?? (await remembered(request));
  return languageFor(wanted, request.headers.get('Accept-Language'));
}

/** The Set-Cookie value for a language that the address names and that is not remembered yet, or null. Who is signed in has one of their own. */
export async function rememberLanguage(request: Request): Promise<string | null> {
  const chosen = named(request);
  if (chosen === null || (await findSignIn(request)) !== null || chosen === (await remembered(request))) return null;
  return cookie().serialize(chosen);
}
