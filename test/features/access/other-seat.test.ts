// Who is a recipient's contact or staff, and learns as well: one step from one seat to the other, and nobody else's.
import { findSignIn } from '#app/features/access/actors.server.ts';
import { goOnAsLearner, isLearnerToo } from '#app/features/access/other-seat.server.ts';
import { startSignIn, type NewSignIn } from '#app/features/access/sign-ins.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { makeAgreements, makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson, FULL_AGREEMENT, MICROSOFT } from '#test/support/register.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
let person = 0;
let contact = 0;
let identity = 0;

const carrying = (cookie: string): Request =>
  new Request('http://localhost/', { headers: { Cookie: cookie.split(';')[0] ?? '' } });

async function enter(order: NewSignIn) {
  const { cookie } = await startSignIn(new Request('http://localhost/'), order);
  const signIn = await findSignIn(carrying(cookie));
  if (signIn === null) throw new Error('This sign-in is over');
  return { request: carrying(cookie), signIn };
}

beforeAll(async () => {
  await arrangeNotice();
  person = await arrangePerson(database, { email: 'morgan@both.example' });
  await arrangePerson(database, { email: 'else@both.example' });
  await makeAgreements([{ ...FULL_AGREEMENT, recipient: MICROSOFT }]);
  await makeContact('microsoft', { email: 'Morgan@both.example', name: 'Morgan Reed' });
  contact = (await database.query<{ id: number }>('select id from recipient_contacts'))[0]?.id ?? 0;
});
beforeEach(async () => {
  await database.query('delete from sign_ins');
  await database.query('delete from identities');
});

const linked = async (personId: number | null): Promise<number> =>
  (
    await database.query<{ id: number }>(
      'insert into identities (tenant_id, object_id, contact_id, person_id) values (gen_random_uuid(), gen_random_uuid(), $1, $2) returning id',
      [contact, personId],
    )
  )[0]?.id ?? 0;

describe('somebody with two seats', () => {
  it('goes on as the learner with the address that the code was sent to; the sign-in before is over', async () => {
    const { request, signIn } = await enter({ seat: { kind: 'contact', id: contact }, method: 'code' });
    expect(await isLearnerToo(signIn)).toBe(true);
    const started = await goOnAsLearner(request, signIn);
    expect(started?.actor).toMatchObject({ kind: 'person', personId: person });
    expect(await findSignIn(request)).toBeNull();
    expect((await findSignIn(carrying(started?.cookie ?? '')))?.method).toBe('code');
  });

  it('goes on as the learner to whom the account is tied, with a proof as old as it was', async () => {
    identity = await linked(person);
    const hourAgo = new Date((await databaseNow()).getTime() - 3_600_000);
    const order = {
      seat: { kind: 'contact', id: contact },
      method: 'entra',
      identityId: identity,
      provedAt: hourAgo,
    } as const;
    const { request, signIn } = await enter(order);
    const started = await goOnAsLearner(request, signIn);
    expect(started?.actor).toMatchObject({ kind: 'person', personId: person });
    expect((await findSignIn(carrying(started?.cookie ?? '')))?.provedAgoS).toBeGreaterThan(3_500);
  });

  it.each([
    ['whose account is tied to no learner, though the address is one’s', 'entra', null],
    ['by a code, where the learner has a work account', 'code', 'own'],
    ['in a demonstration', 'demo', null],
  ] as const)('is not offered to somebody %s', async (_who, method, tied) => {
    identity = await linked(tied === null ? null : person);
    const { request, signIn } = await enter({
      seat: { kind: 'contact', id: contact },
      method,
      ...(method === 'entra' ? { identityId: identity } : {}),
    });
    expect(await isLearnerToo(signIn)).toBe(false);
    expect(await goOnAsLearner(request, signIn)).toBeNull();
    expect(await findSignIn(request)).not.toBeNull();
  });

  it('is not offered to a learner, from whom no way leads up', async () => {
    const { request, signIn } = await enter({ seat: { kind: 'person', id: person }, method: 'code' });
    expect(await goOnAsLearner(request, signIn)).toBeNull();
  });
});
