// A way to reports is not opened from a screen that somebody left: adding, inviting and confirming a contact ask who it is first.
import { usePortalServer } from '#test/support/portal.ts';
import { moveClock } from '#test/support/register.ts';
import { afterAll, expect, it } from 'vitest';

const portal = usePortalServer();

afterAll(async () => {
  await moveClock(portal.database, '0 hours');
});

it('bad-A21 a contact is added, invited or confirmed with a new proof only; removing one needs none', async () => {
  const Cookie = await portal.cookieOf('administrator');
  const ask = async (path: string, form?: Record<string, string>): Promise<[number, string | null]> => {
    const answer = await fetch(`${portal.url}${path}`, {
      redirect: 'manual',
      headers: { Cookie, Origin: portal.url, 'Sec-Fetch-Site': 'same-origin' },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    await answer.arrayBuffer();
    return [answer.status, answer.headers.get('location')?.split('?')[0] ?? null];
  };
  const state = () =>
    portal.database.query(
      'select id, name, confirmed_at, removed_at, (select count(*) from invitations)::int as made from recipient_contacts order by id',
    );
  const [contact] = await portal.database.query<{ id: number; recipient: number }>(
    'select id, recipient_id as recipient from recipient_contacts order by id limit 1',
  );
  const contactId = String(contact?.id);
  // Somebody is using it all the while, and nobody has proved anything for sixteen minutes.
  for (const moved of ['8 minutes', '16 minutes']) {
    await moveClock(portal.database, moved);
    expect((await ask('/admin/contacts'))[0]).toBe(200);
  }
  const before = await state();
  for (const form of [
    { intent: 'add', recipientId: String(contact?.recipient), name: 'Eve', email: 'eve@bluecloud.example' },
    { intent: 'invite', contactId },
    { intent: 'confirm', contactId },
  ])
    expect(await ask('/admin/contacts', form)).toEqual([302, '/sign-in/again']);
  expect(await state()).toEqual(before);
  expect(await ask('/admin/contacts', { intent: 'remove', contactId })).toEqual([302, '/admin/contacts']);
});
