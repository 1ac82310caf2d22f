// Recipients' contacts: whom nobody confirmed for three months, and who was removed, gets nothing from that moment.
import { findActor } from '#app/features/access/actors.server.ts';
import { inviteByMail } from '#app/features/access/invitations.server.ts';
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { addContact, confirmContact, listContacts, removeContact } from '#app/features/employers/contacts.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT, moveClock } from '#test/support/register.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const ADMINISTRATOR: StaffActor = { kind: 'staff', staffId: 1, roles: ['administrator'], name: 'Ada' };
const ALL = { search: '', show: 'all', page: 1 } as const;
let microsoft = 0;

const signIn = async (id: number): Promise<Request> => {
  const empty = new Request('http://localhost/');
  const { cookie } = await startSignIn(empty, { seat: { kind: 'contact', id }, method: 'demo' });
  return new Request('http://localhost/', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
};

async function arrangeContact(name: string): Promise<number> {
  const added = await addContact(ADMINISTRATOR, {
    recipientId: microsoft,
    name,
    email: `${name.toLowerCase()}@microsoft.example`,
  });
  if (!added.ok) throw new Error(added.reason);
  return added.value;
}

const accept = (id: number) =>
  database.query('update recipient_contacts set confirmed_at = psa_now() where id = $1', [id]);

beforeAll(async () => {
  await arrangeNotice();
  await database.query(`insert into staff_members (email, name) values ('ada@academy.example', 'Ada')`);
  await arrangePerson(database, { email: 'sanne@bluecloud.example' });
  await arrangeAgreement(MICROSOFT);
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' });
  const [row] = await database.query<{ id: number }>(`select id from recipients where slug = 'microsoft'`);
  microsoft = row?.id ?? 0;
});

describe('a contact', () => {
  it('counts from the invitation that was accepted, not before', async () => {
    const id = await arrangeContact('Morgan');
    await expect(signIn(id)).rejects.toThrow('no way in');
    expect(await confirmContact(ADMINISTRATOR, id)).toEqual({ ok: false, reason: 'never-accepted' });
    await accept(id);
    expect(await findActor(await signIn(id))).toMatchObject({ contactId: id, recipientId: microsoft });
  });

  it('whom nobody confirms for three months gets nothing, and counts again once confirmed', async () => {
    const id = await arrangeContact('Robin');
    await accept(id);
    await moveClock(database, '3 months 1 minute');
    await expect(signIn(id)).rejects.toThrow('no way in');
    const { contacts, waiting } = await listContacts(ADMINISTRATOR, { ...ALL, search: 'robin' });
    expect([contacts[0]?.standing, waiting]).toEqual(['lapsed', 1]);
    expect(await confirmContact(ADMINISTRATOR, id)).toEqual({ ok: true, value: null });
    expect(await findActor(await signIn(id))).toMatchObject({ contactId: id });
    await moveClock(database, '0 hours');
  });

  it('that is removed is out at the next request, and starts anew when added again', async () => {
    const id = await arrangeContact('Sasha');
    await accept(id);
    const asSasha = await signIn(id);
    expect(await removeContact(ADMINISTRATOR, id)).toEqual({ ok: true, value: null });
    expect(await findActor(asSasha)).toBeNull();
    await expect(signIn(id)).rejects.toThrow('no way in');
    expect(await removeContact(ADMINISTRATOR, id)).toEqual({ ok: false, reason: 'not-found' });
    expect(await arrangeContact('Sasha')).toBe(id);
    await expect(signIn(id)).rejects.toThrow('no way in');
  });

  it('that is removed takes its account and its invitations along: added again, it is nobody’s until somebody accepts anew', async () => {
    const id = await arrangeContact('Uli');
    const invited = await inviteByMail(ADMINISTRATOR, { kind: 'contact', id });
    expect(invited.ok).toBe(true);
    await database.query(
      'insert into identities (tenant_id, object_id, contact_id) values (gen_random_uuid(), gen_random_uuid(), $1)',
      [id],
    );
    await removeContact(ADMINISTRATOR, id);
    expect(await arrangeContact('Uli')).toBe(id);
    expect(await database.query('select from identities where contact_id = $1', [id])).toEqual([]);
    expect(
      await database.query('select from invitations where contact_id = $1 and withdrawn_at is null', [id]),
    ).toEqual([]);
  });

  it('belongs to one recipient: an address is taken once', async () => {
    const [employer] = await database.query<{ id: number }>(`select id from recipients where kind = 'employer'`);
    await arrangeContact('Toni');
    const again = { recipientId: employer?.id ?? 0, name: 'Toni', email: 'TONI@microsoft.example' };
    expect(await addContact(ADMINISTRATOR, again)).toEqual({ ok: false, reason: 'address-taken' });
    expect(await addContact(ADMINISTRATOR, { ...again, email: 'x@y.example', recipientId: 999_999 })).toEqual({
      ok: false,
      reason: 'recipient-unknown',
    });
  });

  it('is found by name, address, company and partner ID, and looking is an event', async () => {
    await database.query('truncate audit_events');
    for (const search of ['toni', 'TONI@microsoft', 'microsoft']) {
      const { contacts } = await listContacts(ADMINISTRATOR, { ...ALL, search });
      expect(contacts.map(({ name }) => name)).toContain('Toni');
    }
    expect((await listContacts(ADMINISTRATOR, { ...ALL, search: '%' })).contacts).toEqual([]);
    const events = await database.query<{ event: string }>('select event from audit_events');
    expect(events).toEqual([{ event: 'people.read' }, { event: 'people.read' }, { event: 'people.read' }]);
  });
});
