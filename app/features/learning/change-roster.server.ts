// What the forms of a roster's page do, and what is said of it.
import type { StaffActor } from '#app/features/access/actor.ts';
import type { RosterChange } from './roster-change.ts';
import { saveCells } from './save-cells.server.ts';
import { seatByAddress, seatUnplaced, takeOff } from './seat-people.server.ts';
import { SEAT_REFUSALS } from './session-words.ts';

/** A cell that a form could not save: what was typed, and why. */
export type NotSavedCell = {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly words: string;
};

export type RosterAnswer = {
  readonly ok: boolean;
  readonly message: string;
  readonly notSaved: readonly NotSavedCell[];
};

const counted = (count: number, one: string, other: string): string => `${count} ${count === 1 ? one : other}`;
const said = (ok: boolean, message: string): RosterAnswer => ({ ok, message, notSaved: [] });

async function save(
  actor: StaffActor,
  sessionId: number,
  change: RosterChange & { intent: 'save' },
): Promise<RosterAnswer | null> {
  if (change.cells.length === 0) return said(true, 'Nothing was changed.');
  const answers = await saveCells(actor, sessionId, change.cells);
  if (answers === null) return null;
  const notSaved = answers.flatMap((answer, index) => {
    const cell = { row: answer.row, column: answer.column, value: change.cells[index]?.value ?? '' };
    if (answer.did === 'refused') return [{ ...cell, words: answer.words }];
    if (answer.did === 'saved') return [];
    const theirs = answer.theirs === '' ? 'nothing' : `“${answer.theirs}”`;
    return [{ ...cell, words: `${answer.by} wrote ${theirs} meanwhile. Save again to have yours.` }];
  });
  const saved = `${counted(answers.length - notSaved.length, 'cell is', 'cells are')} saved`;
  return notSaved.length === 0
    ? said(true, `${saved}.`)
    : { ok: false, message: `${saved}, ${counted(notSaved.length, 'is', 'are')} not. The rows say why.`, notSaved };
}

const OFF = { 'off-session': 'session', 'off-workshop': 'workshop' } as const;

/** Null where the session or the person is not there. */
export async function changeRoster(
  actor: StaffActor,
  sessionId: number,
  change: RosterChange,
): Promise<RosterAnswer | null> {
  switch (change.intent) {
    case 'save':
      return save(actor, sessionId, change);
    case 'seat': {
      const seated = await seatByAddress(actor, sessionId, change.email);
      if (!seated.ok) return seated.reason === 'not-found' ? null : said(false, SEAT_REFUSALS[seated.reason]);
      const { name, as } = seated.value;
      return said(
        true,
        as === 'enrolled' ? `${name} is on this session now.` : `All places are taken: ${name} is on the waiting list.`,
      );
    }
    case 'seat-all': {
      const seated = await seatUnplaced(actor, sessionId);
      if (!seated.ok) return seated.reason === 'not-found' ? null : said(false, SEAT_REFUSALS[seated.reason]);
      const { seated: count, left } = seated.value;
      const now = `${counted(count, 'person is', 'people are')} on this session now`;
      return said(true, left === 0 ? `${now}.` : `${now}; for ${left} there is no place.`);
    }
    default: {
      const leaves = OFF[change.intent];
      const off = await takeOff(actor, { sessionId, enrolmentId: change.enrolmentId, leaves });
      if (!off.ok) {
        return off.reason === 'not-found'
          ? null
          : said(false, 'Who waits is in the workshop by that alone: end the waiting, or leave it.');
      }
      const { name, was, movedUp } = off.value;
      const left =
        leaves === 'session'
          ? 'is off this session, and enrolled in the workshop still'
          : was === 'waiting'
            ? 'does not wait any more'
            : 'is not enrolled in the workshop any more';
      return said(
        true,
        `${name} ${left}.${movedUp === 0 ? '' : ` ${counted(movedUp, 'person', 'people')} moved up and ${movedUp === 1 ? 'is' : 'are'} told by e-mail.`}`,
      );
    }
  }
}
