// Decides which role may do what. Closed by default: whoever is not listed may not.
import type { ContactActor, PersonActor, SignedInActor, StaffActor, StaffRole, VisitorActor } from './actor.ts';
import { STAFF_ROLE_WORDS } from './role-names.ts';

/** What somebody is here; staff may be nothing yet. */
type OwnRole = 'learner' | 'contact' | 'visitor' | StaffRole;
/** 'signed-in' is everybody who is, staff without any role among them. */
export type Role = OwnRole | 'signed-in';

export const PERMISSIONS = {
  'sign-in:list': ['signed-in'],
  'sign-in:end': ['signed-in'],
  'seat:change': ['contact', 'trainer', 'administrator', 'privacy-officer'],
  'invitation:ask': ['visitor'],
  'learning:read': ['learner'],
  'progress:set': ['learner'],
  'enrolment:change': ['learner'],
  'certificate:fetch': ['learner'],
  'own-session:fetch': ['learner'],
  'recording:open': ['learner'],
  'own-exam:list': ['learner'],
  'own-exam:change': ['learner'],
  'data:read': ['learner'],
  'data:export': ['learner'],
  'data:change': ['learner'],
  'data:erase': ['learner'],
  'address:change': ['learner'],
  'own-case:list': ['learner'],
  'own-case:write': ['learner'],
  // Trainers know of workshops and exams, administrators of accounts and employers: one queue, so that nobody has to know whom to ask.
  // Privacy officers see of it what was passed on to them.
  'support:list': ['trainer', 'administrator', 'privacy-officer'],
  'support:answer': ['trainer', 'administrator'],
  'session:list': ['trainer'],
  'workshop:change': ['trainer'],
  'session:change': ['trainer'],
  'roster:read': ['trainer'],
  'roster:change': ['trainer'],
  'roster:download': ['trainer'],
  'recording:add': ['trainer'],
  'recording:change': ['trainer'],
  'overview:read': ['administrator'],
  'search:use': ['trainer', 'administrator', 'privacy-officer'],
  'person:find': ['trainer'],
  // Administrators look behind the numbers of their overview, and change nothing there.
  'person:read': ['trainer', 'administrator'],
  'enrolment:list': ['trainer', 'administrator'],
  'sitting:list': ['trainer', 'administrator'],
  'sitting:book': ['trainer'],
  'sitting:change': ['trainer'],
  'outcome:record': ['trainer'],
  'conflict:decide': ['trainer'],
  'follow-up:list': ['trainer'],
  'follow-up:change': ['trainer'],
  'import:list': ['trainer'],
  'import:make': ['trainer'],
  'import:undo': ['trainer'],
  'schedule:list': ['administrator', 'privacy-officer'],
  'run:start': ['administrator'],
  'run:list': ['administrator', 'privacy-officer'],
  'run:read': ['administrator', 'privacy-officer'],
  'run:release': ['privacy-officer'],
  'run:download': ['administrator', 'privacy-officer'],
  'reason:ask': ['administrator', 'privacy-officer'],
  'report:list': ['contact'],
  'report:fetch': ['contact'],
  'report:verify': ['contact'],
  'notification:confirm': ['contact'],
  'colleague:confirm': ['contact'],
  'colleague:remove': ['contact'],
  'staff:list': ['administrator', 'privacy-officer'],
  'staff:add': ['administrator'],
  'staff:disable': ['administrator'],
  'role:ask': ['administrator'],
  'role:decide': ['administrator', 'privacy-officer'],
  'contact:list': ['administrator'],
  'contact:add': ['administrator'],
  'contact:confirm': ['administrator'],
  'contact:remove': ['administrator'],
  'employment:list': ['administrator'],
  'employment:confirm': ['administrator'],
  'employer:list': ['administrator'],
  'employer:change': ['administrator'],
  'employer:merge': ['administrator'],
  'agreement:list': ['administrator', 'privacy-officer'],
  'agreement:draft': ['administrator'],
  'agreement:choose-rule': ['privacy-officer'],
  'agreement:approve': ['administrator', 'privacy-officer'],
  'agreement:pause': ['administrator'],
  'duplicate:list': ['administrator'],
  'duplicate:dismiss': ['administrator'],
  'person:merge': ['administrator'],
  'setting:list': ['administrator'],
  'setting:change': ['administrator'],
  'own-notice:answer': ['learner'],
  'notice:list': ['privacy-officer'],
  'notice:draft': ['privacy-officer'],
  'notice:publish': ['privacy-officer'],
  'desk:read': ['privacy-officer'],
  'request:list': ['privacy-officer'],
  'request:read': ['privacy-officer'],
  'request:enter': ['privacy-officer'],
  'request:change': ['privacy-officer'],
  'request:decide': ['privacy-officer'],
  'request:export': ['privacy-officer'],
  'retention:read': ['privacy-officer'],
  'retention:change': ['privacy-officer'],
  'retention:run': ['privacy-officer'],
  'retention:download': ['privacy-officer'],
  'ledger:search': ['privacy-officer'],
  'ledger:verify': ['privacy-officer'],
  'disclosure:search': ['privacy-officer'],
  'disclosure:export': ['privacy-officer'],
  'breach:read': ['privacy-officer'],
  'breach:record': ['privacy-officer'],
  'breach:decide': ['privacy-officer'],
  'breach:tell': ['privacy-officer'],
  'breach:export': ['privacy-officer'],
  'register:read': ['privacy-officer'],
  'processor:change': ['privacy-officer'],
} as const satisfies Record<`${string}:${string}`, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** What must not happen from a screen that somebody left open: the person proves first that it is still them (bad-A21). */
const PROVED_FIRST: ReadonlySet<Permission> = new Set<Permission>([
  'run:release',
  'staff:add',
  'staff:disable',
  'role:ask',
  'role:decide',
  'contact:add',
  'contact:confirm',
  'employer:merge',
  'agreement:approve',
  'person:merge',
  'notice:publish',
  // What is carried out about somebody else, and what hands over all that is held about them.
  'request:decide',
  'request:export',
  'retention:change',
  'retention:run',
  // What can't be taken back, and what would tell everything about somebody (P3).
  'data:export',
  'data:erase',
  // Where codes to sign in go from then on.
  'address:change',
  // Lists of people, and a letter to each of them.
  'disclosure:export',
  'breach:tell',
  'breach:export',
]);

/** How long a proof of who one is lasts for those permissions. */
export const PROOF_LASTS_S = 15 * 60;

/** True when the permission asks for a newer proof than one of `provedAgoS` seconds ago. */
export const needsProof = (permission: Permission, provedAgoS: number): boolean =>
  PROVED_FIRST.has(permission) && provedAgoS > PROOF_LASTS_S;

type ActorOf<R extends Role> = R extends 'signed-in'
  ? SignedInActor
  : R extends 'learner'
    ? PersonActor
    : R extends 'contact'
      ? ContactActor
      : R extends 'visitor'
        ? VisitorActor
        : StaffActor;

/** The kind of actor that the guard lets through for a permission. */
export type ActorFor<P extends Permission> = ActorOf<(typeof PERMISSIONS)[P][number]>;

function rolesOf(actor: SignedInActor): readonly OwnRole[] {
  switch (actor.kind) {
    case 'person':
      return ['learner'];
    case 'contact':
      return ['contact'];
    case 'visitor':
      return ['visitor'];
    case 'staff':
      return actor.roles;
  }
}

/** True when one of the actor's roles is listed for the permission; an empty list means nobody. */
export function isPermitted<P extends Permission>(actor: SignedInActor, permission: P): actor is ActorFor<P> {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return allowed.includes('signed-in') || rolesOf(actor).some((role) => allowed.includes(role));
}

const ROLE_NAMES: Record<OwnRole, string> = {
  learner: 'Learner',
  contact: 'Report recipient',
  visitor: 'Not known here yet',
  trainer: STAFF_ROLE_WORDS.trainer.name,
  administrator: STAFF_ROLE_WORDS.administrator.name,
  'privacy-officer': STAFF_ROLE_WORDS['privacy-officer'].name,
};

/** 'Trainer, Administrator': how an actor's roles read on a page. */
export function describeRoles(actor: SignedInActor): string {
  return rolesOf(actor)
    .map((role) => ROLE_NAMES[role])
    .join(', ');
}
