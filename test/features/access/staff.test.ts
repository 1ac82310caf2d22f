// Who may do what among staff: a powerful role takes two people, in the code and in the database; shutting out takes one.
import type { StaffActor, StaffRole } from '#app/features/access/actor.ts';
import { findActor } from '#app/features/access/actors.server.ts';
import { addStaff, decideRole, setDisabled, wishRole } from '#app/features/access/change-staff.server.ts';
import { listStaff } from '#app/features/access/list-staff.server.ts';
import { inviteByMail } from '#app/features/access/invitations.server.ts';
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;
let ada: StaffActor;
let ben: StaffActor;
let cem: StaffActor;

async function arrangeStaff(name: string, ...roles: StaffRole[]): Promise<StaffActor> {
  const email = `${name.toLowerCase()}@academy.example`;
  for (const role of roles) await grantRole(SYSTEM, { email, name, role });
  const [row] = await database.query<{ id: number }>('select id from staff_members where email = $1', [email]);
  return { kind: 'staff', staffId: row?.id ?? 0, roles, name };
}

const rolesOf = async (actor: StaffActor): Promise<readonly StaffRole[]> =>
  (await listStaff(ada)).members.find(({ id }) => id === actor.staffId)?.roles ?? [];

const requestOf = async (): Promise<number> => (await listStaff(ada)).requests[0]?.id ?? 0;

const cookieOf = async (actor: StaffActor): Promise<Request> => {
  const empty = new Request('http://localhost/');
  const { cookie } = await startSignIn(empty, { seat: { kind: 'staff', id: actor.staffId }, method: 'demo' });
  return new Request('http://localhost/', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
};

beforeEach(async () => {
  await database.query('truncate staff_members, audit_events cascade');
  ada = await arrangeStaff('Ada', 'administrator');
  ben = await arrangeStaff('Ben', 'administrator');
  cem = await arrangeStaff('Cem', 'trainer');
});

describe('a powerful role', () => {
  it('waits for a second person, and is granted by that person', async () => {
    const wish = { staffId: cem.staffId, role: 'privacy-officer', wish: 'grant' } as const;
    expect(await wishRole(ada, wish)).toEqual({ ok: true, value: 'waits' });
    expect(await rolesOf(cem)).toEqual(['trainer']);
    expect(await wishRole(ben, wish)).toEqual({ ok: false, reason: 'asked-already' });
    expect(await decideRole(ben, await requestOf(), 'approved')).toEqual({ ok: true, value: null });
    expect(await rolesOf(cem)).toEqual(['privacy-officer', 'trainer']);
    const events = await database.query<{ event: string; actor_id: number }>(
      `select event, actor_id from audit_events where subject_id = $1 and actor_kind = 'staff' order by id`,
      [String(cem.staffId)],
    );
    expect(events).toEqual([
      { event: 'role.asked', actor_id: ada.staffId },
      { event: 'role.approved', actor_id: ben.staffId },
      { event: 'role.granted', actor_id: ben.staffId },
    ]);
  });

  it('is not approved by the one who asked, nor by the one it is about', async () => {
    await wishRole(ada, { staffId: ben.staffId, role: 'privacy-officer', wish: 'grant' });
    expect(await decideRole(ada, await requestOf(), 'approved')).toEqual({ ok: false, reason: 'own-request' });
    expect(await decideRole(ben, await requestOf(), 'approved')).toEqual({ ok: false, reason: 'about-oneself' });
    expect(await rolesOf(ben)).toEqual(['administrator']);
    expect(await decideRole(ada, await requestOf(), 'declined')).toEqual({ ok: true, value: null });
    expect((await listStaff(ada)).requests).toEqual([]);
  });

  it('is revoked by two as well, and never from the last administrator', async () => {
    await wishRole(ada, { staffId: ben.staffId, role: 'administrator', wish: 'revoke' });
    const officer = await arrangeStaff('Dee', 'privacy-officer');
    expect(await decideRole(officer, await requestOf(), 'approved')).toEqual({ ok: true, value: null });
    expect(await rolesOf(ben)).toEqual([]);
    expect(await wishRole(ada, { staffId: ada.staffId, role: 'administrator', wish: 'revoke' })).toEqual({
      ok: false,
      reason: 'last-administrator',
    });
  });

  it('cannot be kept by the one it is taken from: they have no say in it', async () => {
    await wishRole(ada, { staffId: ben.staffId, role: 'administrator', wish: 'revoke' });
    for (const decision of ['approved', 'declined'] as const)
      expect(await decideRole(ben, await requestOf(), decision)).toEqual({ ok: false, reason: 'about-oneself' });
    await expect(
      inRoleSql('psa_portal', { 'psa.actor_kind': 'staff', 'psa.actor_id': String(ben.staffId) }, (client) =>
        client.query(`update role_requests set decision = 'declined', decided_by = $1, decided_at = now()`, [
          ben.staffId,
        ]),
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('asked for by somebody who was shut out since is not granted', async () => {
    await wishRole(ben, { staffId: cem.staffId, role: 'privacy-officer', wish: 'grant' });
    await setDisabled(ada, ben.staffId, true);
    const officer = await arrangeStaff('Dee', 'privacy-officer');
    expect(await decideRole(officer, await requestOf(), 'approved')).toEqual({ ok: false, reason: 'asker-gone' });
    expect(await rolesOf(cem)).toEqual(['trainer']);
  });

  it('is granted once for each approval: the database takes no approval twice', async () => {
    await wishRole(ada, { staffId: cem.staffId, role: 'privacy-officer', wish: 'grant' });
    const request = await requestOf();
    await decideRole(ben, request, 'approved');
    await database.query(`update staff_roles set revoked_at = now() where role = 'privacy-officer'`);
    await expect(
      inRoleSql('psa_portal', { 'psa.actor_kind': 'staff', 'psa.actor_id': String(ada.staffId) }, (client) =>
        client.query(
          `insert into staff_roles (staff_id, role, granted_by, granted_on_request) values ($1, 'privacy-officer', 'x', $2)`,
          [cem.staffId, request],
        ),
      ),
    ).rejects.toMatchObject({ code: '23505' });
  });

  it('that two ask for at the same moment is asked for once', async () => {
    const wish = { staffId: cem.staffId, role: 'administrator', wish: 'grant' } as const;
    const answers = await Promise.all([wishRole(ada, wish), wishRole(ben, wish)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await listStaff(ada)).requests).toHaveLength(1);
  });

  it('cannot be given by one person past the code, either: the database refuses', async () => {
    const settings = { 'psa.actor_kind': 'staff', 'psa.actor_id': String(ada.staffId) };
    const direct = (text: string, values: unknown[]) =>
      inRoleSql('psa_portal', settings, (client) => client.query(text, values));
    const insert = `insert into staff_roles (staff_id, role, granted_by, granted_on_request) values ($1, 'privacy-officer', 'x', $2)`;
    await expect(direct(insert, [cem.staffId, null])).rejects.toMatchObject({ code: '42501' });
    await wishRole(ada, { staffId: cem.staffId, role: 'privacy-officer', wish: 'grant' });
    const request = await requestOf();
    await expect(direct(insert, [cem.staffId, request])).rejects.toMatchObject({ code: '42501' });
    await expect(
      direct(`update role_requests set decision = 'approved', decided_by = $2, decided_at = now() where id = $1`, [
        request,
        ada.staffId,
      ]),
    ).rejects.toMatchObject({ code: '23514' });
    await expect(
      direct(`update role_requests set decision = 'approved', decided_by = $2, decided_at = now() where id = $1`, [
        request,
        ben.staffId,
      ]),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      direct(`update staff_roles set revoked_at = now() where staff_id = $1`, [ben.staffId]),
    ).rejects.toMatchObject({ code: '42501' });
    expect(await rolesOf(cem)).toEqual(['trainer']);
  });
});

describe('a trainer', () => {
  it('is made and unmade by one person', async () => {
    expect(await wishRole(ada, { staffId: ben.staffId, role: 'trainer', wish: 'grant' })).toEqual({
      ok: true,
      value: 'done',
    });
    expect(await rolesOf(ben)).toEqual(['administrator', 'trainer']);
    expect(await wishRole(ada, { staffId: ben.staffId, role: 'trainer', wish: 'grant' })).toEqual({
      ok: false,
      reason: 'nothing-to-change',
    });
    expect(await wishRole(ada, { staffId: ben.staffId, role: 'trainer', wish: 'revoke' })).toEqual({
      ok: true,
      value: 'done',
    });
    expect(await rolesOf(ben)).toEqual(['administrator']);
  });
});

describe('a member of staff', () => {
  it('bad-A16 who is shut out is out at the next request, and comes back with the same roles', async () => {
    const asCem = await cookieOf(cem);
    expect(await findActor(asCem)).toMatchObject({ staffId: cem.staffId });
    expect(await setDisabled(ada, cem.staffId, true)).toEqual({ ok: true, value: null });
    expect(await findActor(asCem)).toBeNull();
    expect(await setDisabled(ada, cem.staffId, false)).toEqual({ ok: true, value: null });
    expect(await findActor(asCem)).toBeNull();
    expect(await findActor(await cookieOf(cem))).toMatchObject({ roles: ['trainer'] });
    expect(await setDisabled(ada, ada.staffId, true)).toEqual({ ok: false, reason: 'oneself' });
  });

  it('bad-A16 whose role changes signs in anew', async () => {
    const asCem = await cookieOf(cem);
    await wishRole(ada, { staffId: cem.staffId, role: 'trainer', wish: 'revoke' });
    expect(await findActor(asCem)).toBeNull();
  });

  it('and another who shut each other out at the same moment leave one of them in', async () => {
    const answers = await Promise.all([setDisabled(ada, ben.staffId, true), setDisabled(ben, ada.staffId, true)]);
    expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    const [open] = await database.query<{ count: number }>(
      `select count(*)::int from staff_members where disabled_at is null and name in ('Ada', 'Ben')`,
    );
    expect(open?.count).toBe(1);
  });

  it('who has an account is moved to another one by no page, and a page never shows the link of staff', async () => {
    expect(await inviteByMail(ada, { kind: 'staff', id: cem.staffId })).toMatchObject({
      ok: true,
      value: { link: null },
    });
    await database.query(
      'insert into identities (tenant_id, object_id, staff_id) values (gen_random_uuid(), gen_random_uuid(), $1)',
      [cem.staffId],
    );
    expect(await inviteByMail(ada, { kind: 'staff', id: cem.staffId })).toEqual({ ok: false, reason: 'has-account' });
    expect(await inviteByMail(ada, { kind: 'staff', id: 999_999 })).toEqual({ ok: false, reason: 'not-found' });
  });

  it('is added once, without a role', async () => {
    const added = await addStaff(ada, { name: 'Eve', email: ' EVE@academy.example ' });
    expect(added.ok).toBe(true);
    expect(await addStaff(ada, { name: 'Eve', email: 'eve@academy.example' })).toEqual({
      ok: false,
      reason: 'address-taken',
    });
    const { members } = await listStaff(ada);
    expect(members.find(({ email }) => email === 'eve@academy.example')).toMatchObject({
      roles: [],
      hasAccount: false,
      invitedUntil: null,
    });
  });
});
