// Decides whether somebody who once signed in still may: looked up on each request, so that no right outlives its row.
import type { SignedInActor, StaffRole } from './actor.ts';
import { STAFF_ROLES, actorSettings } from './actor.ts';
import { readIdentity, type Identity } from './session.server.ts';
import { requestScope } from './request-scope.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

const EIGHT_HOURS = '8 hours';

const LOOKUP: Record<Identity['kind'], string> = {
  person: `select trim(concat(first_name, ' ', last_name)) as name, '{}'::text[] as roles
    from persons where id = $1 and erased_at is null`,
  staff: `select s.name, array(select r.role from staff_roles r where r.staff_id = s.id and r.revoked_at is null order by r.role) as roles
    from staff_members s where s.id = $1 and s.disabled_at is null`,
  contact: `select name, '{}'::text[] as roles
    from recipient_contacts where id = $1 and removed_at is null and confirmed_at is not null`,
};

function isStaffRole(role: string): role is StaffRole {
  return STAFF_ROLES.some((known) => known === role);
}

function describe(identity: Identity, name: string, roles: readonly string[]): SignedInActor {
  switch (identity.kind) {
    case 'person':
      return { kind: 'person', personId: identity.id, name };
    case 'staff':
      return { kind: 'staff', staffId: identity.id, roles: roles.filter(isStaffRole), name };
    case 'contact':
      return { kind: 'contact', contactId: identity.id, recipientId: identity.recipientId, name };
  }
}

/** Gives the actor behind an identity, or null when erased, disabled, removed, or signed in (ms) more than eight hours ago. */
export async function findActorBehind(identity: Identity, signedInAt?: number): Promise<SignedInActor | null> {
  const settings = actorSettings(describe(identity, '', []));
  return inRoleSql(
    identity.kind === 'contact' ? 'psa_recipient' : 'psa_portal',
    settings,
    async (client) => {
      const { rows } = await client.query<{ name: string; roles: string[] }>(
        `select * from (${LOOKUP[identity.kind]}) found
         where $2::float8 is null or psa_now() - to_timestamp($2::float8 / 1000) between interval '-5 minutes' and $3::interval`,
        [identity.id, signedInAt ?? null, EIGHT_HOURS],
      );
      return rows[0] ? describe(identity, rows[0].name, rows[0].roles) : null;
    },
    { readOnly: true },
  );
}

async function lookUp(request: Request): Promise<SignedInActor | null> {
  const signedIn = await readIdentity(request);
  return signedIn ? findActorBehind(signedIn.identity, signedIn.signedInAt) : null;
}

/** Gives who is signed in, or null. One look per HTTP request, however many loaders ask. */
export async function findActor(request: Request): Promise<SignedInActor | null> {
  const scope = requestScope();
  if (!scope) return lookUp(request);
  scope.actor ??= lookUp(request);
  return scope.actor;
}
