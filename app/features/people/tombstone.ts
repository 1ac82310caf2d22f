// Decides how an address that must not come back is remembered: as a keyed hash, from which nobody reads the address (bad-D16).
import { createHmac } from 'node:crypto';

/** Gives the hash (64 hex digits) under which `suppressed_emails` keeps a normalised address. */
export function tombstoneOf(tombstoneKey: string, email: string): string {
  return createHmac('sha256', tombstoneKey).update(`suppressed:${email}`).digest('hex');
}

/** The hash under which `guardian_refusals` keeps it: nobody can tell from one table who is in the other. */
export function guardianRefusalOf(tombstoneKey: string, email: string): Buffer {
  return createHmac('sha256', tombstoneKey).update(`guardian-refused:${email}`).digest();
}
