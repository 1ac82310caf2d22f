// Who says to work somewhere is in no report before somebody confirms it; one confirmation can stand for a whole domain.
import type { StaffActor } from '#app/features/access/actor.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { confirmEmployment, listUnconfirmed } from '#app/features/employers/employments.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const ADMIN: StaffActor = { kind: 'staff', staffId: 1, roles: ['administrator'], name: 'Bram' };

const idOf = async (email: string): Promise<number> =>
  (
    await database.query<{ id: number }>(
      'select e.id from employments e join persons p on p.id = e.person_id where p.email = $1',
      [email],
    )
  )[0]?.id ?? 0;

/** Whom events of this name are about, and how, in their order. */
const eventsOf = async (event: string) =>
  (
    await database.query<{ email: string; how: string | null }>(
      `select p.email, e.details->>'how' as how from audit_events e join persons p on p.audit_key::text = e.subject_id
       where e.event = $1 order by e.id`,
      [event],
    )
  ).map(({ email, how }) => [email, how]);

const confirmations = async () =>
  Object.fromEntries(
    (
      await database.query<{ email: string; by: string | null }>(
        'select p.email, e.confirmed_by as by from employments e join persons p on p.id = e.person_id',
      )
    ).map(({ email, by }) => [email, by]),
  );

beforeAll(async () => {
  const granted = { email: 'bram@psa.example', name: 'Bram', role: 'administrator' } as const;
  await grantRole({ kind: 'system', name: 'test' }, granted);
});
beforeEach(async () => {
  await database.query('truncate persons, employers, employer_domains cascade');
  await arrangeNotice();
  await database.query('truncate undoable_steps');
  for (const email of ['one@fjord.example', 'two@fjord.example', 'three@gmail.com'])
    await arrangePerson(database, { email, mpnId: '1000001', company: 'Fjord IT' });
  await arrangePerson(database, { email: 'four@fjord.example', mpnId: '2000001', company: 'Another' });
  await database.query('update employments set confirmed_by = null, confirmed_at = null');
});

describe('the queue', () => {
  it('tells who waits, with whom, and offers no domain that anybody can join; reading it is an event', async () => {
    const { employments, total } = await listUnconfirmed(ADMIN, 1);
    expect(total).toBe(4);
    expect(employments.map(({ email, others, domain }) => [email, others, domain])).toEqual([
      ['one@fjord.example', 1, 'fjord.example'],
      ['two@fjord.example', 1, 'fjord.example'],
      ['three@gmail.com', 0, null],
      ['four@fjord.example', 0, 'fjord.example'],
    ]);
    expect(await database.query(`select from audit_events where event = 'people.read'`)).toHaveLength(1);
  });

  it('loses whom it confirms, once', async () => {
    const employmentId = await idOf('one@fjord.example');
    expect(await confirmEmployment(ADMIN, { employmentId, withDomain: false })).toEqual({ ok: true, value: 1 });
    expect(await confirmEmployment(ADMIN, { employmentId, withDomain: false })).toEqual({
      ok: false,
      reason: 'not-waiting',
    });
    expect(await confirmations()).toMatchObject({ 'one@fjord.example': 'staff', 'two@fjord.example': null });
  });

  it('with a domain loses everybody of the company who has one, and nobody of another', async () => {
    const employmentId = await idOf('one@fjord.example');
    expect(await confirmEmployment(ADMIN, { employmentId, withDomain: true })).toEqual({ ok: true, value: 2 });
    expect(await confirmations()).toEqual({
      'one@fjord.example': 'staff',
      'two@fjord.example': 'email-domain',
      'three@gmail.com': null,
      'four@fjord.example': null,
    });
    // Each of them is an event, about that person.
    expect(await eventsOf('employment.confirmed')).toEqual([
      ['one@fjord.example', 'staff'],
      ['two@fjord.example', 'email-domain'],
    ]);
    // A domain is one company's: another that has people of it confirms them one by one, and is told so.
    const other = await idOf('four@fjord.example');
    const owned = (await listUnconfirmed(ADMIN, 1)).employments.map(({ email, domainOf }) => [email, domainOf?.name]);
    expect(owned).toEqual([
      ['three@gmail.com', undefined],
      ['four@fjord.example', 'Fjord IT'],
    ]);
    expect(await confirmEmployment(ADMIN, { employmentId: other, withDomain: true })).toEqual({
      ok: false,
      reason: 'domain-taken',
    });
    expect((await confirmations())['four@fjord.example']).toBeNull();
    expect(await confirmEmployment(ADMIN, { employmentId: other, withDomain: false })).toEqual({ ok: true, value: 1 });
    expect(await database.query('select domain from employer_domains')).toEqual([{ domain: 'fjord.example' }]);
  });

  it('takes no domain of a public mail service, and nothing from a learner', async () => {
    const employmentId = await idOf('three@gmail.com');
    expect(await confirmEmployment(ADMIN, { employmentId, withDomain: true })).toEqual({
      ok: false,
      reason: 'public-domain',
    });
    const settings = { 'psa.actor_kind': 'person', 'psa.actor_id': '1' };
    const own = await inRoleSql('psa_portal', settings, (client) =>
      client.query('select * from psa_confirm_employment($1, false, gen_random_uuid())', [employmentId]),
    );
    expect(own.rows).toEqual([]);
    expect((await confirmations())['three@gmail.com']).toBeNull();
  });
});
