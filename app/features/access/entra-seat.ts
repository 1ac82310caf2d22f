// Decides as whom an account signs in, from what it is linked to here: roles and addresses in a token mean nothing (bad-A1, A4, A20).
import type { Seat } from './sign-ins.server.ts';

/** What an account is linked to, and what of it counts at this moment. */
export type Links = {
  readonly identityId: number;
  readonly staff: { readonly id: number; readonly isActive: boolean } | null;
  readonly contact: { readonly id: number; readonly isConfirmed: boolean } | null;
  readonly person: { readonly id: number; readonly isErased: boolean } | null;
};

/** What the token says of the account that signs in. */
export type Standing = { readonly isOfStaffTenant: boolean; /** No guest. */ readonly isMember: boolean };

/** Why a seat that an account is linked to was not given, or that it is linked to none. */
export type PassedOver =
  'account-unknown' | 'staff-of-other-tenant' | 'guest' | 'staff-disabled' | 'contact-unconfirmed' | 'person-erased';

export type Choice = { readonly seat: Seat; readonly because: PassedOver | null };

function staffFault({ staff }: Links, standing: Standing): PassedOver | null {
  if (!standing.isOfStaffTenant) return 'staff-of-other-tenant';
  if (!standing.isMember) return 'guest';
  return staff?.isActive === true ? null : 'staff-disabled';
}

function contactFault({ contact }: Links, standing: Standing): PassedOver | null {
  if (!standing.isMember) return 'guest';
  return contact?.isConfirmed === true ? null : 'contact-unconfirmed';
}

/** Staff before contact before learner; whoever is none of them is a visitor, without any right but to leave. */
export function chooseSeat(links: Links, standing: Standing): Choice {
  const { identityId, staff, contact, person } = links;
  const faults: PassedOver[] = [];
  const seats: readonly (readonly [Seat, PassedOver | null] | null)[] = [
    staff && [{ kind: 'staff', id: staff.id }, staffFault(links, standing)],
    contact && [{ kind: 'contact', id: contact.id }, contactFault(links, standing)],
    person && [{ kind: 'person', id: person.id }, person.isErased ? 'person-erased' : null],
  ];
  for (const candidate of seats) {
    if (candidate === null) continue;
    const [seat, fault] = candidate;
    if (fault === null) return { seat, because: faults[0] ?? null };
    faults.push(fault);
  }
  return { seat: { kind: 'visitor', id: identityId }, because: faults[0] ?? 'account-unknown' };
}
