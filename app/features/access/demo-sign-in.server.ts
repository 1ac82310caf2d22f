// Signs in the demonstration's made-up people. Nobody outside a demonstration.
import { env } from '#app/platform/env.server.ts';
import { homeOf } from './navigation.ts';
import { listPersonas, type Persona } from './personas.server.ts';
import { startSignIn } from './sign-ins.server.ts';

/** Who can be chosen on the sign-in page: nobody outside a demonstration. */
export async function listSignInChoices(): Promise<Omit<Persona, 'seat'>[] | null> {
  if (!env().demo) return null;
  return (await listPersonas()).map(({ id, title, does, name, of }) => ({ id, title, does, name, of }));
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
