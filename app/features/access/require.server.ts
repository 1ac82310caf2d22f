// Decides, in front of every loader and action, whether the one who asks may: else the way to sign in, or a page that does not exist.
import { redirect } from '@remix-run/node';

import { findSignIn } from './actors.server.ts';
import type { FoundSignIn } from './found-sign-in.ts';
import { isPermitted, needsProof, type ActorFor, type Permission } from './permissions.ts';
import { recordRefusal } from './refusals.server.ts';

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

/** Where a person comes back to. A form that was sent can't be sent again by a link: back to the page that held it. */
function returnTo(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return new URLSearchParams({
    returnTo: request.method === 'GET' || request.method === 'HEAD' ? `${pathname}${search}` : pathname,
  }).toString();
}

/**
 * Gives the sign-in behind a request if its actor holds the permission.
 * Throws a redirect to the sign-in page for nobody, to `/sign-in/again` for somebody whose proof is too old for this permission, and a
 * 404 (with an audit event) for somebody without it.
 */
export async function requireSignIn(request: Request, permission: Permission): Promise<FoundSignIn> {
  const signIn = await findSignIn(request);
  if (!signIn) throw elsewhere(`/sign-in?${returnTo(request)}`);
  if (!isPermitted(signIn.actor, permission)) {
    await recordRefusal(signIn.actor, { permission });
    throw notFound();
  }
  if (needsProof(permission, signIn.provedAgoS)) {
    await recordRefusal(signIn.actor, { permission, because: 'proof-too-old' });
    throw elsewhere(`/sign-in/again?${returnTo(request)}`);
  }
  return signIn;
}

/** As `requireSignIn`, and gives the actor alone. */
export async function requireActor<P extends Permission>(request: Request, permission: P): Promise<ActorFor<P>> {
  const { actor } = await requireSignIn(request, permission);
  if (!isPermitted(actor, permission)) throw notFound();
  return actor;
}

/** Sends a download that a page of another site began to the page of ours that offers it: fetching discloses, so a person means it. */
export function requireFromHere(request: Request, page: string): void {
  const site = request.headers.get('Sec-Fetch-Site');
  if (site === 'cross-site' || site === 'same-site') throw elsewhere(page);
}

/** True when a page of ours led here: browsers say so in `Sec-Fetch-Site`, older ones by the Referer that our own policy has them send. */
function isFromOurPage({ headers, url }: Request): boolean {
  const site = headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin';
  const referrer = headers.get('Referer');
  return referrer !== null && URL.canParse(referrer) && new URL(referrer).host === new URL(url).host;
}

/** What a browser fetches before somebody asks for it says so in one of these. */
const AHEAD = ['Sec-Purpose', 'Purpose', 'X-Purpose', 'X-Moz'];

/**
 * Sends on to a page of ours whatever is no visit that a person meant: anything but a GET for a window or tab that a page of ours led to, and what
 * is fetched ahead. For what counts by being opened.
 */
export function requireVisit(request: Request, page: string): void {
  const { headers, method } = request;
  const isVisit =
    method === 'GET' &&
    isFromOurPage(request) &&
    (headers.get('Sec-Fetch-Mode') ?? 'navigate') === 'navigate' &&
    (headers.get('Sec-Fetch-Dest') ?? 'document') === 'document' &&
    !AHEAD.some((name) => headers.has(name));
  if (!isVisit) throw elsewhere(page);
}

const LARGEST_ID = 2_147_483_647;

/** Reads a row's id from an address, or throws the 404: what can't be an id names nothing. */
export function readId(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,9}$/.test(text) || Number(text) > LARGEST_ID) throw notFound();
  return Number(text);
}
