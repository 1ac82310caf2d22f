// Decides whether an ID token is true: MSAL reads it without looking at its signature, so it is looked at here, against the keys of the very
// tenant that it names.
import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';

import { EntraUnavailable } from './entra-network.server.ts';
import { entraSettings, findTenant, mayLookAgain, type EntraTenant } from './entra-tenant.server.ts';
import { ok, refused, type Result } from './result.ts';

/** Where personal Microsoft accounts live: nobody's employer (bad-A3). */
const CONSUMER_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';
/** How far the clocks of Entra ID and the database may differ (bad-A8). */
const TOLERANCE_S = 60;

/** Who signed in: ids, and nothing that the person can choose. */
export type EntraAccount = {
  readonly tenantId: string;
  readonly objectId: string;
  /** True when the token says that the account is the tenant's own, and no guest's. */
  readonly isMember: boolean;
  /** When the person last proved to be who they are; null when the token does not say. */
  readonly provedAt: Date | null;
};

export type TokenFault =
  | 'token-unreadable'
  | 'token-of-consumer'
  | 'token-of-other-tenant'
  | 'token-not-signed'
  | 'token-for-another'
  | 'token-out-of-time'
  | 'token-of-other-sign-in'
  | 'token-incomplete';

export type ExpectedToken = {
  readonly nonce: string;
  /** The only tenant that will do, if there is one. */
  readonly tenantId?: string;
  /** By the database's clock. */
  readonly now: Date;
};

const guid = z.guid().transform((id) => id.toLowerCase());
const tenantSchema = z.object({ tid: guid });
const claimsSchema = z.object({
  tid: guid,
  oid: guid,
  aud: z.string(),
  nonce: z.string(),
  acct: z.union([z.number(), z.string()]).optional(),
  auth_time: z.number().int().positive().optional(),
});

function tenantNamedBy(token: string): string | null {
  try {
    return tenantSchema.safeParse(decodeJwt(token)).data?.tid ?? null;
  } catch {
    return null;
  }
}

/** What jose found wrong. Null for what is not the token's fault. */
function faultOf(error: unknown): TokenFault | null {
  if (error instanceof errors.JWTExpired) return 'token-out-of-time';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'token-for-another';
    return ['exp', 'nbf', 'iat'].includes(error.claim) ? 'token-out-of-time' : 'token-incomplete';
  }
  if (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed
  )
    return 'token-not-signed';
  return error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JOSENotSupported
    ? 'token-unreadable'
    : null;
}

async function readVerified(token: string, tenant: EntraTenant, now: Date): Promise<JWTPayload> {
  const verify = async () =>
    (
      await jwtVerify(token, tenant.keys, {
        algorithms: ['RS256'],
        issuer: tenant.issuer,
        audience: entraSettings().clientId,
        requiredClaims: ['exp', 'iat'],
        clockTolerance: TOLERANCE_S,
        currentDate: now,
      })
    ).payload;
  try {
    return await verify();
  } catch (error) {
    if (!(error instanceof errors.JWKSNoMatchingKey) || !mayLookAgain(tenant, now)) throw error;
    await tenant.keys.reload();
    return verify();
  }
}

/** Gives whom a token is about, or what is wrong with it. Throws `EntraUnavailable` when the tenant's keys can't be had. */
export async function verifyIdToken(token: string, expected: ExpectedToken): Promise<Result<EntraAccount, TokenFault>> {
  const tenantId = tenantNamedBy(token);
  if (tenantId === null) return refused('token-unreadable');
  if (tenantId === CONSUMER_TENANT) return refused('token-of-consumer');
  if (expected.tenantId !== undefined && tenantId !== expected.tenantId) return refused('token-of-other-tenant');
  let payload: JWTPayload;
  try {
    payload = await readVerified(token, await findTenant(tenantId, expected.now), expected.now);
  } catch (error) {
    if (error instanceof EntraUnavailable) throw error;
    const fault = faultOf(error);
    if (fault === null) throw new EntraUnavailable('tenant-keys-missing', { cause: error });
    return refused(fault);
  }
  // jose is content with a list that holds us among others.
  if (payload.aud !== entraSettings().clientId) return refused('token-for-another');
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return refused(payload['nonce'] === undefined ? 'token-of-other-sign-in' : 'token-incomplete');
  const { tid, oid, nonce, acct, auth_time: provedAtS } = claims.data;
  if (nonce !== expected.nonce) return refused('token-of-other-sign-in');
  return ok({
    tenantId: tid,
    objectId: oid,
    isMember: String(acct) === '0',
    provedAt: provedAtS === undefined ? null : new Date(provedAtS * 1_000),
  });
}
