// Writes down that somebody was refused: one event with codes, without a value, that tells the privacy officer where people knock.
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import type { EntraRefusal } from './entra-refusal.ts';
import { actorSettings, idOf, type SignedInActor } from './actor.ts';
import { networkOf } from './network.ts';
import { requestScope } from './request-scope.server.ts';
import { countTurn, type Limit } from './turns.server.ts';

/** More refusals than these from one network say nothing new, and must not fill the ledger. */
const LIMITS = {
  refused: { most: 30, withinS: 600 },
  'sign-in.refused': { most: 60, withinS: 600 },
} as const satisfies Record<string, Limit>;

async function record(
  event: keyof typeof LIMITS,
  actor: SignedInActor | null,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  const settings = actor === null ? {} : actorSettings(actor);
  const scope = requestScope();
  const subject = actor === null ? networkOf(scope?.address ?? '') : `${actor.kind} ${idOf(actor)}`;
  const written = await inRoleSql('psa_door', settings, async (client) => {
    if ((await countTurn(client, event, subject, LIMITS[event])) > 0) return false;
    await appendEvent(client, { event, details });
    return true;
  });
  if (!written) log.warn({ requestId: scope?.requestId, ...details }, `${event}, as often before`);
}

/** Records a refusal of `actor`, or of nobody in particular. `details` are permissions, limits or reasons, never what was sent. */
export const recordRefusal = (actor: SignedInActor | null, details: Readonly<Record<string, string>>): Promise<void> =>
  record('refused', actor, details);

/** Records why an answer of Entra ID did not let `actor`, or somebody not known yet, in. */
export const recordEntraRefusal = (because: EntraRefusal, actor: SignedInActor | null): Promise<void> =>
  record('sign-in.refused', actor, { because });
