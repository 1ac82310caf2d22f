// Decides, in front of every loader and action, whether the one who asks may: else the way to sign in, or a page that does not exist.
import { redirect } from '@remix-run/node';

import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRole } from '#app/platform/db.server.ts';
import { actorSettings, type SignedInActor } from './actor.ts';
import { findActor } from './actors.server.ts';
import { isPermitted, type ActorFor, type Permission } from './permissions.ts';

/** The one answer for what is not there, what is another's, and what one may not see (B1). */
export function notFound(): Response {
  return new Response('Not found', { status: 404, statusText: 'Not Found' });
}

/** A redirect to be thrown. */
export function elsewhere(path: string): Response {
  return redirect(path);
}

/** Gives the value, or throws the 404. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound();
  return value;
}

async function recordRefusal(actor: SignedInActor, permission: Permission): Promise<void> {
  const settings = actorSettings(actor);
  await inRole(actor.kind === 'contact' ? 'psa_recipient' : 'psa_portal', settings, (tx) =>
    appendEvent(tx, { event: 'refused', details: { permission } }),
  );
}

/**
 * Gives the actor if one is signed in and holds the permission.
 * Throws a redirect to the sign-in page for nobody, and a 404 (with an audit event) for somebody without the permission.
 */
export async function requireActor<P extends Permission>(request: Request, permission: P): Promise<ActorFor<P>> {
  const actor = await findActor(request);
  if (!actor) {
    const { pathname, search } = new URL(request.url);
    // A form that was sent can't be sent again by a link: back to the page that held it.
    const returnTo = request.method === 'GET' || request.method === 'HEAD' ? `${pathname}${search}` : pathname;
    throw elsewhere(`/sign-in?${new URLSearchParams({ returnTo })}`);
  }
  if (!isPermitted(actor, permission)) {
    await recordRefusal(actor, permission);
    throw notFound();
  }
  return actor;
}

const LARGEST_ID = 2_147_483_647;

/** Reads a row's id from an address, or throws the 404: what can't be an id names nothing. */
export function readId(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,9}$/.test(text) || Number(text) > LARGEST_ID) throw notFound();
  return Number(text);
}
