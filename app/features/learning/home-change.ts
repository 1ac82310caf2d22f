// Decides what the forms of the learner's home may send: a progress, an enrolment, a withdrawal; and what they are answered.
import { z } from 'zod';

import { ok, refused, type Result } from '#app/platform/result.ts';
import type { ProgressChange } from './enrolments.server.ts';
import { setProgressSchema, type ProgressFault, type SetProgress } from './progress.ts';

const id = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

const moveSchema = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('enrol'),
    workshopId: id,
    // An empty choice is the workshop without one of its sessions.
    sessionId: z
      .string()
      .regex(/^([1-9]\d{0,8})?$/)
      .transform((typed) => (typed === '' ? null : Number(typed)))
      .optional(),
  }),
  z.strictObject({ intent: z.literal('withdraw'), enrolmentId: id }),
]);
export type HomeChange = ({ intent: 'progress' } & SetProgress) | z.infer<typeof moveSchema>;

/** What came of a form, in codes; `typed` is shown again where it was refused. */
export type HomeAnswer =
  | { readonly did: 'progress'; readonly change: ProgressChange }
  | { readonly did: 'refused'; readonly enrolmentId: number; readonly fault: ProgressFault; readonly typed: string }
  | { readonly did: 'enrolled' | 'waiting' | 'withdrawn'; readonly workshop: string }
  | { readonly did: 'not-open' }
  | { readonly did: 'unreadable' };

const FAULTS: readonly ProgressFault[] = ['out-of-range', 'not-whole'];

/** Reads a form of the home. A form without an intent sets a progress. */
export function parseHomeChange(form: FormData): Result<HomeChange, HomeAnswer> {
  const given = Object.fromEntries(form);
  if ('intent' in given) {
    const parsed = moveSchema.safeParse(given);
    return parsed.success ? ok(parsed.data) : refused({ did: 'unreadable' });
  }
  const parsed = setProgressSchema.safeParse(given);
  if (parsed.success) return ok({ intent: 'progress', ...parsed.data });
  const [issue] = parsed.error.issues;
  const enrolmentId = id.safeParse(given['enrolmentId']);
  if (!enrolmentId.success || issue?.path[0] !== 'percent') return refused({ did: 'unreadable' });
  return refused({
    did: 'refused',
    enrolmentId: enrolmentId.data,
    fault: FAULTS.find((fault) => fault === issue.message) ?? 'not-whole',
    typed: readTyped(form),
  });
}

export function readTyped(form: FormData): string {
  const typed = form.get('percent');
  return typeof typed === 'string' ? typed.slice(0, 100) : '';
}
