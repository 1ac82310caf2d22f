// Decides which keys and addresses belong to a tenant: what the tenant's own document says, and only for its own issuer.
import { createRemoteJWKSet, customFetch, type RemoteJWKSet } from 'jose';
import { z } from 'zod';

import { askEntra, EntraUnavailable } from './entra-network.server.ts';
import { env, type EntraSettings } from './env.server.ts';

/** The most tenants remembered at once; the one read longest ago makes room. */
const TENANTS_KEPT = 200;
const DOCUMENT_LASTS_MS = 24 * 60 * 60 * 1_000;
const KEYS_LAST_MS = 10 * 60 * 1_000;
/** A key that is not known is looked for once in this time, however many tokens name one (bad-A6). */
const LOOK_AGAIN_AFTER_MS = 30_000;

export type EntraTenant = {
  readonly issuer: string;
  readonly keys: RemoteJWKSet;
  /** Where a browser is signed out at the tenant; null when it says none. */
  readonly signOutAddress: string | null;
  readonly readAt: Date;
  lookedAgainAt: Date | null;
};

/** The settings of Entra ID. Throws when it is not in use. */
export function entraSettings(): EntraSettings {
  const { entra } = env();
  if (entra === undefined) throw new Error('Entra ID is not in use: ENTRA_CLIENT_ID is not set');
  return entra;
}

/** The issuer that a tenant's tokens must name. `tenantId` must be a GUID: it becomes part of an address. */
export function issuerOf(tenantId: string): string {
  if (!z.guid().safeParse(tenantId).success) throw new Error('This is no tenant id');
  return `${entraSettings().authority}/${tenantId}/v2.0`;
}

const tenants = new Map<string, EntraTenant>();

async function readTenant(tenantId: string, now: Date): Promise<EntraTenant> {
  const issuer = issuerOf(tenantId);
  const { origin } = new URL(entraSettings().authority);
  const own = z.url().refine((address) => new URL(address).origin === origin);
  const schema = z.object({ issuer: z.literal(issuer), jwks_uri: own, end_session_endpoint: own.optional() });
  const { answer, text } = await askEntra(`${issuer}/.well-known/openid-configuration`);
  if (!answer.ok) throw new EntraUnavailable(`tenant-answered-${answer.status}`);
  try {
    const said = schema.parse(JSON.parse(text));
    const keys = createRemoteJWKSet(new URL(said.jwks_uri), {
      cacheMaxAge: KEYS_LAST_MS,
      // Looking again for an unknown key is decided below.
      cooldownDuration: Number.POSITIVE_INFINITY,
      [customFetch]: async (url, { headers }) => {
        const found = await askEntra(url, { headers });
        return new Response(found.text, { status: found.answer.status });
      },
    });
    return { issuer, keys, signOutAddress: said.end_session_endpoint ?? null, readAt: now, lookedAgainAt: null };
  } catch (error) {
    throw new EntraUnavailable('tenant-document-unusable', { cause: error });
  }
}

/** Gives a tenant, from memory for a day. Throws `EntraUnavailable` when its document can't be had or is not its own. */
export async function findTenant(tenantId: string, now: Date): Promise<EntraTenant> {
  const kept = tenants.get(tenantId);
  if (kept !== undefined && Math.abs(now.getTime() - kept.readAt.getTime()) < DOCUMENT_LASTS_MS) return kept;
  const tenant = await readTenant(tenantId, now);
  tenants.delete(tenantId);
  tenants.set(tenantId, tenant);
  const [oldest] = tenants.keys();
  if (tenants.size > TENANTS_KEPT && oldest !== undefined) tenants.delete(oldest);
  return tenant;
}

/** True when the tenant's keys may be fetched once more now, because a token names one that is not among them. */
export function mayLookAgain(tenant: EntraTenant, now: Date): boolean {
  const { lookedAgainAt } = tenant;
  if (lookedAgainAt !== null && Math.abs(now.getTime() - lookedAgainAt.getTime()) < LOOK_AGAIN_AFTER_MS) return false;
  tenant.lookedAgainAt = now;
  return true;
}
