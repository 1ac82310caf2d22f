// Finding persons: staff find who they look for, and a guess finds few.
import type { StaffActor } from '#app/features/access/actor.ts';
import { findPersons } from '#app/features/people/people.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const TRAINER: StaffActor = { kind: 'staff', staffId: 1, roles: ['trainer'], name: 'Bram' };
const found = async (typed: string): Promise<string[]> => (await findPersons(TRAINER, typed)).map(({ email }) => email);

beforeAll(async () => {
  await arrangeNotice();
  for (let i = 0; i < 12; i++)
    await arrangePerson(database, { email: `many${i}@bluecloud.example`, firstName: 'Many', lastName: `Of ${i}` });
  const sanne = await arrangePerson(database, {
    email: 'sanne@bluecloud.example',
    firstName: 'Sanne',
    lastName: "in 't Veld",
  });
  await database.query(`insert into person_emails (email, person_id) values ('old@elsewhere.example', $1)`, [sanne]);
  const gone = await arrangePerson(database, {
    email: 'gone@bluecloud.example',
    firstName: 'Gone',
    lastName: 'Person',
  });
  await database.query('update persons set erased_at = now() where id = $1', [gone]);
});

describe('a person is found', () => {
  it.each([
    'sanne@bluecloud.example',
    ' SANNE@bluecloud.example ',
    'old@elsewhere.example',
    'sann',
    "Sanne in 't",
    "in 't veld",
    'veld sanne',
    'Sanen',
    'sänne',
  ])('by %j', async (typed) => {
    expect(await found(typed)).toEqual(['sanne@bluecloud.example']);
  });

  it.each(['', 's', '%', '__', 'gone@bluecloud.example', 'bluecloud'])('by nothing like %j', async (typed) => {
    expect(await found(typed)).toEqual([]);
  });

  it('by whoever is no staff: nobody, whatever the code does', async () => {
    const [none] = await database.query<{ count: number }>(
      `with s as (select set_config('psa.actor_kind', 'person', true)) select count(*)::int as count from s, psa_search_people(array['many'], 8)`,
    );
    expect(none).toEqual({ count: 0 });
  });

  it('among eight at most', async () => {
    expect(await found('many')).toHaveLength(8);
  });
});
