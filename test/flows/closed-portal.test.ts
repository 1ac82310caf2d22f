// While a backup is being restored nobody is let in, by whatever way: the rows of yesterday are here, and not yet everything that must not come back with them (bad-H10).
import { makeBackup } from '#app/features/backup/make-backup.server.ts';
import { RESTORING, refreshBrand } from '#app/features/settings/brand.server.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { ask, psa } from '#test/support/psa-answers.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const portal = usePortalServer();

beforeAll(async () => {
  await portal.database.query('insert into settings (name, value) values ($1, to_jsonb($2::text))', [RESTORING, 'x']);
  await refreshBrand();
});
afterAll(() => refreshBrand());

describe('while a restore is under way', () => {
  it.each(['/', '/sign-in', '/register', '/me', '/reports', '/admin/runs', '/desk', '/notice', '/no-such-page'])(
    '%s answers 503 and says when to come again',
    async (path) => {
      const answer = await fetch(`${portal.url}${path}`, { redirect: 'manual' });
      expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '60']);
      expect(await answer.text()).toContain('is being restored');
    },
  );

  it('no form is taken in', async () => {
    const answer = await fetch(`${portal.url}/register`, {
      method: 'POST',
      headers: { Origin: portal.url },
      body: new URLSearchParams({ email: 'a@b.example' }),
    });
    expect(answer.status).toBe(503);
  });

  it('the process is up and not ready', async () => {
    expect((await fetch(`${portal.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${portal.url}/readyz`)).status).toBe(503);
  });

  it.each([
    'report list',
    'report run --to microsoft',
    'schedule due',
    'person export sanne.devries@bluecloud.example',
    'person erase sanne.devries@bluecloud.example',
    'retention preview',
    'user invite a@psa.example',
    'import registrations nothing.csv',
    'seed --people 1 --employers 1',
    'backup somewhere',
  ])('psa %s is refused with what to do', async (line) => {
    expect(await ask(...line.split(' '))).toEqual({
      code: 2,
      value: { error: expect.stringContaining('say psa restore with the same folder again') as string },
    });
  });

  it('no backup is made, by whatever way: who was erased since would be in it', async () => {
    const folder = join(portal.database.dataDir, 'backup');
    expect(await makeBackup(folder, () => undefined)).toEqual({ ok: false, reason: 'restoring' });
    expect(existsSync(folder)).toBe(false);
  });

  it('what the restore is about can be looked at', async () => {
    expect(await psa('audit', 'verify')).toMatchObject({ code: 0 });
    expect(await psa('migrate')).toMatchObject({ code: 0 });
  });
});
