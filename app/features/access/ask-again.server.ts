// Decides how somebody who is signed in proves that it is still them: the way they came in by (bad-A21).
import { env } from '#app/platform/env.server.ts';
import { idOf } from './actor.ts';
import type { FoundSignIn } from './found-sign-in.ts';
import { sendCode } from './codes.server.ts';
import { isEntraInUse, startEntra } from './entra-sign-in.server.ts';
import { limitNetwork } from './rate-limit.server.ts';
import { renewSignIn } from './sign-ins.server.ts';

/** Begins the proof. Gives where to go on and the cookie to take along; null when this sign-in can't be proved again. */
export async function askAgain(
  request: Request,
  signIn: FoundSignIn,
  returnTo: string,
): Promise<{ location: string; cookie: string } | null> {
  switch (signIn.method) {
    case 'entra': {
      if (!isEntraInUse()) return null;
      const authority = signIn.actor.kind === 'staff' ? 'staff' : 'organizations';
      return startEntra(request, { authority, returnTo, again: signIn });
    }
    case 'code': {
      await limitNetwork('code:network');
      const { cookie } = await sendCode(request, {
        whom: { seat: { kind: signIn.actor.kind, id: idOf(signIn.actor) } },
        returnTo,
        again: signIn,
      });
      return { location: '/sign-in/code', cookie };
    }
    case 'demo': {
      // Made-up people prove nothing; outside a demonstration there are none.
      const cookie = env().demo ? await renewSignIn(signIn, null) : null;
      return cookie === null ? null : { location: returnTo, cookie };
    }
  }
}
