// What the door tells about a sign-in that lives.
import type { SignedInActor } from './actor.ts';

export type SignInMethod = 'entra' | 'code' | 'demo';

export type FoundSignIn = {
  readonly id: number;
  readonly actor: SignedInActor;
  readonly method: SignInMethod;
  /** The tenant of an Entra sign-in: where it is signed out again. */
  readonly tenantId: string | null;
  /** Seconds since the person last proved to be who they are. */
  readonly provedAgoS: number;
  /** What the person chose to read in; null for everybody but learners. */
  readonly language: string | null;
};
