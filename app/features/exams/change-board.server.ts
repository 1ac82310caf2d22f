// Carries out what the trainer's board was asked to do, and says in words how it went.
import { randomUUID } from 'node:crypto';

import type { StaffActor } from '#app/features/access/actor.ts';
import { findPersons } from '#app/features/people/people.server.ts';
import { normaliseEmail } from '#app/features/people/person.ts';
import { TOO_LATE } from '#app/features/undo/undo.ts';
import type { BoardAnswer, BoardChange, BookingField, RowRefusal } from './board-change.ts';
import { decideConflict } from './decide-conflict.server.ts';
import {
  bookSitting,
  closeSitting,
  findName,
  moveSitting,
  recordOutcome,
  type BookingRefusal,
} from './exams.server.ts';
import type { MonthRefusal, RecordRefusal } from './sitting.ts';
import { undoCancelled } from './undo-cancelled.server.ts';

type Refusal = BookingRefusal | MonthRefusal | RecordRefusal | 'not-found';

const WORDS: Record<Refusal, { message: string; field?: BookingField }> = {
  'person-unknown': { message: 'This person is not here any more. Nothing was booked.', field: 'person' },
  'exam-unknown': { message: 'Choose an exam from the list.', field: 'examCode' },
  'not-employed': {
    message: 'This person works for no company that we know of, so that nobody could be told. Nothing was booked.',
    field: 'person',
  },
  'already-open': {
    message: 'This person already has an open sitting of this exam. Move that one, or record how it went.',
    field: 'examCode',
  },
  'month-invalid': { message: 'Enter a month as year and month, such as 2026-12.', field: 'month' },
  'month-too-far': { message: 'Choose a month between a year ago and two years ahead.', field: 'month' },
  'month-ahead': { message: 'This exam is in a month to come: how it went can be recorded once that month has begun.' },
  closed: { message: 'This sitting is closed already. Nothing was changed.' },
  'contested-otherwise': {
    message: 'What is recorded is contested already, and otherwise. Decide that first; nothing was changed.',
  },
  'not-found': { message: 'This sitting is not here any more. Nothing was changed.' },
};

const DECIDED = {
  'not-found': 'This conflict is not here any more. Nothing was changed.',
  'decided-otherwise': 'Somebody else decided this meanwhile, and otherwise. Their decision stands.',
} as const;

async function book(actor: StaffActor, change: BoardChange & { intent: 'book' }): Promise<BoardAnswer> {
  const { person, examCode, month } = change;
  let personId = change.personId;
  if (personId === undefined) {
    const found = await findPersons(actor, person);
    const [only] = found;
    if (!only) return { ok: false, field: 'person', message: `Nobody here is called “${person}” or has this address.` };
    // A name that was typed in part is confirmed by choosing; an address is nobody else's.
    if (!person.includes('@') || found.length > 1 || !only.email.startsWith(normaliseEmail(person))) {
      return { ok: false, field: 'person', message: 'Choose who is meant.', choices: found };
    }
    personId = only.id;
  }
  const booked = await bookSitting(actor, { personId, examCode, month });
  return booked.ok ? { ok: true, done: 'book', changed: booked.value } : { ok: false, ...WORDS[booked.reason] };
}

/** Each by itself: what can't be done about one holds up none of the others, and is told. */
async function recordMany(actor: StaffActor, change: BoardChange & { intent: 'record-many' }): Promise<BoardAnswer> {
  const { result } = change;
  const refusals: RowRefusal[] = [];
  const contested: string[] = [];
  const ids = [...new Set(change.sittingId)];
  const asOne = randomUUID();
  for (const sittingId of ids) {
    const done =
      result === 'cancelled'
        ? await closeSitting(actor, sittingId, result, asOne)
        : await recordOutcome(actor, sittingId, result);
    if (!done.ok)
      refusals.push({
        sittingId,
        name: await findName(actor, sittingId),
        message: WORDS[done.reason].message,
      });
    else if ('isContested' in done.value && done.value.isContested) contested.push(done.value.name);
  }
  const recorded = ids.length - refusals.length - contested.length;
  return { ok: recorded + contested.length > 0, many: result, recorded, contested, refused: refusals };
}

/** Never throws for what a person can do wrong: the answer says it. */
export async function changeBoard(actor: StaffActor, change: BoardChange): Promise<BoardAnswer> {
  if (change.intent === 'book') return book(actor, change);
  if (change.intent === 'record-many') return recordMany(actor, change);
  if (change.intent === 'undo') {
    const undone = await undoCancelled(actor, change.change);
    return undone.ok ? { ok: true, undone: undone.value } : { ok: false, message: TOO_LATE };
  }
  if (change.intent === 'decide') {
    const decided = await decideConflict(actor, change);
    return decided.ok
      ? { ok: true, done: change.decision, changed: decided.value }
      : { ok: false, message: DECIDED[decided.reason] };
  }
  const { intent, sittingId } = change;
  switch (intent) {
    case 'record': {
      const done = await recordOutcome(actor, sittingId, change.result);
      if (!done.ok) return { ok: false, sittingId, ...WORDS[done.reason] };
      return { ok: true, done: done.value.isContested ? 'contested' : change.result, changed: done.value };
    }
    case 'move': {
      const done = await moveSitting(actor, sittingId, change.month);
      return done.ok
        ? { ok: true, done: 'move', changed: done.value }
        : { ok: false, sittingId, ...WORDS[done.reason] };
    }
    case 'cancel': {
      const done = await closeSitting(actor, sittingId, 'cancelled');
      return done.ok
        ? { ok: true, done: 'cancel', changed: done.value }
        : { ok: false, sittingId, ...WORDS[done.reason] };
    }
  }
}
