// Decides how somebody who is signed in proves that it is still them: the way they came in by (bad-A21).
import { env } from '#app/platform/env.server.ts';
import type { FoundSignIn } from './found-sign-in.ts';
import { sendCode } from './codes.server.ts';
import { startEntra } from './entra-sign-in.server.ts';
import { limitNetwork } from './rate-limit.server.ts';
import { renewSignIn, type Seat } from './sign-ins.server.ts';

function seatOf({ actor }: FoundSignIn): Seat {
  switch (actor.kind) {
    case 'person':
      return { kind: actor.kind, id: actor.personId };
    case 'contact':
      return { kind: actor.kind, id: actor.contactId };
    case 'staff':
      return { kind: actor.kind, id: actor.staffId };
    case 'visitor':
      return { kind: actor.kind, id: actor.identityId };
  }
}

/** Begins the proof. Gives where to go on and the cookie to take along; null when this sign-in can't be proved again. */
export async function askAgain(
  request: Request,
  signIn: FoundSignIn,
  returnTo: string,
): Promise<{ location: string; cookie: string } | null> {
  switch (signIn.method) {
    case 'entra': {
      const authority = signIn.actor.kind === 'staff' ? 'staff' : 'organizations';
      return startEntra(request, { authority, returnTo, again: signIn });
    }
    case 'code': {
      await limitNetwork('code:network');
      const { cookie } = await sendCode(request, { whom: { seat: seatOf(signIn) }, returnTo, again: signIn });
      return { location: '/sign-in/code', cookie };
    }
    case 'demo': {
      // Made-up people prove nothing; outside a demonstration there are none.
      const cookie = env().demo ? await renewSignIn(signIn, null) : null;
      return cookie === null ? null : { location: returnTo, cookie };
    }
  }
}
