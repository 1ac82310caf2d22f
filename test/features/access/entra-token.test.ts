// Which ID tokens are believed: made wrong by the provider itself, and read through MSAL's real code.
import type { EntraRefusal } from '#app/features/access/entra-refusal.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { verifyIdToken } from '#app/platform/verify-id-token.server.ts';
import { useEntra, bram, sanne, type Visit } from '#test/support/entra-portal.ts';
import type { Tamper } from '#test/support/openid-tenant.ts';
import { moveClock } from '#test/support/register.ts';
import { generateKeyPair, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';

const entra = useEntra();

function tampered(tamper: Tamper): Visit {
  entra.provider.partner.tamperWith(tamper);
  return { tenant: entra.provider.partner, who: sanne };
}

const CONSUMER = '9188040d-6c67-4c5b-b112-36a304b66dad';
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const nowS = async (): Promise<number> => Math.floor((await databaseNow()).getTime() / 1_000);

describe('a token', () => {
  const forgeries: readonly (readonly [string, EntraRefusal, Tamper])[] = [
    [
      'bad-A3 of the tenant of personal accounts',
      'token-of-consumer',
      (claims, tenant) =>
        tenant.sign({ ...claims, tid: CONSUMER, iss: `${entra.provider.authority}/${CONSUMER}/v2.0` }),
    ],
    [
      'bad-A6 that nobody signed',
      'token-not-signed',
      (claims) => Promise.resolve(`${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`),
    ],
    [
      'bad-A6 signed with the public key as a secret',
      'token-not-signed',
      async (claims, tenant) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256', kid: tenant.keyId })
          .sign(new TextEncoder().encode(await tenant.publicPem())),
    ],
    [
      'bad-A6 signed with a key that nobody knows',
      'token-not-signed',
      (claims, tenant) => tenant.sign(claims, { kid: 'made-up' }),
    ],
    [
      'bad-A6 signed with another key under the name of the right one',
      'token-not-signed',
      async (claims, tenant) => tenant.sign(claims, { privateKey: (await generateKeyPair('RS256')).privateKey }),
    ],
    [
      'bad-A7 for another application',
      'token-for-another',
      (claims, tenant) => tenant.sign({ ...claims, aud: randomUUID() }),
    ],
    [
      'bad-A7 for us and another application',
      'token-for-another',
      (claims, tenant) => tenant.sign({ ...claims, aud: [entra.provider.clientId, randomUUID()] }),
    ],
    [
      'bad-A7 for a list of us alone',
      'token-for-another',
      (claims, tenant) => tenant.sign({ ...claims, aud: [entra.provider.clientId] }),
    ],
    [
      'bad-A8 that ran out 61 seconds ago',
      'token-out-of-time',
      async (claims, tenant) => tenant.sign({ ...claims, exp: (await nowS()) - 61 }),
    ],
    [
      'bad-A8 that is not valid yet',
      'token-out-of-time',
      async (claims, tenant) => tenant.sign({ ...claims, nbf: (await nowS()) + 65 }),
    ],
    [
      'that never runs out',
      'token-out-of-time',
      (claims, tenant) => {
        delete claims.exp;
        return tenant.sign(claims);
      },
    ],
    ['bad-A11 of another sign-in', 'nonce-wrong', (claims, tenant) => tenant.sign({ ...claims, nonce: 'another' })],
    ['bad-A11 of no sign-in', 'nonce-wrong', (claims, tenant) => tenant.sign({ ...claims, nonce: undefined })],
    [
      'of one tenant that names another as its issuer',
      'token-incomplete',
      (claims, tenant) => tenant.sign({ ...claims, iss: entra.provider.staff.issuer }),
    ],
    [
      'of one tenant that says it is of another',
      'token-not-signed',
      (claims, tenant) => tenant.sign({ ...claims, iss: entra.provider.staff.issuer, tid: entra.provider.staff.id }),
    ],
    [
      'whose tenant is an address',
      'token-unreadable',
      (claims, tenant) => tenant.sign({ ...claims, tid: '../evil.example' }),
    ],
    ['without an object id', 'token-incomplete', (claims, tenant) => tenant.sign({ ...claims, oid: undefined })],
  ];

  it.each(forgeries)('%s is refused (%s)', async (_what, because, tamper) => {
    const before = await entra.database.query('select from sign_ins');
    const answer = await entra.signIn(tampered(tamper));
    expect(answer).toEqual({ ok: false, because, again: '/sign-in' });
    expect(await entra.database.query('select from sign_ins')).toEqual(before);
    expect(await entra.reasons()).toEqual([because]);
  });

  it.each([
    ['ran out 58 seconds ago', async () => ({ exp: (await nowS()) - 58 })],
    ['is valid in 58 seconds', async () => ({ nbf: (await nowS()) + 58 })],
  ])('bad-A8 that %s is accepted: clocks differ', async (_what, times) => {
    const answer = await entra.signIn(
      tampered(async (claims, tenant) => tenant.sign({ ...claims, ...(await times()) })),
    );
    expect(answer.ok).toBe(true);
  });

  it.each([
    ['bad-A11 of another sign-in', { nonce: 'another' }],
    ['bad-A11 of no sign-in', {}],
  ])('%s is refused even where MSAL does not look', async (_what, given) => {
    const { partner } = entra.provider;
    const now = await databaseNow();
    const iat = Math.floor(now.getTime() / 1_000);
    const claims = {
      iss: partner.issuer,
      tid: partner.id,
      oid: sanne.oid,
      aud: entra.provider.clientId,
      iat,
      exp: iat + 60,
    };
    const expected = { nonce: 'expected', now };
    expect((await verifyIdToken(await partner.sign({ ...claims, nonce: 'expected' }), expected)).ok).toBe(true);
    expect(await verifyIdToken(await partner.sign({ ...claims, ...given }), expected)).toEqual({
      ok: false,
      reason: 'token-of-other-sign-in',
    });
  });

  it('of the staff authority must be of the staff tenant', async () => {
    entra.provider.staff.tamperWith((claims) =>
      entra.provider.partner.sign({ ...claims, tid: entra.provider.partner.id, iss: entra.provider.partner.issuer }),
    );
    const answer = await entra.signIn({ tenant: entra.provider.staff, who: bram, order: { authority: 'staff' } });
    expect(answer).toMatchObject({ ok: false, because: 'token-of-other-tenant' });
  });

  it('bad-A6 with a new key is accepted after one look, and keys are not looked up for each unknown one', async () => {
    const looks = () =>
      entra.provider.requests.filter((asked) => asked.endsWith(`${entra.provider.partner.id}/v2.0/keys`)).length;
    await moveClock(entra.database, '40 seconds');
    await entra.signIn({ tenant: entra.provider.partner, who: sanne });
    const before = looks();
    await entra.provider.partner.rotateKeys();
    expect((await entra.signIn({ tenant: entra.provider.partner, who: sanne })).ok).toBe(true);
    expect(looks()).toBe(before + 1);
    for (let count = 0; count < 3; count++) {
      const unknown = await entra.signIn(tampered((claims, tenant) => tenant.sign(claims, { kid: randomUUID() })));
      expect(unknown).toMatchObject({ ok: false, because: 'token-not-signed' });
    }
    expect(looks()).toBe(before + 1);
    await moveClock(entra.database, '0 seconds');
  });
});
