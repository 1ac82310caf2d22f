// The one guard: who passes, who is sent to sign in, who finds nothing; and that no right outlives its row.
import { grantRole } from '#app/features/access/staff.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { findActor } from '#app/features/access/actors.server.ts';
import { forgetOldSignIns, signOut, startSignIn, type Seat } from '#app/features/access/sign-ins.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let learner: Seat;
let trainer: Seat;

const carrying = (cookie: string | undefined, path = '/train/exams?view=all'): Request =>
  new Request(
    `http://localhost${path}`,
    cookie === undefined ? {} : { headers: { Cookie: cookie.split(';')[0] ?? '' } },
  );

async function refusalOf(asked: Promise<unknown>): Promise<Response> {
  try {
    await asked;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
  throw new Error('The guard let it through');
}

const signedIn = async (seat: Seat): Promise<string> =>
  (await startSignIn(carrying(undefined), { seat, method: 'demo' })).cookie;

beforeAll(async () => {
  await arrangeNotice();
  learner = { kind: 'person', id: await arrangePerson(database, { email: 'sanne@bluecloud.example' }) };
  await grantRole(
    { kind: 'system', name: 'test' },
    { email: 'bram@psa.example', name: 'Bram Visser', role: 'trainer' },
  );
  const [staff] = await database.query<{ id: number }>('select id from staff_members');
  trainer = { kind: 'staff', id: staff?.id ?? 0 };
});

describe('the guard', () => {
  it('lets the permitted through, with name and roles as they are now', async () => {
    const actor = await requireActor(carrying(await signedIn(trainer)), 'sitting:list');
    expect(actor).toEqual({ kind: 'staff', staffId: trainer.id, roles: ['trainer'], name: 'Bram Visser' });
  });

  it('sends nobody to sign in, and back to where they were', async () => {
    const answer = await refusalOf(requireActor(carrying(undefined), 'sitting:list'));
    expect(answer.status).toBe(302);
    expect(answer.headers.get('Location')).toBe('/sign-in?returnTo=%2Ftrain%2Fexams%3Fview%3Dall');
  });

  it('answers 404 to somebody without the permission, and records it without a value', async () => {
    const answer = await refusalOf(requireActor(carrying(await signedIn(learner)), 'sitting:list'));
    expect([answer.status, await answer.text()]).toEqual([404, 'Not found']);
    const events = await database.query(
      `select actor_kind, actor_id, details from audit_events where event = 'refused'`,
    );
    expect(events).toEqual([{ actor_kind: 'person', actor_id: learner.id, details: { permission: 'sitting:list' } }]);
  });

  it('bad-A15 knows no cookie that was changed or made elsewhere', async () => {
    const [name = '', value = ''] = (await signedIn(trainer)).split(';')[0]?.split('=') ?? [];
    const forged = `${btoa(JSON.stringify({ identity: { kind: 'staff', id: trainer.id }, signedInAt: Date.now() }))}.made-up`;
    for (const cookie of [`${name}=${value.slice(0, -2)}xx`, `${name}=${forged}`, `${name}=`, 'psa=1']) {
      expect((await refusalOf(requireActor(carrying(cookie), 'sitting:list'))).status).toBe(302);
    }
  });

  it('bad-A15 gives a new cookie at each sign-in, which scripts can not read', async () => {
    const [first, second] = [await signedIn(learner), await signedIn(learner)];
    expect(first).not.toBe(second);
    expect(first).toMatch(/; HttpOnly/);
    expect(first).toMatch(/; SameSite=Lax/);
    const { cookie } = await signOut(carrying(first));
    expect(cookie).toMatch(/^psa=; Max-Age=0/);
    expect(await findActor(carrying(first))).toBeNull();
    expect(await findActor(carrying(second))).not.toBeNull();
  });

  it('bad-A16 ends the sign-in whose role was revoked, and forgets staff that were disabled, at the next request', async () => {
    const cookie = await signedIn(trainer);
    await database.query('update staff_roles set revoked_at = now()');
    expect((await refusalOf(requireActor(carrying(cookie), 'sitting:list'))).status).toBe(302);
    const without = await signedIn(trainer);
    expect((await refusalOf(requireActor(carrying(without), 'sitting:list'))).status).toBe(404);
    await database.query('update staff_roles set revoked_at = null');
    const again = await signedIn(trainer);
    expect(await requireActor(carrying(again), 'sitting:list')).toMatchObject({ roles: ['trainer'] });
    await database.query('update staff_members set disabled_at = now()');
    expect((await refusalOf(requireActor(carrying(again), 'sitting:list'))).status).toBe(302);
    await database.query('update staff_members set disabled_at = null');
    expect((await refusalOf(requireActor(carrying(again), 'sitting:list'))).status).toBe(302);
  });

  it('bad-A16 forgets an erased person', async () => {
    const cookie = await signedIn(learner);
    await database.query('update persons set erased_at = now() where id = $1', [learner.id]);
    expect((await refusalOf(requireActor(carrying(cookie), 'learning:read'))).status).toBe(302);
    await database.query('update persons set erased_at = null where id = $1', [learner.id]);
  });

  it('writes nothing down for somebody without a way in: no sign-in, no event, and the earlier sign-in goes on', async () => {
    const cookie = await signedIn(trainer);
    await database.query('update persons set erased_at = now() where id = $1', [learner.id]);
    await database.query('truncate audit_events');
    await expect(startSignIn(carrying(cookie), { seat: learner, method: 'demo' })).rejects.toThrow('no way in');
    expect(await database.query('select from audit_events')).toEqual([]);
    expect(await requireActor(carrying(cookie), 'sitting:list')).toMatchObject({ staffId: trainer.id });
    expect(await database.query(`select from sign_ins where actor_kind = 'person' and ended_at is null`)).toEqual([]);
    await database.query('update persons set erased_at = null where id = $1', [learner.id]);
  });

  it('gives an erased person’s account back, so that somebody new can be tied to it', async () => {
    const [made] = await database.query<{ id: number }>(
      'insert into identities (tenant_id, object_id, person_id) values (gen_random_uuid(), gen_random_uuid(), $1) returning id',
      [learner.id],
    );
    await database.query('update persons set erased_at = now() where id = $1', [learner.id]);
    expect(await database.query('select person_id from identities where id = $1', [made?.id])).toEqual([
      { person_id: null },
    ]);
    await database.query('update persons set erased_at = null where id = $1', [learner.id]);
  });

  it('forgets accounts that are nobody’s, invitations and ended sign-ins after their time', async () => {
    await database.query(
      `insert into identities (tenant_id, object_id, created_at) values (gen_random_uuid(), gen_random_uuid(), now() - interval '31 days')`,
    );
    await database.query(
      `insert into invitations (token_sha256, person_id, created_at, expires_at, used_at)
       values (sha256('old'), $1, now() - interval '40 days', now() - interval '33 days', now() - interval '39 days')`,
      [learner.id],
    );
    await database.query('delete from sign_ins');
    for (const days of [29, 31]) {
      await signedIn(learner);
      await database.query(
        `update sign_ins set started_at = now() - make_interval(days => $1), ended_at = now() - make_interval(days => $1), ended_because = 'signed-out'
         where ended_at is null`,
        [days],
      );
    }
    expect(await forgetOldSignIns()).toBe(1);
    expect(await database.query(`select from sign_ins where ended_at > now() - interval '30 days'`)).toHaveLength(1);
    expect(await database.query('select from sign_ins')).toHaveLength(1);
    expect(await database.query('select from invitations')).toEqual([]);
    expect(await database.query(`select from identities where created_at < now() - interval '30 days'`)).toEqual([]);
  });
});
