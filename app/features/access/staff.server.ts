// Grants and revokes staff roles from the command line. The very first administrator is made here, from the command line.
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { actorSettings, type StaffRole, type SystemActor } from './actor.ts';

/** Grants a role to the member of staff with this address, who is made when there is none. False when it was granted already. */
export function grantRole(
  actor: SystemActor,
  { email, name, role }: { email: string; name: string; role: StaffRole },
): Promise<boolean> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const member = await client.query<{ id: number }>(
      `insert into staff_members (email, name) values (lower(btrim($1)), $2)
       on conflict (email) do update set name = staff_members.name returning id`,
      [email, name],
    );
    const id = member.rows[0]?.id;
    if (id === undefined) throw new Error('The member of staff could not be made');
    const granted = await client.query(
      `insert into staff_roles (staff_id, role, granted_by) values ($1, $2, $3)
       on conflict (staff_id, role) where revoked_at is null do nothing`,
      [id, role, actor.name],
    );
    if (granted.rowCount === 0) return false;
    await appendEvent(client, { event: 'role.granted', subjectId: id, details: { role } });
    return true;
  });
}

/** Revokes a role of the member of staff with this address, whose sign-ins end with it. False when it was not granted. */
export function revokeRole(actor: SystemActor, { email, role }: { email: string; role: StaffRole }): Promise<boolean> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const revoked = await client.query<{ id: number }>(
      `update staff_roles r set revoked_at = psa_now() from staff_members s
       where s.id = r.staff_id and s.email = lower(btrim($1)) and r.role = $2 and r.revoked_at is null returning s.id`,
      [email, role],
    );
    const [member] = revoked.rows;
    if (member === undefined) return false;
    await appendEvent(client, { event: 'role.revoked', subjectId: member.id, details: { role } });
    return true;
  });
}

/** True when the member of staff with this address is shut out, whatever roles they have. */
export function isShutOut(actor: SystemActor, email: string): Promise<boolean> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) =>
      (
        await client.query('select from staff_members where email = lower(btrim($1)) and disabled_at is not null', [
          email,
        ])
      ).rowCount === 1,
    { readOnly: true },
  );
}

/** Lets the member of staff with this address in again: the way back when nobody is left who could. False when they weren't shut out. */
export function letIn(actor: SystemActor, email: string): Promise<boolean> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const changed = await client.query<{ id: number }>(
      `update staff_members set disabled_at = null where email = lower(btrim($1)) and disabled_at is not null returning id`,
      [email],
    );
    const [member] = changed.rows;
    if (member === undefined) return false;
    await appendEvent(client, { event: 'staff.enabled', subjectId: member.id });
    return true;
  });
}
