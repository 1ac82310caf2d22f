// Decides what a phone number is and when two are the same. Numbers stay as they were written, leading zeros and spaces included; only the
// international prefix is spelled one way.

const SHAPE = /^\+?[\d ()./-]+$/;
const FEWEST_DIGITS = 7;
/** E.164. */
const MOST_DIGITS = 15;

const digitsOf = (phone: string): string => phone.replaceAll(/\D/g, '');

/** Gives the number with `+` for `00`, or null if it is none. Takes a trimmed text. */
export function normalisePhone(text: string): string | null {
  const phone = text.replace(/^00(?=\s*[1-9])/, '+');
  const count = digitsOf(phone).length;
  return SHAPE.test(phone) && count >= FEWEST_DIGITS && count <= MOST_DIGITS ? phone : null;
}

const isInternational = (phone: string): boolean => phone.startsWith('+');

/** True if both can be the same number: equal digits, or a local spelling (`085 559…`) of an international one (`+353 85 559…`). */
export function isSamePhone(one: string, other: string): boolean {
  if (one === other) return true;
  if (isInternational(one) === isInternational(other)) return digitsOf(one) === digitsOf(other);
  const [international, local] = isInternational(one) ? [one, other] : [other, one];
  const significant = digitsOf(local).replace(/^0+/, '');
  return significant.length >= FEWEST_DIGITS - 1 && digitsOf(international).endsWith(significant);
}

/** Of two spellings of one number, the one that says more. */
export function fullerPhone(known: string, given: string): string {
  return isInternational(given) && !isInternational(known) ? given : known;
}
