// Finds a mail address in what somebody wrote: in a sentence, a link, between signs, with its domain in either form.
import { domainToASCII, domainToUnicode } from 'node:url';

const literally = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
const normal = (text: string): string => text.normalize('NFC').toLowerCase();

/** As it may be written, in small letters: the domain as it is typed, and as mail servers carry it. */
export function formsOfAddress(address: string): string[] {
  const typed = normal(address);
  const at = typed.lastIndexOf('@') + 1;
  const [local, domain] = [typed.slice(0, at), typed.slice(at)];
  const domains = [domain, domainToASCII(domain), domainToUnicode(domain)].filter((form) => form !== '');
  return [...new Set(domains)].map((form) => `${local}${form}`);
}

// What makes another address of it: a letter or figure before, also beyond one of the signs that join names ('jo.anna@…', 'jo+anna@…'); and behind it more of the domain.
const LONGER_BEFORE = String.raw`(?<![\p{L}\p{M}\p{N}_]|[\p{L}\p{M}\p{N}_][.+'’_-])`;
const LONGER_BEHIND = String.raw`(?![\p{L}\p{M}\p{N}_]|[.-]+[\p{L}\p{N}])`;

/** True where `address` stands in `text` as a whole: 'anna@…' is not in 'joanna@…'. */
export const holdsAddress = (text: string, address: string): boolean =>
  formsOfAddress(address).some((form) =>
    new RegExp(`${LONGER_BEFORE}${literally(form)}${LONGER_BEHIND}`, 'u').test(normal(text)),
  );
