// The board's page: who must not be asked stands apart, with the reason in words; what was cancelled can be taken back there.
import { monthAfter } from '#app/features/exams/sitting.ts';
import { findIn } from '#test/support/finding.ts';
import { usePortalServer, type PersonaName } from '#test/support/portal.ts';
import { arrangePerson } from '#test/support/register.ts';
import { describe, expect, it } from 'vitest';

const portal = usePortalServer();
let people = 0;

async function ask(persona: PersonaName, path: string, fields?: Record<string, string>) {
  const headers = { Cookie: await portal.cookieOf(persona), Origin: portal.url };
  const body = fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) };
  const answer = await fetch(`${portal.url}${path}`, { headers, redirect: 'manual', ...body });
  return { status: answer.status, text: (await answer.text()).replaceAll('<!-- -->', '') };
}

async function arrange(months = -1): Promise<{ personId: number; sittingId: number; name: string }> {
  const lastName = `Stands${++people}`;
  const personId = await arrangePerson(portal.database, {
    email: `stands${people}@bluecloud.example`,
    lastName,
    sittings: [{ exam: 'SC-300', month: monthAfter(portal.now, months) }],
  });
  const [row] = await portal.database.query<{ id: number }>('select id from sittings where person_id = $1', [personId]);
  return { personId, sittingId: row?.id ?? 0, name: `Sanne ${lastName}` };
}

describe('somebody who must not be asked', () => {
  it.each([
    ['their data is restricted', 'update persons set restricted_at = now() where id = $1'],
    ['objected to reporting', 'update persons set objected_at = now() where id = $1'],
    ['would rather not say', 'update sittings set ask_no_more = true where person_id = $1'],
    ['not told yet what is held about them', 'update persons set informed_at = null where id = $1'],
  ])('stands apart from the unknown, and says why: %s', async (words, change) => {
    const { personId, name } = await arrange();
    await portal.database.query(change, [personId]);
    const [, search = ''] = name.split(' ');
    expect((await findIn(portal, 'trainer', '/train/exams?view=unknown', search)).text).not.toContain(name);
    const { text } = await findIn(portal, 'trainer', '/train/exams?view=not-asked', search);
    expect(text).toContain(name);
    expect(text).toMatch(new RegExp(`Not to be asked</span><span[^>]*>${words}<`));
  });

  it('is not counted where nobody may look any more', async () => {
    const { personId, name } = await arrange();
    await portal.database.query('update persons set erased_at = now() where id = $1', [personId]);
    expect((await findIn(portal, 'trainer', '/train/exams?view=all', name.split(' ')[1] ?? '')).text).toContain(
      'Nothing fits',
    );
  });
});

describe('the page', () => {
  it('takes back what was cancelled, without scripts, and refuses what is no such thing', async () => {
    const { sittingId, name } = await arrange(1);
    await ask('trainer', '/train/exams', { intent: 'cancel', sittingId: String(sittingId) });
    const shown = await ask('trainer', '/train/exams');
    expect(shown.text).toMatch(/1 booking cancelled at \d\d:\d\d/);
    const [, change = ''] = /name="undo" value="([0-9a-f-]{36})"/.exec(shown.text) ?? [];
    // Administrators look, and change nothing.
    expect((await ask('administrator', '/train/exams')).text).not.toContain('name="undo"');
    expect((await ask('administrator', '/train/exams', { undo: change })).status).toBe(404);
    expect((await ask('trainer', '/train/exams', { undo: 'x' })).status).toBe(400);
    expect((await ask('trainer', '/train/exams', { undo: change, more: '1' })).status).toBe(400);
    const undone = await ask('trainer', '/train/exams', { undo: change });
    expect([undone.status, undone.text.includes('1 booking stands again.')]).toEqual([200, true]);
    expect((await findIn(portal, 'trainer', '/train/exams?view=open', name.split(' ')[1] ?? '')).text).toContain(name);
    expect((await ask('trainer', '/train/exams', { undo: change })).status).toBe(409);
  });

  it('of employments says what another employer’s domain means, and takes back what was confirmed', async () => {
    for (const [email, mpnId] of [
      ['a@owned.example', '6000001'],
      ['b@owned.example', '6000002'],
    ] as const)
      await arrangePerson(portal.database, { email, mpnId, company: `Company ${mpnId}` });
    await portal.database.query(
      `update employments e set confirmed_by = null, confirmed_at = null from employers r where r.id = e.employer_id and r.mpn_id like '600000%'`,
    );
    const idOf = async (email: string) =>
      String(
        (
          await portal.database.query<{ id: number }>(
            'select e.id from employments e join persons p on p.id = e.person_id where p.email = $1',
            [email],
          )
        )[0]?.id,
      );
    const first = { employmentId: await idOf('a@owned.example'), confirm: 'domain' };
    expect((await ask('administrator', '/admin/employments', first)).text).toContain('One employment confirmed');
    const page = await ask('administrator', '/admin/employments');
    expect(page.text).toMatch(/@owned\.example belongs to <a[^>]*>Company 6000001<\/a>, so it confirms nobody here/);
    const second = { employmentId: await idOf('b@owned.example'), confirm: 'domain' };
    const refused = await ask('administrator', '/admin/employments', second);
    expect([refused.status, refused.text.includes('belongs to another employer')]).toEqual([409, true]);
    const [, undo = ''] = /name="undo" value="([0-9a-f-]{36})"/.exec(page.text) ?? [];
    expect((await ask('administrator', '/admin/employments', { undo })).text).toContain(
      'Taken back: one employment to be decided again.',
    );
    expect((await ask('administrator', '/admin/employments', { undo })).status).toBe(409);
    expect((await ask('administrator', '/admin/employments', { undo: 'x' })).status).toBe(400);
  });
});
