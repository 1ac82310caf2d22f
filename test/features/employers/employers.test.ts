// Employers as administrators keep them: renamed, with domains, and two that are one company made one, with nothing lost and recipients told.
import type { StaffActor } from '#app/features/access/actor.ts';
import {
  addDomain,
  findEmployer,
  listEmployers,
  removeDomain,
  renameEmployer,
} from '#app/features/employers/employers.server.ts';
import { mergeEmployers, previewMerge } from '#app/features/employers/merge-employers.server.ts';
import { tellRecipients } from '#app/features/privacy/notify-recipients.server.ts';
import { confirmRegistration } from '#app/features/people/confirm-registration.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { registration, registrations } from '#test/support/import-files.ts';
import { importFile } from '#test/support/importing.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { registered, registerRequest } from '#test/support/registering.ts';
import { runFor } from '#test/support/runs.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const ADMINISTRATOR: StaffActor = { kind: 'staff', staffId: 1, roles: ['administrator'], name: 'Ada' };
let count = 0;

/** Two employers with a person each, of which the first has been reported to Microsoft. */
async function arrangeTwo(): Promise<{ from: number; into: number; fromId: string; intoId: string; person: number }> {
  count++;
  const [fromId, intoId] = [`${41_000_000 + count}`, `${42_000_000 + count}`];
  const workshops = [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 20 }];
  const person = await arrangePerson(database, {
    email: `a${count}@old.example`,
    mpnId: fromId,
    company: 'Old B.V.',
    workshops,
  });
  await arrangePerson(database, { email: `b${count}@new.example`, mpnId: intoId, company: 'New B.V.', workshops });
  return { from: await idOf(fromId), into: await idOf(intoId), fromId, intoId, person };
}

const idOf = async (mpnId: string): Promise<number> =>
  (await database.query<{ id: number }>('select psa_employer_of($1) as id', [mpnId]))[0]?.id ?? 0;
const employmentsOf = (person: number) =>
  database.query<{ mpn: string; ended: boolean; enrolments: number }>(
    `select r.mpn_id as mpn, e.ended_on is not null as ended, (select count(*)::int from enrolments n where n.employment_id = e.id) as enrolments
     from employments e join employers r on r.id = e.employer_id where e.person_id = $1 order by e.id`,
    [person],
  );

beforeAll(async () => {
  await arrangeNotice();
  await database.query(`insert into staff_members (email, name) values ('ada@academy.example', 'Ada')`);
  await arrangeAgreement(MICROSOFT, { channels: ['folder'] });
});

describe('an employer', () => {
  it('is found by name, partner ID, domain and by what it was called', async () => {
    const { into, from, intoId, fromId } = await arrangeTwo();
    await addDomain(ADMINISTRATOR, from, 'old-and-found.example');
    const find = async (search: string) =>
      (await listEmployers(ADMINISTRATOR, { search, page: 1 })).employers.map(({ id }) => id);
    expect(await find(fromId)).toEqual([from]);
    expect(await find('AND-FOUND')).toEqual([from]);
    await mergeEmployers(ADMINISTRATOR, from, intoId);
    expect(await find(fromId)).toEqual([into]);
    expect(await find('no such employer')).toEqual([]);
  });

  it('that is renamed stands so in the next report, and recipients who were given the old name are told', async () => {
    const { from, person } = await arrangeTwo();
    await runFor('microsoft');
    await database.query('delete from notifications');
    expect(await renameEmployer(ADMINISTRATOR, from, 'Older N.V.')).toEqual({ ok: true, value: true });
    expect(await renameEmployer(ADMINISTRATOR, from, 'Older N.V.')).toEqual({ ok: true, value: false });
    await tellRecipients();
    expect(
      await database.query('select sheet, cause, fields from notifications where person_id = $1', [person]),
    ).toEqual([{ sheet: 'registration', cause: 'corrected', fields: ['company'] }]);
    expect(await renameEmployer(ADMINISTRATOR, 999_999, 'X')).toEqual({ ok: false, reason: 'not-found' });
  });

  it('has domains of its own, none that anybody can have and none of another’s', async () => {
    const { from, into } = await arrangeTwo();
    expect(await addDomain(ADMINISTRATOR, from, 'taken.example')).toEqual({ ok: true, value: null });
    expect(await addDomain(ADMINISTRATOR, from, 'taken.example')).toEqual({ ok: true, value: null });
    expect(await addDomain(ADMINISTRATOR, into, 'taken.example')).toEqual({ ok: false, reason: 'domain-taken' });
    expect(await addDomain(ADMINISTRATOR, into, 'gmail.com')).toEqual({ ok: false, reason: 'public-domain' });
    expect(await removeDomain(ADMINISTRATOR, into, 'taken.example')).toEqual({ ok: false, reason: 'not-found' });
    expect(await removeDomain(ADMINISTRATOR, from, 'taken.example')).toEqual({ ok: true, value: null });
    expect((await findEmployer(ADMINISTRATOR, from))?.domains).toEqual([]);
  });
});

describe('two employers that are one company', () => {
  it('become one: people, domains and partner ID move, and recipients are told what changed', async () => {
    const { from, into, fromId, intoId, person } = await arrangeTwo();
    await addDomain(ADMINISTRATOR, from, `old-${count}.example`);
    expect(await previewMerge(ADMINISTRATOR, from, intoId)).toEqual({
      ok: true,
      value: { into: { id: into, name: 'New B.V.', mpnId: intoId }, people: 1, both: 0, domains: 1 },
    });
    expect(await mergeEmployers(ADMINISTRATOR, from, intoId)).toEqual({ ok: true, value: { id: into, people: 1 } });
    expect(await employmentsOf(person)).toEqual([{ mpn: intoId, ended: false, enrolments: 1 }]);
    expect(await findEmployer(ADMINISTRATOR, from)).toBeNull();
    expect(await findEmployer(ADMINISTRATOR, into)).toMatchObject({
      domains: [`old-${count}.example`],
      aliases: [{ mpnId: fromId, name: 'Old B.V.' }],
    });
    expect(await mergeEmployers(ADMINISTRATOR, from, intoId)).toEqual({ ok: false, reason: 'not-found' });
    expect(
      await database.query('select cause, fields from notification_duties where person_id = $1', [person]),
    ).toEqual([{ cause: 'corrected', fields: ['company', 'mpn_id'] }]);
  });

  it('keep one employment of whoever works at both, confirmed, with everything that was done under either', async () => {
    const { from, into, intoId, person } = await arrangeTwo();
    await database.query(
      `insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at, concurrent)
       values ($1, $2, 'NL', 'Clerk', '2024-01-01', 'staff', now(), true)`,
      [person, into],
    );
    expect(await previewMerge(ADMINISTRATOR, from, intoId)).toMatchObject({ value: { people: 1, both: 1 } });
    await mergeEmployers(ADMINISTRATOR, from, intoId);
    expect(await employmentsOf(person)).toEqual([
      { mpn: intoId, ended: true, enrolments: 0 },
      { mpn: intoId, ended: false, enrolments: 1 },
    ]);
    expect(
      await database.query(
        'select concurrent, confirmed_by from employments where person_id = $1 and ended_on is null',
        [person],
      ),
    ).toEqual([{ concurrent: false, confirmed_by: 'staff' }]);
  });

  it('stay two where it is the same one, an unknown one, or one that is sent reports of its own', async () => {
    const { from, fromId, intoId } = await arrangeTwo();
    expect(await mergeEmployers(ADMINISTRATOR, from, fromId)).toEqual({ ok: false, reason: 'same' });
    expect(await mergeEmployers(ADMINISTRATOR, from, 'NOBODY')).toEqual({ ok: false, reason: 'into-unknown' });
    await arrangeAgreement({ kind: 'employer', mpnId: fromId });
    expect(await mergeEmployers(ADMINISTRATOR, from, intoId)).toEqual({ ok: false, reason: 'is-recipient' });
    expect(await findEmployer(ADMINISTRATOR, from)).not.toBeNull();
  });

  it('are one to whoever names the old partner ID: a file, and a registration', async () => {
    const { from, into, intoId, fromId } = await arrangeTwo();
    await mergeEmployers(ADMINISTRATOR, from, intoId);
    const imported = await importFile(
      'registrations',
      registrations(
        registration({
          mpn: fromId,
          company: 'Old B.V.',
          email: `c${count}@old.example`,
          workshop: 'Azure Administrator',
        }),
      ),
    );
    expect(imported).toMatchObject({ refused: [] });
    const employers = await database.query<{ id: number }>(
      `select e.employer_id as id from employments e join persons p on p.id = e.person_id where p.email = 'c${count}@old.example'`,
    );
    expect(employers).toEqual([{ id: into }]);
    const token = await registered(database, { email: `d${count}@old.example`, mpnId: fromId, company: 'Old' });
    expect((await confirmRegistration(registerRequest(), token)).kind).toBe('signed-in');
    expect(await idOf(fromId)).toBe(into);
    expect(await database.query('select from employers where mpn_id = $1', [fromId])).toEqual([]);
  });
});
