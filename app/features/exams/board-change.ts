// Decides what the trainer's board can be asked to do, and which permission each of it needs.
import { z } from 'zod';

import type { Permission } from '#app/features/access/permissions.ts';
import type { PersonSummary } from '#app/features/people/person.ts';
import type { Undone } from '#app/features/undo/undo.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { DECISIONS, OUTCOMES, type Changed, type Decision, type Outcome } from './sitting.ts';

const id = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);
const month = z.string().trim();

/** A page of the board has no more. */
const MOST_AT_ONCE = 50;

export const boardChangeSchema = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('book'),
    person: z
      .string()
      .trim()
      .min(1, 'Say who: a name or an e-mail address.')
      .max(254, 'That is too long for a name or an address.'),
    personId: id.optional(),
    examCode: z.string().min(1, 'Choose an exam.').max(20),
    month: month.min(1, 'Choose a month.'),
  }),
  z.strictObject({
    intent: z.literal('record'),
    sittingId: id,
    result: z.enum([...OUTCOMES, 'not-taken'], { error: 'Choose what happened first.' }),
  }),
  z.strictObject({ intent: z.literal('move'), sittingId: id, month: month.min(1, 'Choose a month.') }),
  z.strictObject({ intent: z.literal('cancel'), sittingId: id }),
  z.strictObject({
    intent: z.literal('record-many'),
    sittingId: z.array(id).min(1, 'Tick the sittings first.').max(MOST_AT_ONCE),
    result: z.enum([...OUTCOMES, 'not-taken', 'cancelled'], { error: 'Choose what happened first.' }),
  }),
  z.strictObject({ intent: z.literal('undo'), change: z.uuid() }),
  z.strictObject({ intent: z.literal('decide'), conflictId: id, decision: z.enum(DECISIONS) }),
]);
export type BoardChange = z.infer<typeof boardChangeSchema>;

const PERMISSION_FOR = {
  book: 'sitting:book',
  record: 'outcome:record',
  'record-many': 'outcome:record',
  move: 'sitting:change',
  cancel: 'sitting:change',
  undo: 'sitting:change',
  decide: 'conflict:decide',
} as const satisfies Record<BoardChange['intent'], Permission>;

/** What somebody needs for a change; cancelling is the same whether it is one sitting or many. */
export const permissionFor = (change: BoardChange) =>
  change.intent === 'record-many' && change.result === 'cancelled'
    ? PERMISSION_FOR.cancel
    : PERMISSION_FOR[change.intent];

const FIELDS = ['person', 'examCode', 'month'] as const;
export type BookingField = (typeof FIELDS)[number];

export type BoardDone = 'book' | 'move' | 'cancel' | 'contested' | Outcome | 'not-taken' | Decision;
export type ManyResult = Outcome | 'not-taken' | 'cancelled';

/** A ticked sitting that stayed as it was, and why; the name is the person's. */
export type RowRefusal = { readonly sittingId: number; readonly name: string | null; readonly message: string };

/** What came of a change: what was done, or a refusal in words that stands where the fault is. */
export type BoardAnswer =
  | { ok: true; done: BoardDone; changed: Changed }
  | {
      ok: boolean;
      many: ManyResult;
      recorded: number;
      /** Whose outcomes are to be decided. */ contested: string[];
      refused: RowRefusal[];
    }
  | { ok: true; undone: Undone }
  | { ok: false; message: string; sittingId?: number; field?: BookingField; choices?: PersonSummary[] };

/** What was typed into the booking form, to be shown again. */
export type TypedBooking = Record<BookingField, string>;

/** The button that takes something back says what alone. */
const undoOf = ({ undo, ...rest }: Record<string, unknown>) => ({ ...rest, intent: 'undo', change: undo });

/** Reads a form of the board. Gives the change, or the answer that says what is wrong with it. */
export function parseBoardChange(form: FormData): Result<BoardChange, BoardAnswer> {
  const fields = Object.fromEntries(form);
  const given =
    fields['intent'] === 'record-many'
      ? { ...fields, sittingId: form.getAll('sittingId') }
      : 'undo' in fields
        ? undoOf(fields)
        : fields;
  const parsed = boardChangeSchema.safeParse(given);
  if (parsed.success) return ok(parsed.data);
  const [fault] = parsed.error.issues;
  const field = FIELDS.find((known) => known === fault?.path[0]);
  const sittingId = id.safeParse(fields['sittingId']);
  const known = field ?? (fault?.path[0] === 'result' || fault?.code === 'too_small' ? 'result' : undefined);
  return refused({
    ok: false,
    message:
      known === undefined || fault === undefined ? 'This form could not be read. Nothing was changed.' : fault.message,
    ...(sittingId.success ? { sittingId: sittingId.data } : field === undefined ? {} : { field }),
  });
}

export function readTypedBooking(form: FormData): TypedBooking | null {
  const text = (name: BookingField): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  return form.get('intent') === 'book'
    ? { person: text('person'), examCode: text('examCode'), month: text('month') }
    : null;
}
