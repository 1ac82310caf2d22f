// Decides what a line of text is that somebody typed or put into an address: one Unicode form, and nothing in it that can't be seen.
import { z } from 'zod';

import { isMailAddress } from './mail-address.ts';
import { plainLine } from './plain-line.ts';

export { plainLine, plainLines } from './plain-line.ts';

/** A name or the like, of 1 to `most` characters. */
export const typedLine = (most: number, { empty, long }: { empty: string; long: string }) =>
  z.string().transform(plainLine).pipe(z.string().min(1, empty).max(most, long));

/** What a list is searched for: as much of it as counts, or '' for nothing. */
export const searchedLine = (typed: string | null, most: number): string => plainLine(typed ?? '').slice(0, most);

/** An address that mail can go to, as it is kept: in one Unicode form and in small letters. */
export const typedAddress = (message: string) =>
  z
    .string()
    .transform((typed) => typed.normalize('NFC').trim().toLowerCase())
    .refine(isMailAddress, message);
