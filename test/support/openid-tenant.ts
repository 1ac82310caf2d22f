// One tenant of the OpenID provider for tests: accounts, keys that can change, and the real `oidc-provider` behind `/TENANT/v2.0`.
import {
  decodeJwt,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTPayload,
} from 'jose';
import { randomBytes, randomUUID } from 'node:crypto';
import Provider, {
  type Adapter,
  type AdapterPayload,
  type ClientMetadata,
  type KoaContextWithOIDC,
} from 'oidc-provider';

export type TestAccount = {
  readonly oid: string;
  readonly name: string;
  /** Chosen by the account, and so by an attacker (bad-A1). */
  readonly email: string;
  /** 0: a member; 1: a guest. */
  readonly acct: 0 | 1;
  /** App roles that the tenant puts into the token, whatever they are worth. */
  readonly roles?: readonly string[];
};

/** Makes another ID token of the claims that the real one has. */
export type Tamper = (claims: JWTPayload, tenant: TestTenant) => Promise<string>;

export type TestTenant = {
  readonly id: string;
  readonly issuer: string;
  readonly accounts: readonly TestAccount[];
  readonly provider: Provider;
  /** Signs with the key in use, or as a test wants it. */
  sign(claims: JWTPayload, options?: { kid?: string; privateKey?: CryptoKey }): Promise<string>;
  readonly keyId: string;
  publicPem(): Promise<string>;
  /** From now on another key signs, and the old one is gone. */
  rotateKeys(): Promise<void>;
  setClients(clients: readonly ClientMetadata[]): void;
  /** Sends other ID tokens from now on; null: true ones. */
  tamperWith(tamper: Tamper | null): void;
};

const HOUR_S = 3_600;

/** Keeps what the provider issues as long as the tenant lives; the package's own would share it between tenants. */
function makeStore(): (model: string) => Adapter {
  const kept = new Map<string, AdapterPayload>();
  return (model) => {
    const find = (match: (payload: AdapterPayload) => boolean) =>
      [...kept].find(([key, payload]) => key.startsWith(`${model} `) && match(payload))?.[1];
    return {
      upsert: (id, payload) => Promise.resolve(void kept.set(`${model} ${id}`, payload)),
      find: (id) => Promise.resolve(kept.get(`${model} ${id}`)),
      findByUserCode: (userCode) => Promise.resolve(find((payload) => payload.userCode === userCode)),
      findByUid: (uid) => Promise.resolve(find((payload) => payload.uid === uid)),
      consume: (id) => {
        const payload = kept.get(`${model} ${id}`);
        if (payload !== undefined) payload['consumed'] = true;
        return Promise.resolve();
      },
      destroy: (id) => Promise.resolve(void kept.delete(`${model} ${id}`)),
      revokeByGrantId: (grantId) => {
        for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
        return Promise.resolve();
      },
    };
  };
}

const SCOPES = ['openid', 'profile', 'offline_access', 'https://graph.microsoft.com/.default'];

async function agreeToAll({ oidc }: KoaContextWithOIDC) {
  const grant = new oidc.provider.Grant({
    accountId: oidc.session?.accountId ?? '',
    clientId: oidc.client?.clientId ?? '',
  });
  grant.addOIDCScope(SCOPES.join(' '));
  await grant.save();
  return grant;
}

async function makeKey(): Promise<{ jwk: JWK; privateKey: CryptoKey; publicKey: CryptoKey }> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    jwk: { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' },
    privateKey,
    publicKey,
  };
}

export async function makeTenant(base: string, accounts: readonly TestAccount[]): Promise<TestTenant> {
  const id = randomUUID();
  const issuer = `${base}/${id}/v2.0`;
  const adapter = makeStore();
  const cookieKeys = [randomBytes(32).toString('base64url')];
  let key = await makeKey();
  let clients: readonly ClientMetadata[] = [];
  let tamper: Tamper | null = null;

  const claimsOf = ({ oid, name, email, acct, roles }: TestAccount) => ({
    sub: oid,
    oid,
    tid: id,
    ver: '2.0',
    acct,
    name,
    email,
    preferred_username: email,
    ...(roles === undefined ? {} : { roles }),
  });

  const makeProvider = (): Provider => {
    const provider = new Provider(issuer, {
      adapter,
      clients: [...clients],
      jwks: { keys: [key.jwk] },
      scopes: SCOPES,
      claims: { openid: ['sub', 'oid', 'tid', 'ver', 'acct', 'name', 'email', 'preferred_username', 'roles'] },
      conformIdTokenClaims: false,
      cookies: {
        keys: cookieKeys,
        names: { session: `session-${id}`, interaction: `interaction-${id}`, resume: `resume-${id}` },
      },
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (ctx, form) => {
            ctx.body = `<!doctype html><title>Sign out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out of your organisation</button>`;
          },
        },
      },
      interactions: { url: (_ctx, { uid }) => `/${id}/v2.0/interaction/${uid}` },
      loadExistingGrant: agreeToAll,
      findAccount: (_ctx, sub) => {
        const account = accounts.find(({ oid }) => oid === sub);
        return account && { accountId: sub, claims: () => claimsOf(account) };
      },
      pkce: { required: () => true },
      routes: { authorization: '/authorize', token: '/token', jwks: '/keys', end_session: '/logout' },
      ttl: {
        AccessToken: HOUR_S,
        AuthorizationCode: 60,
        ClientCredentials: HOUR_S,
        Grant: HOUR_S,
        IdToken: HOUR_S,
        Interaction: HOUR_S,
        Session: HOUR_S,
      },
      renderError: (ctx, { error }) => {
        ctx.type = 'text';
        ctx.body = error;
      },
    });
    provider.use(async (ctx, next) => {
      await next();
      const body: unknown = ctx.body;
      if (tamper === null || !ctx.path.endsWith('/token') || typeof body !== 'object' || body === null) return;
      if ('id_token' in body && typeof body.id_token === 'string') {
        Object.assign(body, { id_token: await tamper(decodeJwt(body.id_token), tenant) });
      }
    });
    return provider;
  };

  let provider = makeProvider();
  const tenant: TestTenant = {
    id,
    issuer,
    accounts,
    get provider() {
      return provider;
    },
    sign: (claims, options = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: options.kid ?? tenant.keyId })
        .sign(options.privateKey ?? key.privateKey),
    get keyId() {
      return key.jwk.kid ?? '';
    },
    publicPem: () => exportSPKI(key.publicKey),
    async rotateKeys() {
      key = await makeKey();
      provider = makeProvider();
    },
    setClients(wanted) {
      clients = wanted;
      provider = makeProvider();
    },
    tamperWith(wanted) {
      tamper = wanted;
    },
  };
  return tenant;
}
