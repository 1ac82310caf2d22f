// What somebody claims about where they work shows them nothing of the register, until it is confirmed.
import type { PersonActor, StaffActor } from '#app/features/access/actor.ts';
import { confirmEmployment, listUnconfirmed } from '#app/features/employers/employments.server.ts';
import { importBytes } from '#app/features/intake/import.server.ts';
import { confirmRegistration } from '#app/features/people/confirm-registration.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import { findOwnData } from '#app/features/privacy/own-data.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { registration, registrations } from '#test/support/import-files.ts';
import { forgetKeptMail } from '#test/support/kept-mail.ts';
import { emptyRegister } from '#test/support/register-content.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { registered, registerRequest } from '#test/support/registering.ts';
import { SYSTEM } from '#test/support/runs.ts';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

const database = useDatabase();
const ADMIN: StaffActor = { kind: 'staff', staffId: 1, roles: ['administrator'], name: 'Bram' };

beforeAll(() => arrangeNotice());
beforeEach(async () => {
  await emptyRegister(database);
  await database.query('delete from registrations; delete from rate_counts; delete from employer_domains');
});
afterEach(() => forgetKeptMail(database));

/** Registers and confirms; gives who that is. */
async function join(changes: Record<string, string>): Promise<PersonActor> {
  const { kind } = await confirmRegistration(registerRequest(), await registered(database, changes));
  expect(kind).toBe('signed-in');
  const [person] = await database.query<{ id: number }>('select id from persons order by id desc limit 1');
  return { kind: 'person', personId: person?.id ?? 0, name: 'Sanne' };
}

async function shownTo(actor: PersonActor): Promise<string> {
  return JSON.stringify([
    await getLearnerHome(actor),
    await findOwnData(actor),
    await exportPerson(actor, actor.personId),
    await exportPerson(ADMIN, actor.personId),
  ]);
}

const employments = async () => (await listUnconfirmed(ADMIN, 1)).employments;

it('bad-B9 a client’s partner ID, typed with another company, tells neither the client’s name nor its agreement', async () => {
  await arrangePerson(database, { email: 'lukasz@client.example', mpnId: 'AB12', company: 'Secret Client N.V.' });
  await arrangeAgreement(MICROSOFT);
  await arrangeAgreement({ kind: 'employer', mpnId: 'ab12' });
  const eve = await join({ email: 'eve@mail.example', mpnId: 'ab12', company: 'Guess Ltd' });
  const before = await shownTo(eve);
  expect(before).not.toContain('Secret Client');
  expect(before).toContain('Guess Ltd');
  const { tables } = await exportPerson(eve, eve.personId);
  expect(tables.find(({ table }) => table === 'employments')?.rows).toMatchObject([
    { company: 'Guess Ltd', mpn_id: 'AB12', employer_id: null },
  ]);
  const data = await findOwnData(eve);
  expect(data?.employments).toMatchObject([{ company: 'Guess Ltd', mpnId: 'AB12', confirmed: false }]);
  expect(new Set(data?.reported.flatMap(({ recipients }) => recipients))).toEqual(new Set(['Microsoft EU']));
  expect((await getLearnerHome(eve)).isUnconfirmed).toBe(true);

  const [waiting] = await employments();
  expect(waiting).toMatchObject({
    company: 'Secret Client N.V.',
    typedCompany: 'Guess Ltd',
    isNamedByRegistration: false,
  });
  await confirmEmployment(ADMIN, { employmentId: waiting?.id ?? 0, withDomain: false });
  const after = await shownTo(eve);
  expect(after).toContain('Secret Client');
  expect(after).not.toContain('Guess Ltd');
  expect((await findOwnData(eve))?.reported.flatMap(({ recipients }) => recipients)).toContain('Secret Client N.V.');
  expect((await getLearnerHome(eve)).isUnconfirmed).toBe(false);
});

it('an employer that a registration named is shown as such, and is the register’s once staff confirm', async () => {
  await join({ email: 'one@new.example', mpnId: '7700001', company: 'Newco' });
  const [waiting] = await employments();
  expect(waiting).toMatchObject({ company: 'Newco', typedCompany: null, isNamedByRegistration: true });
  await confirmEmployment(ADMIN, { employmentId: waiting?.id ?? 0, withDomain: false });
  expect(await database.query('select name, named_by from employers')).toEqual([
    { name: 'Newco', named_by: 'register' },
  ]);
});

it('an import names an employer that a registration named, and leaves the claim to the person', async () => {
  await database.query(`insert into workshops (name) values ('Azure Developer') on conflict do nothing`);
  const first = await join({ email: 'one@new.example', mpnId: '7700001', company: 'Anything' });
  const imported = await importBytes(SYSTEM, {
    kind: 'registrations',
    fileName: 'people.csv',
    bytes: registrations(registration({ mpn: '7700001', company: 'Newco B.V.', email: 'two@new.example' })),
  });
  expect(imported).toMatchObject({ created: 1, refused: [] });
  expect((await findOwnData(first))?.employments).toMatchObject([{ company: 'Anything' }]);
  expect(await employments()).toMatchObject([{ company: 'Newco B.V.', typedCompany: 'Anything' }]);
});
