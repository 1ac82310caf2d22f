// Reads the whole chain and its anchors again for somebody at the desk, and says in words what is wrong.
import { inRoleSql } from '#app/platform/db.server.ts';
import { verifyAnchors } from './anchor.server.ts';
import { appendEvent } from './ledger.server.ts';
import { sealLedger, verifyLedger } from './seal.server.ts';

export type ChainAnswer =
  | { ok: true; sealed: number; unsealed: number; head: string; anchors: number; lastDay: string | null }
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
} as const;

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
  return { ok: true, sealed, unsealed, head, anchors: anchors.checked, lastDay: anchors.lastDay };
}
