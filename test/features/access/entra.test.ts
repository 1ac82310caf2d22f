// Whom an account of Entra ID is here: known by tenant and object id, and whatever an invitation tied it to.
import { findInvitation, invite, type Invited } from '#app/features/access/invitations.server.ts';
import { useEntra, bram, guest, mallory, sanne, twin } from '#test/support/entra-portal.ts';
import { describe, expect, it } from 'vitest';

const entra = useEntra();

const invitationFor = async (invited: Invited): Promise<number> => {
  const { link } = await invite({ kind: 'system', name: 'test' }, invited);
  return (await findInvitation(link.split('/').at(-1) ?? ''))?.id ?? 0;
};

describe('an account', () => {
  it('bad-A1 is not the person whose address it says it has', async () => {
    const before = await entra.database.query('select * from persons');
    const { signIn: found, location } = await entra.signedIn({ tenant: entra.provider.partner, who: mallory });
    expect(found.actor.kind).toBe('visitor');
    expect(location).toBe('/no-access');
    expect(await entra.reasons()).toEqual(['account-unknown']);
    expect(await entra.database.query('select object_id from identities where person_id is not null')).toEqual([
      { object_id: sanne.oid },
    ]);
    expect(await entra.database.query('select * from persons')).toEqual(before);
  });

  it('that is linked to a learner comes in as that learner, wherever they wanted to go', async () => {
    const { signIn: found, location } = await entra.signedIn({
      tenant: entra.provider.partner,
      who: sanne,
      order: { returnTo: '/me/sign-ins' },
    });
    expect(found.actor).toMatchObject({ kind: 'person', personId: entra.learner });
    expect([found.method, found.tenantId, location]).toEqual(['entra', entra.provider.partner.id, '/me/sign-ins']);
    expect(await entra.reasons()).toEqual([]);
  });

  it('bad-A2 is another one in another tenant, with the same object id', async () => {
    await entra.link(entra.provider.staff, bram, 'staff_id');
    const own = await entra.signedIn({ tenant: entra.provider.staff, who: bram, order: { authority: 'staff' } });
    const other = await entra.signedIn({ tenant: entra.provider.partner, who: twin });
    expect([own.signIn.actor.kind, other.signIn.actor.kind]).toEqual(['staff', 'visitor']);
    expect(await entra.database.query('select from identities where object_id = $1', [bram.oid])).toHaveLength(2);
  });

  it('bad-A4 of another tenant is no staff, whatever its token claims and even if it is linked', async () => {
    await entra.link(entra.provider.partner, twin, 'staff_id');
    const { signIn: found, location } = await entra.signedIn({ tenant: entra.provider.partner, who: twin });
    expect([found.actor.kind, location]).toEqual(['visitor', '/no-access']);
    expect(await entra.reasons()).toEqual(['staff-of-other-tenant']);
  });

  it('bad-A4 bad-A20 that is a guest is neither staff nor contact, whatever its token claims', async () => {
    await entra.link(entra.provider.staff, guest, 'staff_id');
    await entra.link(entra.provider.staff, guest, 'contact_id');
    const { signIn: found } = await entra.signedIn({ tenant: entra.provider.staff, who: guest });
    expect(found.actor.kind).toBe('visitor');
    expect(await entra.reasons()).toEqual(['guest']);
  });

  it('that does not say whether it is a guest counts as one', async () => {
    await entra.link(entra.provider.staff, bram, 'staff_id');
    entra.provider.staff.tamperWith((claims, tenant) => tenant.sign({ ...claims, acct: undefined }));
    const { signIn: found } = await entra.signedIn({ tenant: entra.provider.staff, who: bram });
    expect(found.actor.kind).toBe('visitor');
  });

  it('bad-A4 of a contact whom nobody confirmed this quarter gets nothing', async () => {
    await entra.link(entra.provider.partner, sanne, 'contact_id');
    await entra.database.query(`update recipient_contacts set confirmed_at = psa_now() - interval '4 months'`);
    const { signIn: found } = await entra.signedIn({ tenant: entra.provider.partner, who: sanne });
    expect(found.actor).toMatchObject({ kind: 'person', personId: entra.learner });
    expect(await entra.reasons()).toEqual(['contact-unconfirmed']);
    await entra.database.query('update recipient_contacts set confirmed_at = psa_now()');
    expect((await entra.signedIn({ tenant: entra.provider.partner, who: sanne })).signIn.actor.kind).toBe('contact');
  });
});

describe('an invitation', () => {
  it('links the account that comes with it to the contact it is for, once', async () => {
    const invitationId = await invitationFor({ kind: 'contact', id: entra.contact });
    const first = await entra.signedIn({ tenant: entra.provider.partner, who: mallory, order: { invitationId } });
    expect(first.signIn.actor).toMatchObject({ kind: 'contact', contactId: entra.contact });
    const second = await entra.signedIn({ tenant: entra.provider.partner, who: twin, order: { invitationId } });
    expect(second.signIn.actor.kind).toBe('visitor');
    expect(await entra.reasons()).toEqual(['invitation-over', 'account-unknown']);
  });

  it('bad-A4 for staff stays unused in the hands of another tenant or a guest', async () => {
    const invitationId = await invitationFor({ kind: 'staff', id: entra.staff });
    for (const [tenant, who] of [
      [entra.provider.partner, twin],
      [entra.provider.staff, guest],
    ] as const) {
      expect((await entra.signedIn({ tenant, who, order: { invitationId } })).signIn.actor.kind).toBe('visitor');
    }
    expect(await entra.reasons()).toEqual([
      'invitation-for-another',
      'account-unknown',
      'invitation-for-another',
      'account-unknown',
    ]);
    const { signIn: found } = await entra.signedIn({
      tenant: entra.provider.staff,
      who: bram,
      order: { invitationId },
    });
    expect(found.actor).toMatchObject({ kind: 'staff', staffId: entra.staff });
  });
});
