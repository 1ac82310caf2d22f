// Entra ID asked by a certificate instead of a secret, and what is kept of its answers.
import { EntraUnavailable } from '#app/platform/entra-network.server.ts';
import { graphToken } from '#app/platform/entra.server.ts';
import { startOpenIdProvider, type OpenIdProvider } from '#test/support/openid-provider.ts';
import { createPublicKey, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, it } from 'vitest';

let provider: OpenIdProvider;
let folder: string;

beforeAll(async () => {
  provider = await startOpenIdProvider({ origin: 'http://localhost:3000', staff: [], partner: [] });
  setDefaultCACertificates([...getCACertificates('default'), provider.certificate]);
  folder = await mkdtemp(join(tmpdir(), 'psa-certificate-'));
  const own = await generate([{ name: 'commonName', value: 'portal' }], { keySize: 2048, algorithm: 'sha256' });
  const [certificateFile, keyFile] = [join(folder, 'portal.pem'), join(folder, 'portal.key')];
  await Promise.all([writeFile(certificateFile, own.cert), writeFile(keyFile, own.private)]);
  const clientId = randomUUID();
  provider.addClient({
    client_id: clientId,
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [{ ...createPublicKey(own.public).export({ format: 'jwk' }), kty: 'RSA', use: 'sig' }] },
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  });
  Object.assign(process.env, provider.env, {
    ENTRA_CLIENT_ID: clientId,
    ENTRA_CLIENT_SECRET: '',
    ENTRA_CERTIFICATE_FILE: certificateFile,
    ENTRA_PRIVATE_KEY_FILE: keyFile,
    PSA_DATA_DIR: folder,
  });
});
afterAll(async () => {
  await provider.stop();
  await rm(folder, { recursive: true });
});

it.each([
  ['slow', () => provider.slowDown(30_000)],
  ['broken', () => provider.failWith(503)],
  ['telling something else', () => provider.failWith(404)],
])('bad-A19 a provider that is %s gives no token, within ten seconds', async (_what, breakDown) => {
  breakDown();
  const began = performance.now();
  await expect(graphToken()).rejects.toThrow(EntraUnavailable);
  expect(performance.now() - began).toBeLessThan(10_000);
  provider.slowDown(0);
  provider.failWith(null);
});

it('the portal proves who it is by its certificate, and asks once for a token that lasts', async () => {
  const before = provider.requests.length;
  const [one, other] = [await graphToken(), await graphToken()];
  expect(one).toBe(other);
  expect(provider.requests.slice(before).filter((asked) => asked.startsWith('POST'))).toEqual([
    `POST /${provider.staff.id}/v2.0/token`,
  ]);
});
