// Signs in the demonstration's made-up people. Nobody outside a demonstration.
import { ALL_MESSAGES } from '#app/features/language/all-messages.server.ts';
import type { DemonstrationMessages } from '#app/features/language/messages.ts';
import { env } from '#app/platform/env.server.ts';
import type { Language } from '#reports/catalogue.ts';
import { homeOf } from './navigation.ts';
import { listPersonas, type Persona } from './personas.server.ts';
import { startSignIn } from './sign-ins.server.ts';

export type Demonstration = {
  readonly choices: readonly Omit<Persona, 'seat'>[];
  readonly words: Omit<DemonstrationMessages, 'personas'>;
};

/** Who can be chosen on the sign-in page, and what it says of that: null outside a demonstration. */
export async function openDemonstration(language: Language): Promise<Demonstration | null> {
  if (!env().demo) return null;
  const { personas, ...words } = ALL_MESSAGES[language].demonstration;
  const choices = (await listPersonas()).map(({ id, name, of }) => ({ id, ...personas[id], name, of }));
  return { choices, words };
}

/** Signs a persona in. Gives the cookie to set and the actor's home; null outside a demonstration and for an unknown persona. */
export async function signInAs(
  request: Request,
  personaId: string | undefined,
): Promise<{ cookie: string; home: string } | null> {
  if (!env().demo) return null;
  const persona = (await listPersonas()).find((known) => known.id === personaId);
  if (!persona) return null;
  const { cookie, actor } = await startSignIn(request, { seat: persona.seat, method: 'demo' });
  return { cookie, home: homeOf(actor) };
}
