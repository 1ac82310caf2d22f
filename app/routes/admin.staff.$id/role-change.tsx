import { Form } from '@remix-run/react';

import type { StaffRole } from '#app/features/access/actor.ts';
import { STAFF_ROLE_WORDS } from '#app/features/access/role-names.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';

/** One role: what it lets one do, and the button that grants or takes it, or asks a second person to. */
export function RoleChange({ role, held, waiting }: { role: StaffRole; held: boolean; waiting: boolean }) {
  const { name, does } = STAFF_ROLE_WORDS[role];
  const asks = role !== 'trainer';
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div>
        <p className="font-medium">{name}</p>
        <p className="text-sm text-ink-soft">{does}</p>
      </div>
      {waiting ? (
        <Badge tone="warn">Waits for a second person</Badge>
      ) : (
        <Form method="post">
          <input type="hidden" name="intent" value="role" />
          <input type="hidden" name="role" value={role} />
          <Button size="small" name="wish" value={held ? 'revoke' : 'grant'}>
            {asks ? (held ? 'Ask to revoke' : 'Ask to grant') : held ? 'Revoke' : 'Grant'}
            <span className="sr-only"> the role of {name.toLowerCase()}</span>
          </Button>
        </Form>
      )}
    </li>
  );
}
