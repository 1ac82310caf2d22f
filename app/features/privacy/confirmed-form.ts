// Decides what the form says by which notifications are confirmed: ids, one or several.
import { z } from 'zod';

const MOST = 200;
const Ids = z
  .string()
  .regex(/^[1-9]\d{0,8}( [1-9]\d{0,8})*$/)
  .transform((text) => text.split(' ').map(Number))
  .refine((ids) => ids.length <= MOST);

/** The ids; null for what no form of ours sends. */
export function parseConfirmed(form: FormData): number[] | null {
  const [only, ...more] = form.getAll('id');
  const parsed = Ids.safeParse(only);
  return parsed.success && more.length === 0 ? parsed.data : null;
}
