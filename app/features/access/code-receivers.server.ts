// Decides who may sign in with a code by mail, and to which address it goes: learners and confirmed contacts without a work account,
// at the address that is theirs today. Staff never (issue 3).
import type { PoolClient } from 'pg';

import type { Seat } from './sign-ins.server.ts';

/** Whom a code is for: whoever has this address, was invited, or holds this seat. */
export type Whom = { readonly email: string } | { readonly invitationId: number } | { readonly seat: Seat };

export type Receiver = {
  readonly email: string;
  readonly personId: number | null;
  readonly contactId: number | null;
  /** Signs in with a work account, and gets no code. */
  readonly usesWorkAccount: boolean;
  /** Of a learner; whoever receives reports, and staff, read English. */
  readonly language: string | null;
};

const PERSON = `p.email, p.id as "personId", null::int as "contactId",
  exists (select from identities i where i.person_id = p.id) as "usesWorkAccount", p.language`;
const CONTACT = `c.email, null::int as "personId", c.id as "contactId",
  exists (select from identities i where i.contact_id = c.id) as "usesWorkAccount", null as language`;
const STAFF = `s.email, null::int as "personId", null::int as "contactId", true as "usesWorkAccount", null as language`;

// An address that a person had once leads to the one of today: the old mailbox may be somebody else's by now. Who is staff is nothing else
// here, and a contact comes before a learner.
const BY_EMAIL = `
  select 1 as rank, ${STAFF} from staff_members s where lower(s.email) = $1 and s.disabled_at is null
  union all
  select 2, ${CONTACT} from recipient_contacts c where lower(c.email) = $1 and psa_contact_counts(c.confirmed_at, c.removed_at)
  union all
  select 3, ${PERSON} from person_emails e join persons p on p.id = e.person_id where e.email = $1 and p.erased_at is null
  order by rank limit 1`;

// Whoever was invited may be a contact whom this confirms.
const BY_INVITATION = `
  select ${STAFF} from invitations v join staff_members s on s.id = v.staff_id where v.id = $1
  union all
  select ${CONTACT} from invitations v join recipient_contacts c on c.id = v.contact_id and c.removed_at is null where v.id = $1
  union all
  select ${PERSON} from invitations v join persons p on p.id = v.person_id and p.erased_at is null where v.id = $1`;

const BY_SEAT = `
  select ${CONTACT} from recipient_contacts c
  where $1 = 'contact' and c.id = $2 and psa_contact_counts(c.confirmed_at, c.removed_at)
  union all
  select ${PERSON} from persons p where $1 = 'person' and p.id = $2 and p.erased_at is null`;

/** As addresses are kept. */
export const normaliseAddress = (typed: string): string => typed.normalize('NFC').trim().toLowerCase();

/** Asks in one statement, whoever it is. Null for nobody who is known here. */
export async function findReceiver(client: PoolClient, whom: Whom): Promise<Receiver | null> {
  const found =
    'email' in whom
      ? await client.query<Receiver>(BY_EMAIL, [normaliseAddress(whom.email)])
      : 'invitationId' in whom
        ? await client.query<Receiver>(BY_INVITATION, [whom.invitationId])
        : await client.query<Receiver>(BY_SEAT, [whom.seat.kind, whom.seat.id]);
  return found.rows[0] ?? null;
}
