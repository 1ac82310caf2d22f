// Proving once more who one is, before anything grave.
import { findSignIn } from '#app/features/access/actors.server.ts';
import { finishEntra, startEntra } from '#app/features/access/entra-sign-in.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { useEntra, bram, guest, requestWith } from '#test/support/entra-portal.ts';
import type { TestAccount } from '#test/support/openid-tenant.ts';
import { beforeEach, describe, expect, it } from 'vitest';

const entra = useEntra();
const nowS = async (): Promise<number> => Math.floor((await databaseNow()).getTime() / 1_000);

describe('bad-A21 proving it again', () => {
  const again = async (who: TestAccount) => {
    const { signIn: found, cookie } = await entra.signedIn({ tenant: entra.provider.staff, who: bram });
    await entra.database.query(`update sign_ins set authenticated_at = psa_now() - interval '2 hours' where id = $1`, [
      found.id,
    ]);
    return {
      found,
      cookie,
      visit: () =>
        entra.visit({
          tenant: entra.provider.staff,
          who,
          order: { again: found, returnTo: '/admin/staff' },
          carrying: cookie,
        }),
    };
  };

  beforeEach(async () => {
    await entra.link(entra.provider.staff, bram, 'staff_id');
  });

  it('asks for the proof anew, and goes on under a new name', async () => {
    const { found, cookie, visit: walk } = await again(bram);
    expect((await findSignIn(requestWith('/', cookie)))?.provedAgoS).toBeGreaterThan(7_000);
    const asked = await startEntra(requestWith('/', cookie), { authority: 'staff', returnTo: '/', again: found });
    expect(new URL(asked.location).searchParams.get('prompt')).toBe('login');
    expect(new URL(asked.location).searchParams.get('max_age')).toBe('0');
    const answer = await finishEntra((await walk()).back);
    expect(answer).toMatchObject({ ok: true, location: '/admin/staff' });
    const renewed = await findSignIn(requestWith('/', answer.ok ? answer.cookie : ''));
    expect(renewed?.id).toBe(found.id);
    expect(renewed?.provedAgoS).toBeLessThan(60);
    expect(await findSignIn(requestWith('/', cookie))).toBeNull();
  });

  it('by another account proves nothing', async () => {
    const { cookie, visit: walk } = await again(guest);
    expect(await finishEntra((await walk()).back)).toEqual({
      ok: false,
      because: 'proof-of-another',
      again: '/sign-in/again?returnTo=%2Fadmin%2Fstaff',
    });
    expect((await findSignIn(requestWith('/', cookie)))?.provedAgoS).toBeGreaterThan(7_000);
    expect(await entra.reasons()).toEqual(['proof-of-another']);
  });

  it('by another sign-in of the same browser proves nothing', async () => {
    const { visit: walk } = await again(bram);
    const { location, way } = await walk();
    const { cookie: other } = await entra.signedIn({ tenant: entra.provider.staff, who: bram });
    expect(await finishEntra(requestWith(location, way, other))).toMatchObject({ because: 'proof-of-another' });
  });

  it.each([
    ['an old proof', (nowIsS: number) => ({ auth_time: nowIsS - 7_200 })],
    ['no word of when', () => ({ auth_time: undefined })],
  ])('with %s proves nothing', async (_what, change) => {
    const { visit: walk } = await again(bram);
    const { back } = await walk();
    entra.provider.staff.tamperWith(async (claims, tenant) => tenant.sign({ ...claims, ...change(await nowS()) }));
    expect(await finishEntra(back)).toMatchObject({ ok: false, because: 'proof-too-old' });
  });

  it('is asked of whoever signed in without a word of when', async () => {
    entra.provider.staff.tamperWith((claims, tenant) => tenant.sign({ ...claims, auth_time: undefined }));
    const { signIn: found } = await entra.signedIn({ tenant: entra.provider.staff, who: bram });
    expect(found.provedAgoS).toBeGreaterThan(7_200);
  });
});
