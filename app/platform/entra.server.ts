// Decides how the portal asks Entra ID: for a person's sign-in by authorization code and PKCE, and for a token of its own (Graph).
import type { AuthError, ConfidentialClientApplication, Configuration } from '@azure/msal-node';
import { createHash, X509Certificate } from 'node:crypto';

import { entraNetwork, EntraUnavailable, inTime } from './entra-network.server.ts';
import { entraSettings } from './entra-tenant.server.ts';
import { ok, refused, type Result } from './result.ts';

/** Who is asked: any organisation, or the one that staff belong to. */
export type Authority = 'organizations' | 'staff';

const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';
const PERSON_SCOPES = ['openid', 'profile'];
const NO_ANSWER = new Set([
  'network_error',
  'openid_config_error',
  'endpoints_resolution_error',
  'no_network_connectivity',
]);
/** What Entra ID says when it does not know us: an expired secret, for one. Nobody who signs in can help it. */
const NOT_KNOWN_THERE = new Set(['invalid_client', 'unauthorized_client']);

function credentialOf(): Pick<Configuration['auth'], 'clientSecret' | 'clientCertificate'> {
  const { credential } = entraSettings();
  if ('secret' in credential) return { clientSecret: credential.secret };
  const { fingerprint256 } = new X509Certificate(credential.certificate);
  return {
    clientCertificate: {
      thumbprintSha256: fingerprint256.replaceAll(':', '').toLowerCase(),
      privateKey: credential.privateKey,
    },
  };
}

function authorityAddress(authority: Authority): string {
  const { authority: base, staffTenant } = entraSettings();
  return `${base}/${authority === 'staff' ? staffTenant : 'organizations'}`;
}

/** MSAL is loaded at its first use: most processes never need it. */
async function makeApplication(): Promise<ConfidentialClientApplication> {
  const { ConfidentialClientApplication } = await import('@azure/msal-node');
  const { clientId, authority } = entraSettings();
  return new ConfidentialClientApplication({
    auth: {
      clientId,
      authority: authorityAddress('staff'),
      knownAuthorities: [new URL(authority).host],
      ...credentialOf(),
    },
    system: { networkClient: entraNetwork, disableInternalRetries: true },
  });
}

// Two, so that what signing in leaves behind can be thrown away without the token for Graph.
let forPeople: Promise<ConfidentialClientApplication> | undefined;
let forGraph: Promise<ConfidentialClientApplication> | undefined;

const isAuthError = (error: unknown): error is AuthError =>
  error instanceof Error && 'errorCode' in error && typeof error.errorCode === 'string';

/** What can't be helped by the one who asked, as `EntraUnavailable`; anything else as it is. */
function asUnavailable(error: unknown): unknown {
  if (!isAuthError(error)) return error;
  const { errorCode } = error;
  return NO_ANSWER.has(errorCode) || NOT_KNOWN_THERE.has(errorCode)
    ? new EntraUnavailable(errorCode, { cause: error })
    : error;
}

export type PersonRequest = {
  readonly authority: Authority;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The person is asked to prove who they are, even if Entra ID still knows them. */
  readonly again: boolean;
};

/** The address to send a browser to. Throws `EntraUnavailable`. */
export async function addressToSignIn(request: PersonRequest): Promise<string> {
  const { authority, redirectUri, state, nonce, verifier, again } = request;
  const application = await (forPeople ??= makeApplication());
  try {
    const address = await inTime(() =>
      application.getAuthCodeUrl({
        authority: authorityAddress(authority),
        scopes: PERSON_SCOPES,
        redirectUri,
        state,
        nonce,
        codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
        codeChallengeMethod: 'S256',
        ...(again ? { prompt: 'login', extraQueryParameters: { max_age: '0' } } : {}),
      }),
    );
    // MSAL asks for a refresh token of its own accord; nobody here would use it.
    const asked = new URL(address);
    asked.searchParams.set('scope', PERSON_SCOPES.join(' '));
    return asked.href;
  } catch (error) {
    throw asUnavailable(error);
  }
}

export type Redemption = Pick<PersonRequest, 'authority' | 'redirectUri' | 'nonce' | 'verifier'> & {
  readonly code: string;
};

/**
 * Turns a code into an ID token that nobody has verified yet: `verifyIdToken` does. `state` was compared by whoever kept it. Throws
 * `EntraUnavailable`.
 */
export async function redeemCode(redemption: Redemption): Promise<Result<string, 'code-refused' | 'nonce-wrong'>> {
  const { authority, code, verifier, nonce, redirectUri } = redemption;
  const application = await (forPeople ??= makeApplication());
  try {
    const { idToken } = await application.acquireTokenByCode({
      authority: authorityAddress(authority),
      scopes: PERSON_SCOPES,
      redirectUri,
      code,
      codeVerifier: verifier,
      nonce,
    });
    return ok(idToken);
  } catch (error) {
    const thrown = asUnavailable(error);
    if (!isAuthError(thrown)) throw thrown;
    return refused(thrown.errorCode === 'nonce_mismatch' ? 'nonce-wrong' : 'code-refused');
  } finally {
    // Accounts, tokens and one person's throttling: nothing of a sign-in stays in memory.
    application.clearCache();
  }
}

/** A token of the portal itself for Microsoft Graph in the staff tenant, from memory until it expires. Throws `EntraUnavailable`. */
export async function graphToken(): Promise<string> {
  const application = await (forGraph ??= makeApplication());
  try {
    const answer = await inTime(() => application.acquireTokenByClientCredential({ scopes: [GRAPH_SCOPE] }));
    if (answer === null) throw new EntraUnavailable('no-token');
    return answer.accessToken;
  } catch (error) {
    throw asUnavailable(error);
  }
}

/** Lets the next token for Graph come from Entra ID: the one in memory was refused. */
export async function forgetGraphToken(): Promise<void> {
  (await forGraph)?.clearCache();
}
