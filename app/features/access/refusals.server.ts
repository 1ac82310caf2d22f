// Writes down that somebody was refused: one event, without a value, that tells the privacy officer where people knock.
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { actorSettings, idOf, type SignedInActor } from './actor.ts';
import { networkOf } from './network.ts';
import { requestScope } from './request-scope.server.ts';
import { countTurn, type Limit } from './turns.server.ts';

/** More refusals than these from one network say nothing new, and must not fill the ledger. */
const REFUSALS: Limit = { most: 30, withinS: 600 };

/** Records a refusal of `actor`, or of nobody in particular. `details` are permissions, limits or reasons, never what was sent. */
export async function recordRefusal(
  actor: SignedInActor | null,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  const settings = actor === null ? {} : actorSettings(actor);
  const scope = requestScope();
  const subject = actor === null ? networkOf(scope?.address ?? '') : `${actor.kind} ${idOf(actor)}`;
  const written = await inRoleSql('psa_door', settings, async (client) => {
    if ((await countTurn(client, 'refusal', subject, REFUSALS)) > 0) return false;
    await appendEvent(client, { event: 'refused', details });
    return true;
  });
  if (!written) log.warn({ requestId: scope?.requestId, ...details }, 'refused, as often before');
}
