// Signs people in with Entra ID: a browser is sent there with a state of its own, and comes back with an answer that is believed only after
// every check.
import { addressToSignIn, redeemCode, type Authority } from '#app/platform/entra.server.ts';
import { EntraUnavailable, inTime } from '#app/platform/entra-network.server.ts';
import { findTenant } from '#app/platform/entra-tenant.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { env } from '#app/platform/env.server.ts';
import { log } from '#app/platform/log.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { verifyIdToken, type EntraAccount } from '#app/platform/verify-id-token.server.ts';
import { findSignIn, isSecure } from './actors.server.ts';
import type { FoundSignIn } from './found-sign-in.ts';
import { keepFlow, takeFlow, type Flow } from './entra-flows.server.ts';
import { proveAgain } from './prove-again.server.ts';
import { wordsFor, type EntraRefusal } from './entra-refusal.ts';
import { recordEntraRefusal } from './refusals.server.ts';
import { homeOf } from './navigation.ts';
import { limitNetwork } from './rate-limit.server.ts';
import { requestScope } from './request-scope.server.ts';
import { safeReturnTo } from './return-to.ts';
import { seatAccount } from './seat-account.server.ts';
import { makeToken, readCookie, writeCookie } from './sign-in-cookie.ts';
import { startSignIn } from './sign-ins.server.ts';

const LONGEST_CODE = 8_000;

/** True when people can sign in with Entra ID. */
export const isEntraInUse = (): boolean => env().entra !== undefined;

const redirectUri = (): string => `${env().origin}/auth/callback`;

export type EntraOrder = {
  readonly authority: Authority;
  readonly returnTo: string | null;
  readonly invitationId?: number;
  /** The sign-in whose person is to prove once more who they are. */
  readonly again?: FoundSignIn;
};

function unavailable(error: EntraUnavailable): Response {
  log.error({ err: error, requestId: requestScope()?.requestId }, 'Entra ID could not be used');
  const { status, title } = wordsFor('provider-unavailable');
  return new Response(title, { status, statusText: 'Service Unavailable', headers: { 'Retry-After': '60' } });
}

/** Gives where to send the browser, and the cookie that ties it to this sign-in. Throws the 429, or a 503 when Entra ID does not answer. */
export async function startEntra(request: Request, order: EntraOrder): Promise<{ location: string; cookie: string }> {
  await limitNetwork('sign-in:network');
  const { authority, returnTo, invitationId = null, again } = order;
  // Two tabs of one browser can sign in at once: they share what the browser carries, and have a state each (bad-A22).
  const way = readCookie(request.headers.get('Cookie'), 'psa-way', isSecure()) ?? makeToken();
  const [state, nonce, verifier] = [makeToken(), makeToken(), makeToken()];
  let location: string;
  try {
    location = await addressToSignIn({
      authority,
      redirectUri: redirectUri(),
      state,
      nonce,
      verifier,
      again: again !== undefined,
    });
  } catch (error) {
    throw error instanceof EntraUnavailable ? unavailable(error) : error;
  }
  await keepFlow({
    state,
    way,
    nonce,
    verifier,
    authority,
    returnTo: safeReturnTo(returnTo),
    invitationId,
    signInId: again?.id ?? null,
  });
  return { location, cookie: writeCookie('psa-way', way, isSecure()) };
}

export type EntraAnswer =
  | { readonly ok: true; readonly location: string; readonly cookie: string }
  | { readonly ok: false; readonly because: EntraRefusal; /** Where to start afresh. */ readonly again: string };

/** Whom the code stands for, after every check of the token. */
async function readAccount(flow: Flow, code: string): Promise<Result<EntraAccount, EntraRefusal>> {
  const { authority, nonce, verifier, now } = flow;
  const staffTenant = authority === 'staff' ? env().entra?.staffTenant : undefined;
  try {
    return await inTime(async () => {
      const token = await redeemCode({ authority, code, verifier, nonce, redirectUri: redirectUri() });
      if (!token.ok) return token;
      return verifyIdToken(token.value, {
        nonce,
        now,
        ...(staffTenant === undefined ? {} : { tenantId: staffTenant }),
      });
    });
  } catch (error) {
    if (!(error instanceof EntraUnavailable)) throw error;
    log.error({ err: error, requestId: requestScope()?.requestId }, 'Entra ID could not be used');
    return refused('provider-unavailable');
  }
}

async function letIn(request: Request, flow: Flow, account: EntraAccount) {
  const { seat, identityId } = await seatAccount(account, flow.invitationId);
  const { cookie, actor } = await startSignIn(request, {
    seat,
    identityId,
    method: 'entra',
    provedAt: account.provedAt,
  });
  const isLost = actor.kind === 'visitor' || flow.returnTo === '/';
  return ok({ cookie, location: isLost ? homeOf(actor) : flow.returnTo });
}

const startAgainAt = (flow: Flow | null): string => {
  const page = (flow?.signInId ?? null) === null ? '/sign-in' : '/sign-in/again';
  const query = flow === null || flow.returnTo === '/' ? '' : `?${new URLSearchParams({ returnTo: flow.returnTo })}`;
  return `${page}${query}`;
};

/** Takes what Entra ID sent the browser back with. A refusal changes nothing but the ledger, and its state can't be used again. */
export async function finishEntra(request: Request): Promise<EntraAnswer> {
  const { searchParams } = new URL(request.url);
  const state = searchParams.get('state');
  const code = searchParams.get('code');
  const way = readCookie(request.headers.get('Cookie'), 'psa-way', isSecure());
  const flow = state === null || way === null ? null : await takeFlow(state, way);

  const refuse = async (because: EntraRefusal): Promise<EntraAnswer> => {
    await recordEntraRefusal(because, (await findSignIn(request))?.actor ?? null);
    return { ok: false, because, again: startAgainAt(flow) };
  };
  if (flow === null) return refuse('state-unknown');
  // What the provider says in words is for nobody's eyes: anybody could have written it (bad-A13).
  if (code === null || code.length > LONGEST_CODE || searchParams.has('error')) return refuse('provider-declined');
  const account = await readAccount(flow, code);
  if (!account.ok) return refuse(account.reason);
  const done =
    flow.signInId === null
      ? await letIn(request, flow, account.value)
      : await proveAgain(request, flow, flow.signInId, account.value);
  return done.ok ? { ok: true, ...done.value } : refuse(done.reason);
}

/** Where the browser is signed out at Entra ID, too; null for other ways in, and when the tenant does not say it now. */
export async function entraSignOutUrl({ method, tenantId }: FoundSignIn): Promise<string | null> {
  const { entra, origin } = env();
  if (method !== 'entra' || tenantId === null || entra === undefined) return null;
  try {
    const { signOutAddress } = await findTenant(tenantId, await databaseNow());
    if (signOutAddress === null) return null;
    const address = new URL(signOutAddress);
    address.searchParams.set('client_id', entra.clientId);
    address.searchParams.set('post_logout_redirect_uri', origin);
    return address.href;
  } catch (error) {
    if (!(error instanceof EntraUnavailable)) throw error;
    log.warn({ err: error, requestId: requestScope()?.requestId }, 'signed out here only: the tenant did not answer');
    return null;
  }
}
