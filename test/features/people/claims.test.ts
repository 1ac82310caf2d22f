// What somebody claims about where they work shows them nothing of the register, until it is confirmed.
import type { PersonActor, StaffActor } from '#app/features/access/actor.ts';
import { confirmEmployment, listUnconfirmed, refuseClaim } from '#app/features/employers/employments.server.ts';
import { undoImport } from '#app/features/intake/undo-import.server.ts';
import { importBytes } from '#app/features/intake/import.server.ts';
import { claimEmployer } from '#app/features/people/claimed-employers.server.ts';
import { confirmRegistration } from '#app/features/people/confirm-registration.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
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

beforeAll(async () => {
  await arrangeNotice();
  await database.query(
    `insert into staff_members (id, name, email) overriding system value values (1, 'Bram', 'bram@academy.example')`,
  );
});
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

const named = () => database.query('select mpn_id as mpn, name, named_by as by from employers order by mpn_id');

it('a claim that staff refuse, or that was mistyped, is made anew by the person, as long as nobody confirmed one', async () => {
  const eve = await join({ email: 'eve@mail.example', mpnId: '8800001', company: 'Tipo Ltd' });
  expect(await claimEmployer(eve, { company: 'Typo Ltd', mpnId: '8800002' })).toEqual({ ok: true, value: null });
  // Nobody claims the first one any more, and nobody else named it.
  expect(await named()).toEqual([{ mpn: '8800002', name: 'Typo Ltd', by: 'registration' }]);
  const [waiting] = await employments();
  expect(waiting).toMatchObject({ company: 'Typo Ltd', mpnId: '8800002' });
  expect(await refuseClaim(ADMIN, waiting?.id ?? 0)).toEqual({ ok: true, value: null });
  expect(await refuseClaim(ADMIN, waiting?.id ?? 0)).toEqual({ ok: false, reason: 'not-waiting' });
  expect((await findOwnData(eve))?.employments.map(({ endedOn }) => endedOn === null)).toEqual([false]);
  expect(await claimEmployer(eve, { company: 'Right Ltd', mpnId: '8800003' })).toEqual({ ok: true, value: null });
  const [again] = await employments();
  await confirmEmployment(ADMIN, { employmentId: again?.id ?? 0, withDomain: false });
  expect(await claimEmployer(eve, { company: 'Other Ltd', mpnId: '8800004' })).toEqual({
    ok: false,
    reason: 'confirmed',
  });
  expect((await findOwnData(eve))?.employments[0]).toMatchObject({
    company: 'Right Ltd',
    confirmed: true,
    endedOn: null,
  });
});

it('a name that a registration gave is spelled as whoever is confirmed spells it', async () => {
  await join({ email: 'first@mail.example', mpnId: '8800001', company: 'Evil Joke' });
  await join({ email: 'second@mail.example', mpnId: '8800001', company: 'Real Client' });
  const second = (await employments()).find(({ email }) => email === 'second@mail.example');
  await confirmEmployment(ADMIN, { employmentId: second?.id ?? 0, withDomain: false });
  expect(await named()).toEqual([{ mpn: '8800001', name: 'Real Client', by: 'register' }]);
});

it('an employer that only an erased person named goes with them, and one that others claim stays', async () => {
  const eve = await join({ email: 'eve@mail.example', mpnId: '8800001', company: 'Eve herself, 06 12345678' });
  const ann = await join({ email: 'ann@mail.example', mpnId: '8800002', company: 'Both B.V.' });
  await join({ email: 'bob@mail.example', mpnId: '8800002', company: 'Both B.V.' });
  await erasePerson(SYSTEM, eve.personId, 'false-registration');
  await erasePerson(SYSTEM, ann.personId);
  expect(await named()).toEqual([{ mpn: '8800002', name: 'Both B.V.', by: 'registration' }]);
});

it('a file of a training centre confirms what somebody claimed, puts right what they mistyped, and can be undone', async () => {
  const workshops = [{ name: 'Azure Developer', percent: 10 }];
  await arrangePerson(database, {
    email: 'lukasz@client.example',
    mpnId: '3000001',
    company: 'Client N.V.',
    workshops,
  });
  const ann = await join({ email: 'ann@mail.example', mpnId: '3000001', company: 'Client' });
  const bob = await join({ email: 'bob@mail.example', mpnId: '3000010', company: 'Client' });
  const rows = ['ann', 'bob'].map((name) =>
    registration({
      email: `${name}@mail.example`,
      mpn: '3000001',
      company: 'Client N.V.',
      phone: '+31612345678',
      first: 'Sanne',
      last: 'de Vries',
    }),
  );
  const before = await database.query('select * from employments order by id');
  const imported = await importBytes(SYSTEM, {
    kind: 'registrations',
    fileName: 'f.csv',
    bytes: registrations(...rows),
  });
  expect(imported.refused).toEqual([]);
  for (const person of [ann, bob])
    expect((await findOwnData(person))?.employments).toMatchObject([
      { company: 'Client N.V.', mpnId: '3000001', confirmed: true },
    ]);
  const [batch] = await database.query<{ id: number }>('select max(id) as id from import_batches');
  expect(await undoImport(SYSTEM, batch?.id ?? 0)).toMatchObject({ ok: true });
  expect(await database.query('select * from employments order by id')).toEqual(before);
});
