// Decides who is behind a request: the database is asked once a request, in one round trip, with the rights of that moment.
import { asLogin } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { idOf, isStaffRole, type SignedInActor } from './actor.ts';
import type { FoundSignIn, SignInMethod } from './found-sign-in.ts';
import { keyedHash } from './keyed-hash.server.ts';
import { requestScope } from './request-scope.server.ts';
import { hashToken, readCookie } from './sign-in-cookie.ts';

export type DoorRow = {
  sign_in_id: number;
  actor_kind: SignedInActor['kind'];
  actor_id: number;
  recipient_id: number | null;
  name: string;
  roles: string[];
  method: SignInMethod;
  tenant_id: string | null;
  authenticated_ago_s: number;
  language: string | null;
};

function actorOf({ actor_kind: kind, actor_id: id, recipient_id: recipientId, name, roles }: DoorRow): SignedInActor {
  switch (kind) {
    case 'person':
      return { kind, personId: id, name };
    case 'staff':
      return { kind, staffId: id, roles: roles.filter(isStaffRole), name };
    case 'contact':
      if (recipientId === null) throw new Error('The door let in a contact of no recipient');
      return { kind, contactId: id, recipientId, name };
    case 'visitor':
      return { kind, identityId: id, name };
  }
}

/** A name for who is acting that says nothing about them, for what a browser keeps apart by person. */
export const seatName = (actor: SignedInActor): string =>
  keyedHash('seat', `${actor.kind} ${idOf(actor)}`)
    .toString('base64url')
    .slice(0, 12);

/** True when cookies travel over TLS only. */
export const isSecure = (): boolean => env().mode === 'production' || env().origin.startsWith('https:');

/** The one question about a cookie; `$1` is the hash of its token. */
export const ASK_THE_DOOR = 'select * from door.enter($1)';

/** What the door's answer says. */
export const readDoor = (row: DoorRow): FoundSignIn => ({
  id: row.sign_in_id,
  actor: actorOf(row),
  method: row.method,
  tenantId: row.tenant_id,
  provedAgoS: row.authenticated_ago_s,
  language: row.language,
});

/** Gives the live sign-in that a token names, or null: ended, idle for too long, older than eight hours, or of somebody without a way in. */
async function findSignInOf(token: string): Promise<FoundSignIn | null> {
  const [row] = await asLogin<DoorRow>(ASK_THE_DOOR, [hashToken(token)]);
  return row === undefined ? null : readDoor(row);
}

async function lookUp(request: Request): Promise<FoundSignIn | null> {
  const token = readCookie(request.headers.get('Cookie'), 'psa', isSecure());
  return token === null ? null : findSignInOf(token);
}

/** Gives the sign-in of a request, or null. One look per HTTP request, however many loaders ask. */
export function findSignIn(request: Request): Promise<FoundSignIn | null> {
  const scope = requestScope();
  if (!scope) return lookUp(request);
  scope.signIn ??= lookUp(request);
  return scope.signIn;
}

/** Gives who is signed in, or null. */
export async function findActor(request: Request): Promise<SignedInActor | null> {
  return (await findSignIn(request))?.actor ?? null;
}
