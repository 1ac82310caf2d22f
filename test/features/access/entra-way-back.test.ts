// The way back from Entra ID: once, by the browser that went, to a page of this portal; and what happens when it is closed.
import { LIMITS } from '#app/features/access/rate-limit.server.ts';
import { findSignIn } from '#app/features/access/actors.server.ts';
import { wordsFor } from '#app/features/access/entra-refusal.ts';
import { entraSignOutUrl, finishEntra, startEntra } from '#app/features/access/entra-sign-in.server.ts';
import { graphToken } from '#app/platform/entra.server.ts';
import { useEntra, bram, ORIGIN, requestWith, sanne } from '#test/support/entra-portal.ts';
import { moveClock } from '#test/support/register.ts';
import { describe, expect, it } from 'vitest';

const entra = useEntra();

describe('the way back', () => {
  const redemptions = () =>
    entra.provider.requests.filter((asked) => asked.startsWith('POST') && asked.endsWith('/token')).length;

  it.each([
    ['without a state', (url: URL) => url.searchParams.delete('state')],
    ['with a wrong state', (url: URL) => url.searchParams.set('state', 'x'.repeat(43))],
  ])('bad-A10 %s leads nowhere, and the code is not redeemed', async (_what, change) => {
    const { location, way } = await entra.visit({ tenant: entra.provider.partner, who: sanne });
    const url = new URL(location);
    change(url);
    const before = redemptions();
    expect(await finishEntra(requestWith(url.href, way))).toEqual({
      ok: false,
      because: 'state-unknown',
      again: '/sign-in',
    });
    expect(redemptions()).toBe(before);
    expect(await entra.reasons()).toEqual(['state-unknown']);
    expect((await finishEntra(requestWith(location, way))).ok).toBe(true);
  });

  it('bad-A10 works once: the back button redeems nothing, and whoever came in stays in', async () => {
    const { back, location, way } = await entra.visit({ tenant: entra.provider.partner, who: sanne });
    const first = await finishEntra(back);
    const before = redemptions();
    const cookie = first.ok ? first.cookie : '';
    expect(await finishEntra(requestWith(location, way, cookie))).toMatchObject({
      ok: false,
      because: 'state-unknown',
    });
    expect(redemptions()).toBe(before);
    expect(await findSignIn(requestWith('/', cookie))).not.toBeNull();
  });

  it('bad-A10 works once, even if it is taken twice at the same moment', async () => {
    const { location, way } = await entra.visit({ tenant: entra.provider.partner, who: sanne });
    const answers = await Promise.all([1, 2, 3].map(() => finishEntra(requestWith(location, way))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('bad-A10 is of no use to another browser, nor after ten minutes', async () => {
    const { location, way } = await entra.visit({ tenant: entra.provider.partner, who: sanne });
    const { way: others } = await entra.visit({ tenant: entra.provider.partner, who: sanne });
    for (const cookie of [others, null]) {
      expect(await finishEntra(requestWith(location, cookie))).toMatchObject({ because: 'state-unknown' });
    }
    await moveClock(entra.database, '10 minutes 1 second');
    expect(await finishEntra(requestWith(location, way))).toMatchObject({ because: 'state-unknown' });
    await moveClock(entra.database, '0 seconds');
  });

  it('bad-A13 with another verifier is refused by the provider', async () => {
    const { back } = await entra.visit({ tenant: entra.provider.partner, who: sanne });
    await entra.database.query('update sign_in_flows set verifier = $1', ['v'.repeat(43)]);
    expect(await finishEntra(back)).toMatchObject({ ok: false, because: 'code-refused' });
  });

  it('bad-A13 with a no is a refusal, and none of its words are kept', async () => {
    const { back, location } = await entra.visit({ tenant: entra.provider.partner, who: null });
    expect(location).toContain('error=access_denied');
    expect(await finishEntra(back)).toEqual({ ok: false, because: 'provider-declined', again: '/sign-in' });
    expect(await entra.reasons()).toEqual(['provider-declined']);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/\t/evil.example'])(
    'bad-A14 never leads to %j',
    async (returnTo) => {
      const { location } = await entra.signedIn({ tenant: entra.provider.staff, who: bram, order: { returnTo } });
      expect(location).toMatch(/^\/[a-z]/);
    },
  );

  it('bad-A22 is open to two tabs of one browser at once, and loses neither sign-in', async () => {
    const one = await entra.visit({ tenant: entra.provider.partner, who: sanne });
    const other = await entra.visit({ tenant: entra.provider.partner, who: sanne, carrying: one.way });
    expect(other.way).toBe(one.way);
    const answers = await Promise.all([one, other].map(({ back }) => finishEntra(back)));
    for (const answer of answers) {
      expect(answer.ok && (await findSignIn(requestWith('/', answer.cookie)))).toMatchObject({ method: 'entra' });
    }
  });

  it('starts so often from one network, and no oftener', async () => {
    await entra.visit({ tenant: entra.provider.partner, who: sanne });
    await entra.database.query(
      `update rate_counts set taken = ${LIMITS['sign-in:network'].most} where limit_name = 'sign-in:network'`,
    );
    const refusal: unknown = await entra
      .visit({ tenant: entra.provider.partner, who: sanne })
      .catch((thrown: unknown) => thrown);
    expect(refusal).toMatchObject({ status: 429 });
  });
});

describe('bad-A19 when Entra ID does not answer', () => {
  it.each([
    ['is slow', () => entra.provider.slowDown(30_000)],
    ['fails', () => entra.provider.failWith(502)],
  ])('because it %s, people are told within ten seconds, and whoever is in stays in', async (_what, breakDown) => {
    const { cookie } = await entra.signedIn({ tenant: entra.provider.partner, who: sanne });
    const { back } = await entra.visit({ tenant: entra.provider.partner, who: sanne });
    breakDown();
    const began = performance.now();
    const answer = await finishEntra(back);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(answer).toMatchObject({ ok: false, because: 'provider-unavailable' });
    expect(answer.ok || wordsFor(answer.because).status).toBe(503);
    expect(await findSignIn(requestWith('/', cookie))).not.toBeNull();
    entra.provider.slowDown(0);
    entra.provider.failWith(null);
    expect((await entra.signIn({ tenant: entra.provider.partner, who: sanne })).ok).toBe(true);
  });
});

describe('Entra ID', () => {
  it('is where people are signed out, too', async () => {
    const { signIn: found } = await entra.signedIn({ tenant: entra.provider.partner, who: sanne });
    const address = new URL((await entraSignOutUrl(found)) ?? '');
    expect(`${address.origin}${address.pathname}`).toBe(`${entra.provider.partner.issuer}/logout`);
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(ORIGIN);
  });

  it('gives the portal a token of its own, which is kept until it expires', async () => {
    const before = entra.provider.requests.length;
    const [one, other] = [await graphToken(), await graphToken()];
    expect(one).toBe(other);
    expect(entra.provider.requests.slice(before).filter((asked) => asked.startsWith('POST'))).toEqual([
      `POST /${entra.provider.staff.id}/v2.0/token`,
    ]);
  });

  it('is asked with a challenge, and is not told where the person wants to go', async () => {
    const { location } = await startEntra(requestWith('/sign-in'), { authority: 'organizations', returnTo: '/me' });
    const { searchParams } = new URL(location);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(location).not.toContain('%2Fme');
  });
});
