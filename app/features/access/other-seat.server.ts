// Somebody may be two things here: who fetches reports for a company may learn, too. Signing in gives the seat that reaches further (staff, contact,
// learner); from there the learner's is one step away, with the same proof. The way back is signing in again.
import { inRoleSql } from '#app/platform/db.server.ts';
import { actorSettings } from './actor.ts';
import type { FoundSignIn } from './found-sign-in.ts';
import { startSignIn, type Started } from './sign-ins.server.ts';

// By the account that signed in, or by the address that a code was sent to, where a code would let this learner in. Never by a likeness.
const OWN_LEARNER = `
  select p.id, s.identity_id as "identityId", s.authenticated_at as "provedAt"
  from sign_ins s
  left join identities i on i.id = s.identity_id
  left join recipient_contacts c on c.id = s.contact_id
  join persons p on p.erased_at is null and case s.method
    when 'entra' then p.id = i.person_id
    when 'code' then p.email = lower(c.email) and not exists (select from identities o where o.person_id = p.id)
    else false end
  where s.id = $1 and s.actor_kind in ('staff', 'contact')`;

type OwnLearner = { readonly id: number; readonly identityId: number | null; readonly provedAt: Date };

async function findOwnLearner(signIn: FoundSignIn): Promise<OwnLearner | null> {
  const found = await inRoleSql(
    'psa_door',
    actorSettings(signIn.actor),
    (client) => client.query<OwnLearner>(OWN_LEARNER, [signIn.id]),
    { readOnly: true },
  );
  return found.rows[0] ?? null;
}

/** True when whoever signed in as staff or as a contact is a learner, too. */
export const isLearnerToo = async (signIn: FoundSignIn): Promise<boolean> => (await findOwnLearner(signIn)) !== null;

/** Goes on as the learner that one is, too: a new sign-in, and the earlier one ends. Null where there is none. */
export async function goOnAsLearner(request: Request, signIn: FoundSignIn): Promise<Started | null> {
  const learner = await findOwnLearner(signIn);
  if (learner === null) return null;
  return startSignIn(request, {
    seat: { kind: 'person', id: learner.id },
    method: signIn.method,
    provedAt: learner.provedAt,
    ...(learner.identityId === null ? {} : { identityId: learner.identityId }),
  });
}
