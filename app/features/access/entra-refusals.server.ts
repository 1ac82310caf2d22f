// Writes down that an answer of Entra ID was refused, and why: one event with a code, and no word of what was sent.
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { actorSettings, type SignedInActor } from './actor.ts';
import type { EntraRefusal } from './entra-refusal.ts';
import { networkOf } from './network.ts';
import { requestScope } from './request-scope.server.ts';
import { countTurn, type Limit } from './turns.server.ts';

/** Anybody can ask for the address that Entra ID answers to: more than these from one network must not fill the ledger. */
const REFUSALS: Limit = { most: 60, withinS: 600 };

/** Records why `actor`, or somebody not known yet, was not let in. */
export async function recordEntraRefusal(because: EntraRefusal, actor: SignedInActor | null): Promise<void> {
  const scope = requestScope();
  const written = await inRoleSql('psa_door', actor === null ? {} : actorSettings(actor), async (client) => {
    if ((await countTurn(client, 'sign-in.refused', networkOf(scope?.address ?? ''), REFUSALS)) > 0) return false;
    await appendEvent(client, { event: 'sign-in.refused', details: { because } });
    return true;
  });
  if (!written) log.warn({ requestId: scope?.requestId, because }, 'a sign-in was refused, as often before');
}
