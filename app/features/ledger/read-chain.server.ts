// Reads the whole chain and its anchors again for somebody at the desk, and says in words what is wrong.
import { inRoleSql } from '#app/platform/db.server.ts';
import { appendEvent } from './ledger.server.ts';
import { sealLedger, verifyLedger } from './seal.server.ts';
import { verifyAnchors, type AnchorState } from './verify-anchors.server.ts';

export type ChainAnswer =
  | {
      ok: true;
      sealed: number;
      unsealed: number;
      head: string;
      /** Days that have an anchor. */
      anchors: number;
      /** Days that have a copy outside the database, on this machine. */
      outside: number;
      lastDay: string | null;
      /** A sentence for people: what the chain was compared with, and how far that goes. */
      anchored: string;
    }
  | {
      ok: false;
      /** A sentence for people. */
      what: string;
      fault: keyof typeof CHAIN_FAULTS | keyof typeof ANCHOR_FAULTS;
      position: number | null;
      /** The day of the anchor that does not fit. */
      day: string | null;
    };

export const CHAIN_FAULTS = {
  edited: 'was changed after it was sealed',
  removed: 'was removed after it was sealed',
  gap: 'is missing from the chain',
} as const;

export const ANCHOR_FAULTS = {
  forged: 'An anchor was edited, or signed with another key',
  'cut-off': 'Events are missing at the end of the chain',
  rewritten: 'The chain was written anew',
  'one-sided': 'An anchor is missing, either in the data folder or in the database',
} as const;

function wordsOf({ checked, outside, lastDay }: AnchorState): string {
  if (lastDay === null) return 'No anchor was made yet: the worker makes one a day.';
  const fits = `It fits ${checked} ${checked === 1 ? 'anchor' : 'anchors'}, the last of ${lastDay}`;
  return outside === 0
    ? `${fits}, but no copy outside the database was found here: whoever can write to the database could have changed both. Compare with the mails.`
    : `${fits}; ${outside} with a copy outside the database.`;
}

/** Seals what is new, reads everything again, and records that somebody looked. `settings` name the actor. */
export async function readChain(settings: Readonly<Record<string, string>>): Promise<ChainAnswer> {
  await sealLedger();
  const state = await verifyLedger();
  const anchors = await verifyAnchors();
  const holds = state.ok && anchors.fault === null;
  await inRoleSql('psa_portal', settings, (client) =>
    appendEvent(client, { event: 'ledger.verified', details: { holds } }),
  );
  if (!state.ok) {
    const { position, fault } = state;
    return { ok: false, what: `Event ${position} ${CHAIN_FAULTS[fault]}.`, fault, position, day: null };
  }
  if (anchors.fault !== null) {
    const { day, fault } = anchors.fault;
    return { ok: false, what: `${ANCHOR_FAULTS[fault]} (anchor of ${day}).`, fault, position: null, day };
  }
  const { sealed, unsealed, head } = state;
  const { checked, outside, lastDay } = anchors;
  return { ok: true, sealed, unsealed, head, anchors: checked, outside, lastDay, anchored: wordsOf(anchors) };
}
