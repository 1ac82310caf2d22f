// Invites whoever has an address: for the command line, and for somebody whose account nobody knows.
import { afterAnswer } from '#app/platform/after-answer.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { actorSettings, type SystemActor, type VisitorActor } from './actor.ts';
import { normaliseAddress } from './code-receivers.server.ts';
import { tryInvite, type Invited } from './invitations.server.ts';
import { takeTurn } from './rate-limit.server.ts';

const BY_ADDRESS = `
  select 1 as rank, 'staff' as kind, s.id, exists (select from identities i where i.staff_id = s.id) as "hasAccount"
  from staff_members s where lower(s.email) = $1 and s.disabled_at is null
  union all
  select 2, 'contact', c.id, exists (select from identities i where i.contact_id = c.id)
  from recipient_contacts c where lower(c.email) = $1 and c.removed_at is null
  union all
  select 3, 'person', p.id, exists (select from identities i where i.person_id = p.id)
  from person_emails e join persons p on p.id = e.person_id where e.email = $1 and p.erased_at is null
  order by rank`;

export type Addressee = Invited & { /** Signs in with a work account already. */ readonly hasAccount: boolean };

/** Whoever has this address and may come in: staff first, then a recipient's contact, then a learner. */
async function listAddressees(actor: SystemActor | VisitorActor, email: string): Promise<Addressee[]> {
  const { rows } = await inRoleSql(
    'psa_door',
    actorSettings(actor),
    (client) => client.query<Addressee>(BY_ADDRESS, [normaliseAddress(email)]),
    { readOnly: true },
  );
  return rows.map(({ kind, id, hasAccount }) => ({ kind, id, hasAccount }));
}

/** Null when nobody here has the address. */
export const findAddressee = async (actor: SystemActor, email: string): Promise<Addressee | null> =>
  (await listAddressees(actor, email))[0] ?? null;

/**
 * Somebody whose account is known to nobody says under which address their training centre registered them: the address of that learner,
 * and no other, is sent an invitation. Whether there is one is looked up after the answer. An invitation that is open stays the one that
 * counts: a stranger must not be able to take it away. Recipients' contacts and staff are invited by those who answer for them.
 */
export async function inviteRegistered(actor: VisitorActor, email: string): Promise<void> {
  if ((await takeTurn('invitation:actor', `${actor.kind} ${actor.identityId}`)) > 0) return;
  afterAnswer(async () => {
    const person = (await listAddressees(actor, email)).find(({ kind }) => kind === 'person');
    if (person !== undefined) await tryInvite(actor, person);
  });
}
