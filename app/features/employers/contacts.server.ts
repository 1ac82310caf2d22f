// Keeps who may fetch reports for a recipient. A contact belongs to one recipient, comes in by invitation, and counts for three months:
// whom nobody confirms again gets nothing.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { CONTACTS_A_PAGE, type ContactFilter } from './contact-list.ts';

/** 'lapsed' was confirmed too long ago; 'invited' and 'not-invited' have never proved their address. */
export const CONTACT_STANDINGS = ['confirmed', 'lapsed', 'invited', 'not-invited'] as const;
export type ContactStanding = (typeof CONTACT_STANDINGS)[number];

export type ContactView = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly recipientId: number;
  readonly recipient: string;
  readonly partnerId: string | null;
  readonly standing: ContactStanding;
  /** The last day on which the contact counts, or on which the invitation can be used. */
  readonly until: Date | null;
  /** Mail to the address came back then, and none is written to it before somebody confirms it. */
  readonly bouncedAt: Date | null;
};

const LISTED = `
  select c.id, c.name, c.email, c.recipient_id as "recipientId", coalesce(r.name, e.name) as recipient, e.mpn_id as "partnerId",
    case when psa_contact_counts(c.confirmed_at, c.removed_at) then 'confirmed' when c.confirmed_at is not null then 'lapsed'
      when i.id is not null then 'invited' else 'not-invited' end as standing,
    coalesce(c.confirmed_at + interval '3 months', i.expires_at) as until, c.bounced_at as "bouncedAt"
  from recipient_contacts c
  join recipients r on r.id = c.recipient_id
  left join employers e on e.id = r.employer_id
  left join invitations i on i.contact_id = c.id and i.used_at is null and i.withdrawn_at is null and i.expires_at > psa_now()
  where c.removed_at is null and ($1 = '' or psa_contains(concat_ws(' ', c.name, c.email, r.name, e.name, e.mpn_id), $1))`;

const WAITS = `(standing <> 'confirmed' or "bouncedAt" is not null)`;

/** The contacts of all recipients, those that need somebody first, a page of 50, and how many there are in all. */
export function listContacts(
  actor: StaffActor,
  { search, show, page }: ContactFilter,
): Promise<{ contacts: ContactView[]; total: number; waiting: number }> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const counted = await client.query<{ total: number; waiting: number }>(
      `select count(*)::int as total, (count(*) filter (where ${WAITS}))::int as waiting from (${LISTED}) listed`,
      [search],
    );
    const listed = await client.query<ContactView>(
      `select * from (${LISTED}) listed where $2 = 'all' or ${WAITS}
       order by not (${WAITS}), lower(recipient), lower(name), id limit ${CONTACTS_A_PAGE} offset $3`,
      [search, show, (page - 1) * CONTACTS_A_PAGE],
    );
    if (listed.rows.length > 0)
      await appendEvent(client, {
        event: 'people.read',
        fields: ['name', 'email'],
        details: { page: 'contacts', count: listed.rows.length },
      });
    const { total = 0, waiting = 0 } = counted.rows[0] ?? {};
    return { contacts: listed.rows, total, waiting };
  });
}

export type RecipientChoice = { readonly id: number; readonly name: string; readonly partnerId: string | null };

/** Every recipient, by name. */
export function listRecipients(actor: StaffActor): Promise<RecipientChoice[]> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) =>
      (
        await client.query<RecipientChoice>(
          `select r.id, coalesce(r.name, e.name) as name, e.mpn_id as "partnerId"
           from recipients r left join employers e on e.id = r.employer_id order by r.kind <> 'microsoft', lower(coalesce(r.name, e.name)), r.id`,
        )
      ).rows,
    { readOnly: true },
  );
}

export type ContactRefusal = 'not-found' | 'address-taken' | 'recipient-unknown' | 'never-accepted';

export const CONTACT_REFUSALS: Readonly<Record<ContactRefusal, string>> = {
  'not-found': 'This contact is not here any more. Nothing was changed.',
  'address-taken': 'This address belongs to a contact already. One address fetches for one recipient.',
  'recipient-unknown': 'Choose a recipient from the list.',
  'never-accepted': 'This contact has not accepted an invitation yet. Invite first.',
};

/** Adds a contact, who gets nothing before accepting an invitation; one who was removed starts anew. Gives the id. */
export function addContact(
  actor: StaffActor,
  { recipientId, name, email }: { recipientId: number; name: string; email: string },
): Promise<Result<number, ContactRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const known = await client.query('select from recipients where id = $1', [recipientId]);
    if (known.rowCount === 0) return refused('recipient-unknown');
    const added = await client.query<{ id: number }>(
      `insert into recipient_contacts (recipient_id, email, name) values ($1, lower(btrim($2)), $3)
       on conflict (email) do update set recipient_id = excluded.recipient_id, name = excluded.name, confirmed_at = null, removed_at = null, bounced_at = null
         where recipient_contacts.removed_at is not null
       returning id`,
      [recipientId, email, name],
    );
    const id = added.rows[0]?.id;
    if (id === undefined) return refused('address-taken');
    await appendEvent(client, { event: 'contact.added', subjectId: id, fields: ['email', 'name'] });
    return ok(id);
  });
}

/** Lets a contact who once accepted an invitation count for three more months, and be written to again where mail had come back. */
export function confirmContact(actor: StaffActor, id: number): Promise<Result<null, ContactRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const found = await client.query<{ accepted: boolean }>(
      'select confirmed_at is not null as accepted from recipient_contacts where id = $1 and removed_at is null',
      [id],
    );
    const [contact] = found.rows;
    if (contact === undefined) return refused('not-found');
    if (!contact.accepted) return refused('never-accepted');
    await client.query('update recipient_contacts set confirmed_at = psa_now(), bounced_at = null where id = $1', [id]);
    await appendEvent(client, { event: 'contact.confirmed', subjectId: id });
    return ok(null);
  });
}

/** Removes a contact: signed out everywhere, and nothing more to fetch. */
export function removeContact(actor: StaffActor, id: number): Promise<Result<null, ContactRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const removed = await client.query(
      'update recipient_contacts set removed_at = psa_now() where id = $1 and removed_at is null',
      [id],
    );
    if (removed.rowCount === 0) return refused('not-found');
    await appendEvent(client, { event: 'contact.removed', subjectId: id });
    return ok(null);
  });
}
