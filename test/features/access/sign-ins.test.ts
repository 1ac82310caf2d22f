// How sign-ins live and end: planted, idle, old, ended by rights that changed, and by the person from elsewhere.
import { findActor, findSignIn } from '#app/features/access/actors.server.ts';
import type { FoundSignIn } from '#app/features/access/found-sign-in.ts';
import {
  endOwnSignIns,
  listOwnSignIns,
  signOut,
  startSignIn,
  type Seat,
} from '#app/features/access/sign-ins.server.ts';
import { grantRole, revokeRole } from '#app/features/access/staff.server.ts';
import { makeAgreements, makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson, FULL_AGREEMENT, MICROSOFT, moveClock } from '#test/support/register.ts';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;
const STAFF = 'bram@psa.example';
let learner: Seat;
let contact: Seat;
let staff: Seat;

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

function carrying(cookie: string | null, userAgent = FIREFOX): Request {
  const headers = { 'User-Agent': userAgent, ...(cookie === null ? {} : { Cookie: cookie.split(';')[0] ?? '' }) };
  return new Request('http://localhost/', { headers });
}

const signIn = async (seat: Seat, carried: string | null = null): Promise<string> =>
  (await startSignIn(carrying(carried), { seat, method: 'demo' })).cookie;

async function current(cookie: string): Promise<FoundSignIn> {
  const found = await findSignIn(carrying(cookie));
  if (found === null) throw new Error('This sign-in is over');
  return found;
}

const lives = async (cookie: string): Promise<boolean> => (await findActor(carrying(cookie))) !== null;

beforeAll(async () => {
  await arrangeNotice();
  learner = { kind: 'person', id: await arrangePerson(database, { email: 'sanne@bluecloud.example' }) };
  await makeAgreements([{ ...FULL_AGREEMENT, recipient: MICROSOFT }]);
  await makeContact('microsoft', { email: 'reports@microsoft.example', name: 'Morgan Reed' });
  await grantRole(SYSTEM, { email: STAFF, name: 'Bram Visser', role: 'trainer' });
  const [ids] = await database.query<{ contact: number; staff: number }>(
    'select (select id from recipient_contacts) as contact, (select id from staff_members) as staff',
  );
  contact = { kind: 'contact', id: ids?.contact ?? 0 };
  staff = { kind: 'staff', id: ids?.staff ?? 0 };
});
beforeEach(() => database.query('delete from sign_ins'));
afterEach(() => moveClock(database, '0 hours'));

describe('a sign-in', () => {
  it('bad-A15 takes no name that was planted: it has a new one, and the planted one is dead', async () => {
    const planted = `psa=${Buffer.alloc(32, 7).toString('base64url')}`;
    const cookie = await signIn(learner, planted);
    expect(cookie).not.toContain(planted);
    expect(await lives(planted)).toBe(false);
    expect(await lives(cookie)).toBe(true);
  });

  it('bad-A15 ends the one that the browser had before, whoever’s it was', async () => {
    const attackers = await signIn(contact);
    const cookie = await signIn(learner, attackers);
    expect(await lives(attackers)).toBe(false);
    expect(await findActor(carrying(cookie))).toMatchObject({ kind: 'person' });
  });

  it('bad-A15 is not found under two names at once, nor under one that was cut or made longer', async () => {
    const cookie = (await signIn(learner)).split(';')[0] ?? '';
    for (const header of [`${cookie}; ${cookie}`, cookie.slice(0, -1), `${cookie}A`, `x${cookie}`]) {
      expect(await findActor(new Request('http://localhost/', { headers: { Cookie: header } }))).toBeNull();
    }
  });

  it('bad-A22 lives beside another of the same person', async () => {
    const [one, other] = await Promise.all([signIn(learner), signIn(learner)]);
    expect([await lives(one), await lives(other)]).toEqual([true, true]);
  });

  it.each([
    ['a learner', () => learner, '29 minutes 30 seconds', '31 minutes'],
    ['a contact', () => contact, '29 minutes 30 seconds', '31 minutes'],
    ['staff', () => staff, '14 minutes 30 seconds', '16 minutes'],
  ])('bad-A17 of %s ends when it is not used for long', async (_who, seat, still, over) => {
    const [used, unused] = [await signIn(seat()), await signIn(seat())];
    await moveClock(database, still);
    expect(await lives(used)).toBe(true);
    await moveClock(database, over);
    // The one that was used a moment ago goes on.
    expect([await lives(used), await lives(unused)]).toEqual([true, false]);
  });

  it('bad-A17 ends after eight hours, however busy it is', async () => {
    const cookie = await signIn(learner);
    for (let minutes = 20; minutes < 8 * 60; minutes += 20) {
      await moveClock(database, `${minutes} minutes`);
      expect(await lives(cookie), `${minutes} min`).toBe(true);
    }
    await moveClock(database, '8 hours 1 minute');
    expect(await lives(cookie)).toBe(false);
  });
});

describe('bad-A16 a cookie that somebody kept', () => {
  it('is dead after signing out', async () => {
    const cookie = await signIn(learner);
    await signOut(carrying(cookie));
    expect(await lives(cookie)).toBe(false);
  });

  it('is dead at the next request after a role was granted or revoked', async () => {
    const before = await signIn(staff);
    await grantRole(SYSTEM, { email: STAFF, name: '', role: 'administrator' });
    expect(await lives(before)).toBe(false);
    const after = await signIn(staff);
    expect(await revokeRole(SYSTEM, { email: STAFF, role: 'administrator' })).toBe(true);
    expect(await lives(after)).toBe(false);
    expect(await revokeRole(SYSTEM, { email: STAFF, role: 'administrator' })).toBe(false);
  });

  it.each([
    ['staff who were disabled', () => staff, 'staff_members', 'disabled_at'],
    ['a person who was erased', () => learner, 'persons', 'erased_at'],
    ['a contact who was removed', () => contact, 'recipient_contacts', 'removed_at'],
  ])('of %s is dead at the next request, and stays so', async (_who, seat, table, column) => {
    const { id } = seat();
    const cookie = await signIn(seat());
    await database.query(`update ${table} set ${column} = now() where id = $1`, [id]);
    expect(await lives(cookie)).toBe(false);
    await expect(signIn(seat())).rejects.toThrow('no way in');
    await database.query(`update ${table} set ${column} = null where id = $1`, [id]);
    expect(await lives(cookie)).toBe(false);
  });

  it('of a contact whom nobody confirmed in time is dead', async () => {
    const cookie = await signIn(contact);
    await database.query(`update recipient_contacts set confirmed_at = now() - interval '92 days'`);
    expect(await lives(cookie)).toBe(false);
    await database.query('update recipient_contacts set confirmed_at = now()');
  });
});

describe('where one is signed in', () => {
  it.each([
    ['a learner', () => learner],
    ['a contact', () => contact],
    ['staff', () => staff],
  ])('%s sees: the own ones that live, the one in use first, by browser and time', async (_who, seat) => {
    const here = await signIn(seat());
    await startSignIn(
      carrying(
        null,
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
      ),
      {
        seat: seat(),
        method: 'demo',
      },
    );
    await signOut(carrying(await signIn(seat())));
    for (const other of [learner, contact, staff].filter(({ kind }) => kind !== seat().kind)) await signIn(other);
    const listed = await listOwnSignIns(await current(here));
    expect(listed.map(({ browser, isCurrent }) => ({ browser, isCurrent }))).toEqual([
      { browser: 'Firefox on Windows', isCurrent: true },
      { browser: 'Safari on iOS', isCurrent: false },
    ]);
  });

  it('ends one, or all others, and never somebody else’s', async () => {
    const [here, there, elsewhere, theirs] = [
      await signIn(learner),
      await signIn(learner),
      await signIn(learner),
      await signIn(contact),
    ];
    const me = await current(here);
    expect(await endOwnSignIns(me, (await current(theirs)).id)).toBe(0);
    expect(await endOwnSignIns(me, (await current(there)).id)).toBe(1);
    expect([await lives(there), await lives(elsewhere)]).toEqual([false, true]);
    expect(await endOwnSignIns(me, 'others')).toBe(1);
    expect([await lives(here), await lives(elsewhere), await lives(theirs)]).toEqual([true, false, true]);
    const events = await database.query(
      `select actor_kind, actor_id, details from audit_events where event = 'sign-in.ended' order by id`,
    );
    expect(events).toEqual([
      { actor_kind: 'person', actor_id: learner.id, details: { count: 1 } },
      { actor_kind: 'person', actor_id: learner.id, details: { count: 1 } },
    ]);
  });
});
