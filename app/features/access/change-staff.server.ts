// Changes who the staff are and what they may do. A trainer's role takes one person; an administrator's or a privacy officer's takes a
// second one, which the database insists on too. Whoever is shut out is shut out at once, by one.
import type { PoolClient } from 'pg';

import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { actorSettings, type StaffActor, type StaffRole } from './actor.ts';
import type { RoleWish } from './list-staff.server.ts';

export type StaffRefusal =
  | 'not-found'
  | 'address-taken'
  | 'nothing-to-change'
  | 'asked-already'
  | 'own-request'
  | 'about-oneself'
  | 'last-administrator'
  | 'asker-gone'
  | 'not-allowed-any-more'
  | 'oneself';

export const STAFF_REFUSALS: Readonly<Record<StaffRefusal, string>> = {
  'not-found': 'That is not here any more. Nothing was changed.',
  'address-taken': 'Somebody on the staff has this address already.',
  'nothing-to-change': 'That is how it is already. Nothing was changed.',
  'asked-already': 'Somebody has asked for this already: it waits for a second person.',
  'own-request': 'You asked for this yourself: somebody else has to approve it.',
  'about-oneself': 'This is about your own role: somebody else decides.',
  'asker-gone': 'Whoever asked for this is no administrator any more. Ask anew.',
  'not-allowed-any-more': 'You may not do this any more. Nothing was changed.',
  'last-administrator': 'This is the last administrator. Make somebody else one first.',
  oneself: 'You can’t shut yourself out. Ask another administrator.',
};

const needsSecondPerson = (role: StaffRole): boolean => role !== 'trainer';

/** Runs a change as staff, in one transaction that serialises changes to staff. */
function changing<T>(
  actor: StaffActor,
  work: (client: PoolClient) => Promise<Result<T, StaffRefusal>>,
): Promise<Result<T, StaffRefusal>> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      // Read by whoever acts, written by whoever shuts them out: of two who shut each other out at once, one is too late.
      const self = await client.query('select from staff_members where id = $1 and disabled_at is null', [
        actor.staffId,
      ]);
      return self.rowCount === 0 ? refused('not-allowed-any-more') : work(client);
    },
    { isolation: 'serializable' },
  );
}

const isHeld = async (client: PoolClient, staffId: number, role: StaffRole): Promise<boolean> =>
  (
    await client.query('select from staff_roles where staff_id = $1 and role = $2 and revoked_at is null', [
      staffId,
      role,
    ])
  ).rowCount === 1;

const isThere = async (client: PoolClient, staffId: number): Promise<boolean> =>
  (await client.query('select from staff_members where id = $1', [staffId])).rowCount === 1;

const isAdministrator = async (client: PoolClient, staffId: number): Promise<boolean> =>
  (
    await client.query(
      `select from staff_roles r join staff_members s on s.id = r.staff_id
       where s.id = $1 and s.disabled_at is null and r.role = 'administrator' and r.revoked_at is null`,
      [staffId],
    )
  ).rowCount === 1;

/** True when nobody but this member is an administrator who is not shut out. */
async function isLastAdministrator(client: PoolClient, staffId: number): Promise<boolean> {
  const others = await client.query(
    `select from staff_roles r join staff_members s on s.id = r.staff_id
     where r.role = 'administrator' and r.revoked_at is null and s.disabled_at is null and s.id <> $1 limit 1`,
    [staffId],
  );
  return others.rowCount === 0;
}

/** Adds somebody to the staff, without any role yet. Gives the id. */
export function addStaff(
  actor: StaffActor,
  { name, email }: { name: string; email: string },
): Promise<Result<number, StaffRefusal>> {
  return changing(actor, async (client) => {
    const added = await client.query<{ id: number }>(
      'insert into staff_members (email, name) values (lower(btrim($1)), $2) on conflict (email) do nothing returning id',
      [email, name],
    );
    const id = added.rows[0]?.id;
    if (id === undefined) return refused('address-taken');
    await appendEvent(client, { event: 'staff.added', subjectId: id, fields: ['email', 'name'] });
    return ok(id);
  });
}

async function grant(client: PoolClient, actor: StaffActor, staffId: number, role: StaffRole, request: number | null) {
  await client.query(
    'insert into staff_roles (staff_id, role, granted_by, granted_on_request) values ($1, $2, $3, $4)',
    [staffId, role, `staff ${actor.staffId}`, request],
  );
  await appendEvent(client, { event: 'role.granted', subjectId: staffId, details: { role, request } });
}

async function revoke(client: PoolClient, staffId: number, role: StaffRole, request: number | null) {
  await client.query(
    `update staff_roles set revoked_at = psa_now(), revoked_on_request = $3
     where staff_id = $1 and role = $2 and revoked_at is null`,
    [staffId, role, request],
  );
  await appendEvent(client, { event: 'role.revoked', subjectId: staffId, details: { role, request } });
}

/** Grants or revokes a trainer's role at once, or asks a second person to. Gives whether it took effect or waits. */
export function wishRole(
  actor: StaffActor,
  { staffId, role, wish }: { staffId: number; role: StaffRole; wish: RoleWish },
): Promise<Result<'done' | 'waits', StaffRefusal>> {
  return changing(actor, async (client) => {
    if (!(await isThere(client, staffId))) return refused('not-found');
    if ((await isHeld(client, staffId, role)) === (wish === 'grant')) return refused('nothing-to-change');
    if (wish === 'revoke' && role === 'administrator' && (await isLastAdministrator(client, staffId)))
      return refused('last-administrator');
    if (!needsSecondPerson(role)) {
      await (wish === 'grant' ? grant(client, actor, staffId, role, null) : revoke(client, staffId, role, null));
      return ok('done');
    }
    const asked = await client.query(
      `insert into role_requests (staff_id, role, wish, asked_by) values ($1, $2, $3, $4)
       on conflict (staff_id, role) where decision is null do nothing`,
      [staffId, role, wish, actor.staffId],
    );
    if (asked.rowCount === 0) return refused('asked-already');
    await appendEvent(client, { event: 'role.asked', subjectId: staffId, details: { role, wish } });
    return ok('waits');
  });
}

type OpenRow = { staff_id: number; role: StaffRole; wish: RoleWish; asked_by: number };

/** Approves or declines what somebody asked for. The one who asked may decline, that is: take it back; approving takes another. */
export function decideRole(
  actor: StaffActor,
  requestId: number,
  decision: 'approved' | 'declined',
): Promise<Result<null, StaffRefusal>> {
  return changing(actor, async (client) => {
    const found = await client.query<OpenRow>(
      'select staff_id, role, wish, asked_by from role_requests where id = $1 and decision is null',
      [requestId],
    );
    const [request] = found.rows;
    if (request === undefined) return refused('not-found');
    const { staff_id: staffId, role, wish } = request;
    const isOwn = request.asked_by === actor.staffId;
    // Whoever it is about has no say, neither way; whoever asked may take it back.
    if (staffId === actor.staffId && !(isOwn && decision === 'declined')) return refused('about-oneself');
    if (decision === 'approved') {
      if (isOwn) return refused('own-request');
      if (!(await isAdministrator(client, request.asked_by))) return refused('asker-gone');
      if (wish === 'revoke' && role === 'administrator' && (await isLastAdministrator(client, staffId)))
        return refused('last-administrator');
      if ((await isHeld(client, staffId, role)) === (wish === 'grant')) return refused('nothing-to-change');
    }
    await client.query(
      'update role_requests set decision = $2, decided_by = $3, decided_at = psa_now() where id = $1',
      [requestId, decision, actor.staffId],
    );
    if (decision === 'declined') {
      await appendEvent(client, { event: 'role.declined', subjectId: staffId, details: { role, wish } });
      return ok(null);
    }
    await appendEvent(client, { event: 'role.approved', subjectId: staffId, details: { role, wish } });
    await (wish === 'grant'
      ? grant(client, actor, staffId, role, requestId)
      : revoke(client, staffId, role, requestId));
    return ok(null);
  });
}

/** Shuts a member of staff out at once, wherever signed in, or lets them in again. Roles stay as they are. */
export function setDisabled(
  actor: StaffActor,
  staffId: number,
  disabled: boolean,
): Promise<Result<null, StaffRefusal>> {
  return changing(actor, async (client) => {
    if (staffId === actor.staffId) return refused('oneself');
    const changed = await client.query(
      `update staff_members set disabled_at = case when $2 then psa_now() end
       where id = $1 and (disabled_at is null) = $2`,
      [staffId, disabled],
    );
    if (changed.rowCount === 0) return refused((await isThere(client, staffId)) ? 'nothing-to-change' : 'not-found');
    await appendEvent(client, { event: disabled ? 'staff.disabled' : 'staff.enabled', subjectId: staffId });
    return ok(null);
  });
}
