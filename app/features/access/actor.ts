// Decides who can act at all, and how the database is told who is acting.

export const STAFF_ROLES = ['trainer', 'administrator', 'privacy-officer'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
export const isStaffRole = (role: string): role is StaffRole => STAFF_ROLES.some((known) => known === role);

export type PersonActor = { kind: 'person'; personId: number; name: string };
export type StaffActor = { kind: 'staff'; staffId: number; roles: StaffRole[]; name: string };
export type ContactActor = { kind: 'contact'; contactId: number; recipientId: number; name: string };
/** Signed in with an account that belongs to nobody known here: without any right but to leave. */
export type VisitorActor = { kind: 'visitor'; identityId: number; name: string };
export type SystemActor = { kind: 'system'; name: string };
export type Actor = PersonActor | StaffActor | ContactActor | VisitorActor | SystemActor;

/** Those who can sign in; the system never does. */
export type SignedInActor = Exclude<Actor, SystemActor>;

/** The row that an actor is: of persons, staff_members, recipient_contacts or identities, by kind. */
export function idOf(actor: SignedInActor): number {
  switch (actor.kind) {
    case 'person':
      return actor.personId;
    case 'staff':
      return actor.staffId;
    case 'contact':
      return actor.contactId;
    case 'visitor':
      return actor.identityId;
  }
}

/** The transaction-local settings that row policies read (`psa.*`). */
export function actorSettings(actor: Actor): Record<string, string> {
  if (actor.kind === 'system') return { 'psa.actor_kind': 'system' };
  return {
    'psa.actor_kind': actor.kind,
    'psa.actor_id': String(idOf(actor)),
    ...(actor.kind === 'contact' ? { 'psa.recipient_id': String(actor.recipientId) } : {}),
  };
}

/** The purpose role that pages of this actor run under. */
export const purposeOf = (actor: SignedInActor): 'psa_portal' | 'psa_recipient' =>
  actor.kind === 'contact' ? 'psa_recipient' : 'psa_portal';
