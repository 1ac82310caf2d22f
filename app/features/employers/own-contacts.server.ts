// Lets a recipient's contacts say each quarter who fetches with them: whom nobody confirms any more gets nothing.
import { actorSettings, type ContactActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

/** So long before a contact lapses it is asked for. */
export const ASKED_DAYS_BEFORE = 14;

export type OwnContact = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly isMe: boolean;
  /** The last moment at which the contact counts, unless somebody confirms. */
  readonly until: Date;
  readonly standing: 'counts' | 'soon' | 'lapsed';
};

/** Everybody who fetches for the actor's recipient, oneself first. Who was only invited so far is not among them. */
export function listOwnContacts(actor: ContactActor): Promise<OwnContact[]> {
  return inRoleSql(
    'psa_recipient',
    actorSettings(actor),
    async (client) =>
      (
        await client.query<OwnContact>(
          `select id, name, email, id = $1 as "isMe", confirmed_at + interval '3 months' as until,
             case when not psa_contact_counts(confirmed_at, removed_at) then 'lapsed'
               when confirmed_at + interval '3 months' <= psa_now() + interval '${ASKED_DAYS_BEFORE} days' then 'soon' else 'counts' end as standing
           from recipient_contacts where recipient_id = $2 and confirmed_at is not null and removed_at is null
           order by id <> $1, lower(name), id`,
          [actor.contactId, actor.recipientId],
        )
      ).rows,
    { readOnly: true },
  );
}

const CHANGES = {
  confirm: { assignment: 'confirmed_at', event: 'contact.confirmed' },
  remove: { assignment: 'removed_at', event: 'contact.removed' },
} as const;
export type OwnContactChange = keyof typeof CHANGES;

/**
 * Lets oneself or a colleague count for three more months, or takes out a colleague who has left. False for whoever is nobody of this recipient, has accepted
 * no invitation or is out already, and for taking out oneself.
 */
export function changeOwnContact(actor: ContactActor, change: OwnContactChange, id: number): Promise<boolean> {
  const { assignment, event } = CHANGES[change];
  return inRoleSql('psa_recipient', actorSettings(actor), async (client) => {
    const { rowCount } = await client.query(
      `update recipient_contacts set ${assignment} = psa_now()
       where id = $1 and recipient_id = $2 and confirmed_at is not null and removed_at is null and ($3 or id <> $4)`,
      [id, actor.recipientId, change === 'confirm', actor.contactId],
    );
    if (rowCount === 0) return false;
    await appendEvent(client, { event, subjectId: id });
    return true;
  });
}
