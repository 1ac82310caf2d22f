// Decides which role may do what. Closed by default: whoever is not listed may not.
import type { ContactActor, PersonActor, SignedInActor, StaffActor, StaffRole } from './actor.ts';

export type Role = 'learner' | 'contact' | StaffRole;

export const PERMISSIONS = {
  'learning:read': ['learner'],
  'progress:set': ['learner'],
  'person:find': ['trainer'],
  'sitting:list': ['trainer'],
  'sitting:book': ['trainer'],
  'sitting:change': ['trainer'],
  'outcome:record': ['trainer'],
  'run:list': ['administrator', 'privacy-officer'],
  'run:read': ['administrator', 'privacy-officer'],
  'run:release': ['privacy-officer'],
  'run:download': ['administrator', 'privacy-officer'],
  'report:list': ['contact'],
  'report:fetch': ['contact'],
} as const satisfies Record<`${string}:${string}`, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

type ActorOf<R extends Role> = R extends 'learner' ? PersonActor : R extends 'contact' ? ContactActor : StaffActor;

/** The kind of actor that the guard lets through for a permission. */
export type ActorFor<P extends Permission> = ActorOf<(typeof PERMISSIONS)[P][number]>;

export function rolesOf(actor: SignedInActor): readonly Role[] {
  switch (actor.kind) {
    case 'person':
      return ['learner'];
    case 'contact':
      return ['contact'];
    case 'staff':
      return actor.roles;
  }
}

/** True when one of the actor's roles is listed for the permission; an empty list means nobody. */
export function isPermitted<P extends Permission>(actor: SignedInActor, permission: P): actor is ActorFor<P> {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return rolesOf(actor).some((role) => allowed.includes(role));
}

const ROLE_NAMES: Record<Role, string> = {
  learner: 'Learner',
  contact: 'Report recipient',
  trainer: 'Trainer',
  administrator: 'Administrator',
  'privacy-officer': 'Privacy officer',
};

/** 'Trainer, Administrator': how an actor's roles read on a page. */
export function describeRoles(actor: SignedInActor): string {
  return rolesOf(actor)
    .map((role) => ROLE_NAMES[role])
    .join(', ');
}
