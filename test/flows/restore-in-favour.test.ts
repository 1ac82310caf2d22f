// What people did or were told between a backup and its restore, and what nobody may lose or get back by it (bad-H10): each of them with a backup of its own.
import type { StaffActor } from '#app/features/access/actor.ts';
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { answerAsGuardian, confirmRegistration } from '#app/features/people/confirm-registration.server.ts';
import { enterRequest } from '#app/features/privacy/enter-request.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { keepErasureList } from '#app/features/privacy/erasure-list.server.ts';
import {
  askIdentity,
  closeRequest,
  extendRequest,
  proveIdentity,
} from '#app/features/privacy/handle-request.server.ts';
import { keepMarkList, readMarks } from '#app/features/privacy/mark-list.server.ts';
import { runRetention } from '#app/features/privacy/run-retention.server.ts';
import { objectToReporting } from '#app/features/privacy/restrict-person.server.ts';
import { warnInactive } from '#app/features/privacy/warn-inactive.server.ts';
import { askAsPerson } from '#app/features/support/ask-support.server.ts';
import { takeCaseStep } from '#app/features/support/take-case-step.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { decideConflict } from '#app/features/exams/decide-conflict.server.ts';
import { arrangeOfficer, decide, enter, enteredBy } from '#test/features/privacy/request-desk.ts';
import { useDatabase } from '#test/support/database.ts';
import { emptyDatabase } from '#test/support/empty-database.ts';
import { forgetKeptMail, readKeptMail, tokenIn } from '#test/support/kept-mail.ts';
import { ask } from '#test/support/psa-answers.ts';
import { arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { registered, registerRequest } from '#test/support/registering.ts';
import { freezeClock, SYSTEM } from '#test/support/runs.ts';
import { findWord } from '#test/support/search-database.ts';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const database = useDatabase();
const folder = (): string => join(database.dataDir, 'kept', 'backup');
const on = (day: string): Promise<void> => freezeClock(database, `${day}T12:00:00Z`);

const backUp = async (): Promise<void> => expect(await ask('backup', folder())).toMatchObject({ code: 0 });
/** The database is lost, with nothing that the worker had still to write down. */
async function loseAndRestore(): Promise<void> {
  await keepErasureList();
  await keepMarkList();
  await emptyDatabase(database);
  expect(await ask('restore', folder())).toMatchObject({ code: 0 });
}

beforeEach(async () => {
  await emptyDatabase(database);
  for (const place of ['kept', 'journal']) rmSync(join(database.dataDir, place), { recursive: true, force: true });
  forgetKeptMail(database);
});
afterEach(() => moveClock(database, '0'));

it('R2 who signed in since, having been warned, does not go as if they had not; they are warned anew before the next time', async () => {
  await on('2025-03-10');
  await arrangeNotice();
  const mira = await arrangePerson(database, { email: 'mira@home.example' });
  await on('2026-02-09');
  await warnInactive();
  await sendMails(MAIL_WRITERS);
  await backUp();
  await on('2026-03-10');
  await startSignIn(new Request('http://localhost/'), { seat: { kind: 'person', id: mira }, method: 'demo' });
  await loseAndRestore();
  await on('2026-03-11');
  expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
  await on('2027-03-11');
  expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
  expect(await warnInactive()).toBe(1);
  expect(await database.query('select email from persons')).toEqual([{ email: 'mira@home.example' }]);
});

it('bad-H10 a journal that lacks an erasure of before the backup is refused, and nobody is here again unless somebody says so', async () => {
  await arrangeNotice();
  const early = await arrangePerson(database, { email: 'early@home.example' });
  const late = await arrangePerson(database, { email: 'late@home.example' });
  await erasePerson(SYSTEM, early);
  await backUp();
  await erasePerson(SYSTEM, late);
  rmSync(join(database.dataDir, 'journal'), { recursive: true });
  await emptyDatabase(database);
  expect(await ask('restore', folder())).toEqual({
    code: 2,
    value: { error: expect.stringMatching(/does not know 1 of the 1 people.*Nothing was restored/) as string },
  });
  expect(await database.query('select from persons')).toEqual([]);
  expect(await ask('restore', folder(), '--without-journal')).toMatchObject({ code: 0, value: { erasedAgain: 0 } });
  expect(await database.query('select email from persons')).toEqual([{ email: 'late@home.example' }]);
});

it('bad-H10 a restore that goes on is refused with such a journal, too, and the portal stays closed', async () => {
  await arrangeNotice();
  const early = await arrangePerson(database, { email: 'early@home.example' });
  await erasePerson(SYSTEM, early);
  await backUp();
  await loseAndRestore();
  const signature = readFileSync(join(folder(), 'manifest.signature'), 'utf8').trim();
  await database.query(`insert into settings (name, value) values ('restoring', to_jsonb($1::text))`, [signature]);
  rmSync(join(database.dataDir, 'journal'), { recursive: true });
  expect(await ask('restore', folder())).toEqual({
    code: 2,
    value: { error: expect.stringMatching(/The portal stays closed/) as string },
  });
  expect(await database.query(`select from settings where name = 'restoring'`)).toHaveLength(1);
});

const GUARDIAN = { age: 'guardian', guardianEmail: 'parent@home.example' };
/** Of the mail to the guardian of a new registration. */
async function guardianAsked(changes: Record<string, string> = {}): Promise<string> {
  await database.query('delete from rate_counts');
  const own = await registered(database, { ...GUARDIAN, ...changes });
  expect((await confirmRegistration(registerRequest(), own)).kind).toBe('guardian-asked');
  return tokenIn((await readKeptMail(database)).at(-1), '/register/guardian/');
}

it('C5 a guardian who said no has said no, with what was typed gone; one who agreed later has agreed', async () => {
  await arrangeNotice();
  const token = await guardianAsked();
  const other = await guardianAsked({ email: 'tom@bluecloud.example' });
  await backUp();
  for (const refused of [token, other]) expect(await answerAsGuardian(refused, false)).toBe('refused');
  await keepMarkList();
  expect((await readMarks()).marks).toHaveLength(2);
  expect(await answerAsGuardian(await guardianAsked({ email: 'tom@bluecloud.example' }), true)).toBe('agreed');
  await loseAndRestore();
  expect(await database.query('select email from registrations')).toEqual([{ email: 'tom@bluecloud.example' }]);
  expect(await database.query('select from guardian_refusals')).toHaveLength(1);
  const ofAge = await registered(database);
  expect((await confirmRegistration(registerRequest(), ofAge)).kind).toBe('guardian-needed');
});

it('the words of somebody unknown, whose request was answered and closed since, do not come back; an open one stays open', async () => {
  await arrangeNotice();
  const officer = await arrangeOfficer(database);
  const enterOf = async (word: string): Promise<number> => {
    const asked = {
      kind: 'access',
      name: `Kees ${word}`,
      contact: `${word}@x.example`,
      message: `All, ${word}`,
    } as const;
    const entered = await enterRequest(officer, await enteredBy(database, asked));
    return entered.ok ? entered.value : 0;
  };
  const [closed, open] = [await enterOf('wordofclosed'), await enterOf('wordofopen')];
  await backUp();
  await proveIdentity(officer, closed, 'called-back');
  expect(await decide(officer, closed, { answer: 'Nothing is held.' })).toMatchObject({ ok: true });
  expect(await closeRequest(officer, closed, 'letter')).toMatchObject({ ok: true });
  await loseAndRestore();
  expect(await findWord(database, 'wordofclosed')).toEqual([]);
  expect(await findWord(database, 'wordofopen')).not.toEqual([]);
  expect(await database.query('select id from privacy_requests where closed_at is null')).toEqual([{ id: open }]);
});

it('P3 whoever was told of a decision that a restore lost is told of the next one: nothing that is decided anew is kept from them', async () => {
  await arrangeNotice();
  const officer = await arrangeOfficer(database);
  const pia = await arrangePerson(database, {
    email: 'pia@home.example',
    sittings: [{ exam: 'AZ-104', month: '2026-01', state: 'taken', outcome: 'failed' }],
  });
  await database.query(
    `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind) select id, 'passed', 'person' from sittings where person_id = $1`,
    [pia],
  );
  const id = await enter(database, officer, { kind: 'access', email: 'pia@home.example' });
  await backUp();
  const goOn = async (): Promise<string[]> => {
    forgetKeptMail(database);
    expect(await askIdentity(officer, id, 'Your number, please.')).toMatchObject({ ok: true });
    await sendMails(MAIL_WRITERS);
    expect(await proveIdentity(officer, id, 'called-back')).toMatchObject({ ok: true });
    expect(await extendRequest(officer, id, 'Much was asked.')).toMatchObject({ ok: true });
    await sendMails(MAIL_WRITERS);
    expect(await decide(officer, id)).toMatchObject({ ok: true });
    const [conflict] = await database.query<{ id: number }>('select id from outcome_conflicts');
    const decided = await decideConflict(officer, { conflictId: conflict?.id ?? 0, decision: 'stands' });
    expect(decided).toMatchObject({ ok: true });
    await sendMails(MAIL_WRITERS);
    return (await readKeptMail(database)).map(({ subject }) => subject ?? '').sort();
  };
  const first = await goOn();
  expect(first.length).toBeGreaterThan(3);
  await loseAndRestore();
  expect(await goOn()).toEqual(first.filter((subject) => !subject.includes('received')));
});

it('P5 an objection that came since stands with a request that somebody decides, due as it was; one whose request is here has no second', async () => {
  await arrangeNotice();
  const asked = async (name: string) => ({
    kind: 'person' as const,
    personId: await arrangePerson(database, { email: `${name}@home.example` }),
    name,
  });
  const [early, late] = [await asked('early'), await asked('late')];
  await on('2026-03-02');
  expect(await objectToReporting(early, 'Not me.')).toBe(true);
  await backUp();
  await on('2026-03-05');
  expect(await objectToReporting(late, 'Nor me.')).toBe(true);
  await keepMarkList();
  await on('2026-03-20');
  await loseAndRestore();
  const open = await database.query(
    `select p.email, r.kind, r.channel, r.received_at::date::text as on, r.due_on::text as due, r.identity_at is not null as known
     from privacy_requests r join persons p on p.id = r.person_id where r.decided_at is null order by 1`,
  );
  expect(open).toEqual([
    {
      email: 'early@home.example',
      kind: 'objection',
      channel: 'account',
      on: '2026-03-02',
      due: '2026-04-02',
      known: true,
    },
    {
      email: 'late@home.example',
      kind: 'objection',
      channel: 'journal',
      on: '2026-03-05',
      due: '2026-04-07',
      known: false,
    },
  ]);
});

it('gives no number again that the restore before it gave out, and a mail of then keeps none of now from going', async () => {
  await arrangeNotice();
  const administrator: StaffActor = { ...(await arrangeOfficer(database)), roles: ['administrator'] };
  const pia = await arrangePerson(database, { email: 'pia@home.example' });
  const answerAnew = async (words: string): Promise<number> => {
    const id = await askAsPerson({ kind: 'person', personId: pia, name: 'Pia' }, { topic: 'other', message: 'When?' });
    await takeCaseStep(administrator, id, { intent: 'answer', words });
    await sendMails(MAIL_WRITERS);
    expect((await readKeptMail(database)).some(({ text }) => text?.includes(words) === true)).toBe(true);
    return id;
  };
  await backUp();
  await loseAndRestore();
  const first = await answerAnew('On Monday.');
  const numbers =
    'select sequencename as name, last_value::int as n from pg_sequences where schemaname = $1 order by 1';
  const given = await database.query<{ name: string; n: number }>(numbers, ['public']);
  await loseAndRestore();
  expect(await answerAnew('On Tuesday.')).toBeGreaterThan(first);
  const now = new Map(
    (await database.query<{ name: string; n: number }>(numbers, ['public'])).map(({ name, n }) => [name, n]),
  );
  for (const { name, n } of given) expect(now.get(name), name).toBeGreaterThan(n);
});
