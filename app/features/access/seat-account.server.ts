// Gives an account of Entra ID its seat: known by tenant and object id, never by an address; linked by an invitation, never by a likeness.
import type { PoolClient } from 'pg';

import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import type { EntraAccount } from '#app/platform/verify-id-token.server.ts';
import { chooseSeat, type Links, type Standing } from './entra-seat.ts';
import { redeemInvitation } from './invitations.server.ts';
import type { Seat } from './sign-ins.server.ts';

/** Gives the row of an account, made at its first sign-in. */
async function keepIdentity(client: PoolClient, { tenantId, objectId }: EntraAccount): Promise<number> {
  const key = [tenantId, objectId];
  await client.query(
    'insert into identities (tenant_id, object_id) values ($1, $2) on conflict (tenant_id, object_id) do nothing',
    key,
  );
  const found = await client.query<{ id: number }>(
    'select id from identities where tenant_id = $1 and object_id = $2',
    key,
  );
  const id = found.rows[0]?.id;
  if (id === undefined) throw new Error('The account could not be kept');
  return id;
}

async function readLinks(client: PoolClient, identityId: number): Promise<Links> {
  const { rows } = await client.query<Omit<Links, 'identityId'>>(
    `select case when s.id is not null then jsonb_build_object('id', s.id, 'isActive', s.disabled_at is null) end as staff,
       case when c.id is not null then
         jsonb_build_object('id', c.id, 'isConfirmed', psa_contact_counts(c.confirmed_at, c.removed_at)) end as contact,
       case when p.id is not null then jsonb_build_object('id', p.id, 'isErased', p.erased_at is not null) end as person
     from identities i
     left join staff_members s on s.id = i.staff_id
     left join recipient_contacts c on c.id = i.contact_id
     left join persons p on p.id = i.person_id
     where i.id = $1`,
    [identityId],
  );
  const [links] = rows;
  if (links === undefined) throw new Error('The account is gone');
  return { identityId, ...links };
}

/** An invitation of staff is for the staff tenant's own accounts, one of a recipient for no guest; and it stays open for the right one. */
async function isInvited(client: PoolClient, invitationId: number, standing: Standing): Promise<boolean> {
  const { rows } = await client.query<{ staff: boolean; contact: boolean }>(
    'select staff_id is not null as staff, contact_id is not null as contact from invitations where id = $1',
    [invitationId],
  );
  const [invitation] = rows;
  if (invitation === undefined) return false;
  if (invitation.staff) return standing.isOfStaffTenant && standing.isMember;
  return !invitation.contact || standing.isMember;
}

export type Seated = { readonly seat: Seat; readonly identityId: number };

/** Gives as whom an account signs in, after using the invitation that it came with, if any. What was refused on the way is an event. */
export function seatAccount(account: EntraAccount, invitationId: number | null): Promise<Seated> {
  const standing = { isOfStaffTenant: account.tenantId === env().entra?.staffTenant, isMember: account.isMember };
  return inRoleSql('psa_door', {}, async (client) => {
    const identityId = await keepIdentity(client, account);
    await client.query(`select set_config('psa.actor_kind', 'visitor', true), set_config('psa.actor_id', $1, true)`, [
      String(identityId),
    ]);
    const reasons: string[] = [];
    if (invitationId !== null) {
      if (!(await isInvited(client, invitationId, standing))) reasons.push('invitation-for-another');
      else if ((await redeemInvitation(client, invitationId, { identityId })) === null) reasons.push('invitation-over');
    }
    const { seat, because } = chooseSeat(await readLinks(client, identityId), standing);
    if (because !== null) reasons.push(because);
    for (const reason of reasons) {
      await appendEvent(client, { event: 'sign-in.refused', details: { because: reason } });
    }
    return { seat, identityId };
  });
}
