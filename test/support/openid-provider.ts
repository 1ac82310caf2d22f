// A real OpenID provider that is laid out as Entra ID is: two tenants, `organizations` in front of them, TLS, and a page to choose an account.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm, writeFile, mkdtemp } from 'node:fs/promises';
import { IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientMetadata } from 'oidc-provider';
import { makeCertificates } from './certificates.ts';
import { makeTenant, type TestAccount, type TestTenant } from './openid-tenant.ts';

export type OpenIdProvider = {
  /** For ENTRA_AUTHORITY. */
  readonly authority: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM, and a file with it for NODE_EXTRA_CA_CERTS. */
  readonly certificate: string;
  readonly certificateFile: string;
  /** The staff's tenant, and one of a partner company. */
  readonly staff: TestTenant;
  readonly partner: TestTenant;
  /** 'POST /organizations/v2.0/token' and so on, in order. */
  readonly requests: string[];
  /** What the portal needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Every request waits so long before it is answered. */
  slowDown(ms: number): void;
  /** Every request is answered with this status and nothing else; null: as it should be. */
  failWith(status: number | null): void;
  changeSecret(secret: string): void;
  /** Another application of the same tenants, known by a certificate. */
  addClient(client: ClientMetadata): void;
  stop(): Promise<void>;
};

type Options = {
  /** Where the portal under test is reached. */
  readonly origin: string;
  readonly staff: readonly TestAccount[];
  readonly partner: readonly TestAccount[];
};

const page = (res: ServerResponse, title: string, body: string) =>
  res
    .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    .end(`<!doctype html><title>${title}</title><h1>${title}</h1>${body}`);

/** The tenant's own page: who are you? Or: I say no. */
async function askWho({ provider, accounts }: TestTenant, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method !== 'POST') {
    const buttons = accounts.map(({ oid, name }) => `<button name="account" value="${oid}">${name}</button>`);
    page(
      res,
      'Who are you?',
      `<form method="post">${buttons.join('')}<button name="account" value="">Say no</button></form>`,
    );
    return;
  }
  const chosen = new URLSearchParams(await text(req)).get('account') ?? '';
  const result =
    chosen === ''
      ? { error: 'access_denied', error_description: '<b onclick="alert(1)">The user said no</b>' }
      : { login: { accountId: chosen } };
  await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}

export async function startOpenIdProvider({
  origin,
  staff: staffAccounts,
  partner: partnerAccounts,
}: Options): Promise<OpenIdProvider> {
  const { authority: certificate, ...own } = await makeCertificates();
  const folder = await mkdtemp(join(tmpdir(), 'psa-openid-'));
  const certificateFile = join(folder, 'authority.pem');
  await writeFile(certificateFile, certificate);
  const server = createServer({ cert: own.certificate, key: own.privateKey }).listen(0);
  await once(server, 'listening');
  const address = server.address();
  const authority = `https://localhost:${address !== null && typeof address === 'object' ? address.port : 0}`;
  const [staff, partner] = [await makeTenant(authority, staffAccounts), await makeTenant(authority, partnerAccounts)];
  const tenants = [staff, partner];
  const requests: string[] = [];
  const clientId = randomUUID();
  const clientSecret = 'a secret of the portal';
  const others: ClientMetadata[] = [];
  let delayMs = 0;
  let failure: number | null = null;

  const setClients = (secret: string) => {
    const portal: ClientMetadata = {
      client_id: clientId,
      client_secret: secret,
      redirect_uris: [`${origin}/auth/callback`],
      post_logout_redirect_uris: [origin],
      grant_types: ['authorization_code', 'client_credentials'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
      require_auth_time: true,
    };
    for (const tenant of tenants) tenant.setClients([portal, ...others]);
  };
  setClients(clientSecret);

  /** What belongs to all tenants: the document, the question which one, and codes of any of them. */
  async function answerForAll(path: string, url: URL, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const root = `${authority}/organizations/v2.0`;
    if (path === '.well-known/openid-configuration') {
      const document = {
        issuer: `${authority}/{tenantid}/v2.0`,
        authorization_endpoint: `${root}/authorize`,
        token_endpoint: `${root}/token`,
        jwks_uri: `${root}/keys`,
        end_session_endpoint: `${root}/logout`,
      };
      res.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(document));
    } else if (path === 'authorize') {
      const links = [
        ['The association', staff],
        ['A partner company', partner],
      ] as const;
      const list = links.map(
        ([name, { id }]) => `<a href="${`/${id}/v2.0/authorize${url.search}`.replaceAll('&', '&amp;')}">${name}</a>`,
      );
      page(res, 'Which organisation?', list.join(' '));
    } else {
      const body = await text(req);
      const code = new URLSearchParams(body).get('code') ?? '';
      const holders = await Promise.all(tenants.map(({ provider }) => provider.AuthorizationCode.find(code)));
      const { provider } = tenants.find((_tenant, index) => holders[index] !== undefined) ?? partner;
      const again = new IncomingMessage(req.socket);
      Object.assign(again, {
        method: req.method,
        headers: req.headers,
        originalUrl: req.url,
        url: '/token',
        complete: true,
      });
      again.push(body);
      again.push(null);
      await provider.callback()(again, res);
    }
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', authority);
    requests.push(`${req.method ?? ''} ${url.pathname}`);
    if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
    if (failure !== null) return void res.writeHead(failure).end();
    const [, first, , ...rest] = url.pathname.split('/');
    const path = rest.join('/');
    if (first === 'organizations') return answerForAll(path, url, req, res);
    const tenant = tenants.find(({ id }) => id === first);
    if (tenant === undefined) return void res.writeHead(404).end();
    if (path.startsWith('interaction/')) return askWho(tenant, req, res);
    Object.assign(req, { originalUrl: req.url, url: `/${path}${url.search}` });
    await tenant.provider.callback()(req, res);
  }
  server.on('request', (req, res) => {
    answer(req, res).catch((error: unknown) => res.writeHead(500).end(String(error)));
  });

  return {
    authority,
    clientId,
    clientSecret,
    certificate,
    certificateFile,
    staff,
    partner,
    requests,
    env: {
      ENTRA_AUTHORITY: authority,
      ENTRA_CLIENT_ID: clientId,
      ENTRA_STAFF_TENANT: staff.id,
      ENTRA_CLIENT_SECRET: clientSecret,
    },
    slowDown: (ms) => void (delayMs = ms),
    failWith: (status) => void (failure = status),
    changeSecret: setClients,
    addClient: (client) => {
      others.push(client);
      setClients(clientSecret);
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await rm(folder, { recursive: true });
    },
  };
}
