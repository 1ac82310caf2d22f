// Decides what an address is that mail can go to (bad-C11).

const LONGEST = 254;

/**
 * True for one `@`, at most 254 characters, and no spaces, line ends or signs that a header reads. Names in quotes (`"a b"@c`) are refused;
 * letters beyond ASCII are not, and a domain with them travels as punycode.
 */
export const isMailAddress = (text: string): boolean =>
  text.length <= LONGEST && /^[^\s\p{C}@"(),:;<>[\\\]]{1,64}@[^\s\p{C}@"(),:;<>[\\\]]+$/u.test(text);
