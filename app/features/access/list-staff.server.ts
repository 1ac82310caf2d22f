// Reads who the staff are: their roles, whether they have a way in, and which wishes wait for a second person.
import { inRole, type Prisma } from '#app/platform/db.server.ts';
import { actorSettings, isStaffRole, type StaffActor, type StaffRole } from './actor.ts';

export type RoleWish = 'grant' | 'revoke';

export type OpenRequest = {
  readonly id: number;
  readonly staffId: number;
  readonly staffName: string;
  readonly role: StaffRole;
  readonly wish: RoleWish;
  readonly askedBy: string;
  readonly askedAt: Date;
  /** The one who asked may take it back; whoever it is about waits; anybody else decides. */
  readonly mine: 'asked' | 'about-me' | 'to-decide';
};

export type StaffView = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly StaffRole[];
  readonly disabledAt: Date | null;
  /** Has signed in with Entra ID, so that the account is known. */
  readonly hasAccount: boolean;
  /** Until when the open invitation can be used. */
  readonly invitedUntil: Date | null;
};

const MEMBER = {
  id: true,
  name: true,
  email: true,
  disabledAt: true,
  identity: { select: { id: true } },
  roles: { select: { role: true }, where: { revokedAt: null }, orderBy: { role: 'asc' } },
} as const satisfies Prisma.StaffMemberSelect;

type Member = Prisma.StaffMemberGetPayload<{ select: typeof MEMBER }>;

const viewOf = (member: Member, invitedUntil: Date | null): StaffView => ({
  id: member.id,
  name: member.name,
  email: member.email,
  roles: member.roles.map(({ role }) => role).filter(isStaffRole),
  disabledAt: member.disabledAt,
  hasAccount: member.identity !== null,
  invitedUntil,
});

/** Everybody on the staff, by name, and every wish that waits. */
export function listStaff(actor: StaffActor): Promise<{ members: StaffView[]; requests: OpenRequest[] }> {
  return inRole('psa_portal', actorSettings(actor), async (tx) => {
    const members = await tx.staffMember.findMany({ select: MEMBER, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
    const invitations = await tx.$queryRaw<{ staff_id: number; expires_at: Date }[]>`
      select staff_id, expires_at from invitations
      where staff_id is not null and used_at is null and withdrawn_at is null and expires_at > psa_now()`;
    const requests = await tx.roleRequest.findMany({
      select: {
        id: true,
        staffId: true,
        role: true,
        wish: true,
        askedAt: true,
        askedBy: true,
        staff: { select: { name: true } },
        asker: { select: { name: true } },
      },
      where: { decision: null },
      orderBy: { askedAt: 'asc' },
    });
    const until = new Map(invitations.map((invitation) => [invitation.staff_id, invitation.expires_at]));
    return {
      members: members.map((member) => viewOf(member, until.get(member.id) ?? null)),
      requests: requests.flatMap(({ role, wish, staff, asker, askedBy, ...request }) =>
        isStaffRole(role) && (wish === 'grant' || wish === 'revoke')
          ? {
              ...request,
              role,
              wish,
              staffName: staff.name,
              askedBy: asker.name,
              mine: askedBy === actor.staffId ? 'asked' : request.staffId === actor.staffId ? 'about-me' : 'to-decide',
            }
          : [],
      ),
    };
  });
}
