import { Link } from '@remix-run/react';

import type { StaffView } from '#app/features/access/list-staff.server.ts';
import { STAFF_ROLE_WORDS } from '#app/features/access/role-names.ts';
import { Badge, Tag } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatDay } from '#app/ui/format.ts';

export function WayIn({ member }: { member: StaffView }) {
  if (member.disabledAt !== null) return <Badge tone="danger">Shut out since {formatDay(member.disabledAt)}</Badge>;
  if (member.hasAccount) return <Badge tone="success">Work account</Badge>;
  if (member.invitedUntil !== null) return <Badge tone="info">Invited until {formatDay(member.invitedUntil)}</Badge>;
  return <Badge tone="warn">Not invited</Badge>;
}

export function Roles({ roles }: { roles: StaffView['roles'] }) {
  if (roles.length === 0) return <span className="text-ink-soft">none</span>;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {roles.map((role) => (
        <Tag key={role}>{STAFF_ROLE_WORDS[role].name}</Tag>
      ))}
    </span>
  );
}

const COLUMNS: readonly Column<StaffView>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: (member) => (
      <>
        <Link to={`/admin/staff/${member.id}`} className="font-medium text-accent underline-offset-2 hover:underline">
          {member.name}
        </Link>
        <span className="block text-sm break-all text-ink-soft">{member.email}</span>
      </>
    ),
  },
  { id: 'roles', header: 'Roles', cell: (member) => <Roles roles={member.roles} /> },
  { id: 'way-in', header: 'Way in', cell: (member) => <WayIn member={member} /> },
];

export function StaffTable({ members }: { members: readonly StaffView[] }) {
  return <DataTable stacks caption="Staff" columns={COLUMNS} rows={members} rowKey={({ id }) => id} />;
}
