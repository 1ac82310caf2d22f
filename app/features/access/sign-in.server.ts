// Decides who may sign in and how. For now the demonstration's personas alone; real sign-in takes this place.
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRole } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { actorSettings, type SignedInActor } from './actor.ts';
import { findActor, findActorBehind } from './actors.server.ts';
import { homeOf } from './navigation.ts';
import { listPersonas, type Persona } from './personas.server.ts';
import { endSession, startSession } from './session.server.ts';

/** Who can be chosen on the sign-in page: nobody outside a demonstration. */
export async function listSignInChoices(): Promise<Omit<Persona, 'identity'>[] | null> {
  if (!env().demo) return null;
  return (await listPersonas()).map(({ id, title, does, name, of }) => ({ id, title, does, name, of }));
}

/** Signs a persona in. Gives the cookie to set and the actor's home; null outside a demonstration and for an unknown persona. */
export async function signInAs(personaId: string | undefined): Promise<{ cookie: string; home: string } | null> {
  if (!env().demo) return null;
  const persona = (await listPersonas()).find((known) => known.id === personaId);
  const actor = persona && (await findActorBehind(persona.identity));
  if (!actor) return null;
  await record(actor, 'signed-in');
  return { cookie: await startSession(persona.identity, await databaseNow()), home: homeOf(actor) };
}

/** Signs out whoever is signed in. Gives the cookie to set. */
export async function signOut(request: Request): Promise<string> {
  const actor = await findActor(request);
  if (actor) await record(actor, 'signed-out');
  return endSession(request);
}

async function record(actor: SignedInActor, event: 'signed-in' | 'signed-out'): Promise<void> {
  await inRole(actor.kind === 'contact' ? 'psa_recipient' : 'psa_portal', actorSettings(actor), (tx) =>
    appendEvent(tx, { event }),
  );
}
