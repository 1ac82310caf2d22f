// Somebody of 16 or under is nobody here before a parent or guardian agrees, and gets round neither their silence nor their no.
import { answerAsGuardian, confirmRegistration } from '#app/features/people/confirm-registration.server.ts';
import {
  findForGuardian,
  findRegistration,
  forgetOldRegistrations,
} from '#app/features/people/registrations.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { forgetKeptMail, readKeptMail, tokenIn } from '#test/support/kept-mail.ts';
import { emptyRegister } from '#test/support/register-content.ts';
import { arrangeNotice, moveClock } from '#test/support/register.ts';
import { countOf, registered, registerRequest } from '#test/support/registering.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const YOUNG = { age: 'guardian', guardianEmail: 'parent@home.example' };

const register = (changes: Record<string, string> = YOUNG) => registered(database, changes);
const confirm = async (token: string, again = false) =>
  (await confirmRegistration(registerRequest(), token, again)).kind;
const mailed = async () => (await readKeptMail(database)).map(({ to }) => to?.[0]?.address);
const lastGuardianToken = async () => tokenIn((await readKeptMail(database)).at(-1), '/register/guardian/');
const people = async () => [await countOf(database, 'persons'), await countOf(database, 'registrations')];

/** The address proved; gives the guardian's token. */
async function proved(): Promise<string> {
  expect(await confirm(await register())).toBe('guardian-asked');
  return lastGuardianToken();
}

beforeAll(() => arrangeNotice());
beforeEach(async () => {
  await emptyRegister(database);
  await database.query('delete from registrations; delete from rate_counts; delete from guardian_refusals');
});
afterEach(async () => {
  await finishAfterAnswers();
  forgetKeptMail(database);
  await moveClock(database, '0');
});

describe('the guardian', () => {
  it('is asked once by a mail that names nobody, and makes the account by agreeing', async () => {
    const own = await register();
    expect([await confirm(own), await confirm(own)]).toEqual(['guardian-asked', 'guardian-asked']);
    expect(await mailed()).toEqual(['sanne@bluecloud.example', 'parent@home.example']);
    expect((await readKeptMail(database))[1]?.text).not.toMatch(/Sanne|Vries/);
    const token = await lastGuardianToken();
    expect(await findForGuardian(token)).toMatchObject({ firstName: 'Sanne', awaited: { isProved: true } });
    expect(await people()).toEqual([0, 1]);
    expect(await answerAsGuardian(token, true)).toBe('agreed');
    expect(await people()).toEqual([1, 0]);
    await sendMails(MAIL_WRITERS);
    const told = (await readKeptMail(database)).at(-1);
    expect(told?.to?.[0]?.address).toBe('sanne@bluecloud.example');
    expect(told?.subject).toBe('Uw ouder of voogd heeft ingestemd: Partner Skills Academy');
    expect(told?.text).toContain('/sign-in');
    expect(await answerAsGuardian(token, true)).toBe('gone');
  });

  it('bad-I16 has seven days from being asked; without an answer everything is deleted then', async () => {
    const own = await register();
    await moveClock(database, '6 days');
    await confirm(own);
    const token = await lastGuardianToken();
    await moveClock(database, '12 days 23 hours');
    expect(await findForGuardian(token)).not.toBeNull();
    await moveClock(database, '13 days 1 minute');
    expect(await answerAsGuardian(token, true)).toBe('gone');
    await forgetOldRegistrations();
    expect(await people()).toEqual([0, 0]);
  });

  it('is asked again by a link of its own when the person says so, as often as a mailbox may be written to', async () => {
    const own = await register();
    await confirm(own);
    const first = await lastGuardianToken();
    expect(await confirm(own, true)).toBe('guardian-asked');
    expect([await answerAsGuardian(first, true), await findForGuardian(await lastGuardianToken())]).toEqual([
      'gone',
      expect.objectContaining({ firstName: 'Sanne' }),
    ]);
    expect([await confirm(own, true), await confirm(own, true), await confirm(own, true)]).toEqual([
      'guardian-asked',
      'guardian-asked',
      'guardian-limit',
    ]);
    // What the last mail holds still works, and the page still tells when it went.
    expect(await findForGuardian(await lastGuardianToken())).not.toBeNull();
    expect((await findRegistration(own))?.awaited?.askedAt).toBeInstanceOf(Date);
  });

  it('was not asked where the mail did not go, which is said until it does', async () => {
    const own = await register();
    forgetKeptMail(database);
    writeFileSync(join(database.dataDir, 'mail'), 'no folder');
    expect([await confirm(own), await confirm(own), await confirm(own, true)]).toEqual([
      'guardian-unsent',
      'guardian-unsent',
      'guardian-unsent',
    ]);
    expect((await findRegistration(own))?.awaited).toMatchObject({ isProved: true, askedAt: null });
    forgetKeptMail(database);
    expect(await confirm(own, true)).toBe('guardian-asked');
    expect(await answerAsGuardian(await lastGuardianToken(), true)).toBe('agreed');
  });
});

describe('whoever says to be of age after all', () => {
  it('does not get past a guardian who is still to answer', async () => {
    const token = await proved();
    const ofAge = await register({ jobRole: 'Architect' });
    expect(await confirm(ofAge)).toBe('guardian-asked');
    expect((await mailed()).filter((to) => to === 'parent@home.example')).toHaveLength(1);
    expect(await people()).toEqual([0, 2]);
    expect(await answerAsGuardian(token, true)).toBe('agreed');
    expect(await people()).toEqual([1, 0]);
    expect(await confirm(ofAge)).toBe('gone');
  });

  it('is not held up by a registration that somebody else typed for the address', async () => {
    await register();
    expect(await confirm(await register({ jobRole: 'Architect' }))).toBe('signed-in');
  });

  it('is told to name the guardian where that one refused, for a year, and what was typed is deleted each time', async () => {
    const token = await proved();
    const meanwhile = await register({ jobRole: 'Architect' });
    expect(await answerAsGuardian(token, false)).toBe('refused');
    expect(await people()).toEqual([0, 0]);
    expect(await confirm(meanwhile)).toBe('gone');
    const [kept] = await database.query<{ all: string }>(
      'select guardian_refusals::text as all from guardian_refusals',
    );
    expect(kept?.all).not.toContain('sanne');
    expect(await confirm(await register({ jobRole: 'Tester' }))).toBe('guardian-needed');
    expect(await people()).toEqual([0, 0]);
    await moveClock(database, '1 year 1 day');
    await forgetOldRegistrations();
    expect(await countOf(database, 'guardian_refusals')).toBe(0);
    expect(await confirm(await register({ jobRole: 'Tester' }))).toBe('signed-in');
  });

  it('is told the same where the guardian was silent for seven days, however often they were asked', async () => {
    const own = await register();
    expect(await confirm(own)).toBe('guardian-asked');
    await moveClock(database, '6 days');
    expect(await confirm(own, true)).toBe('guardian-asked');
    await moveClock(database, '7 days 1 minute');
    await forgetOldRegistrations();
    expect(await people()).toEqual([0, 0]);
    expect(await confirm(await register({ jobRole: 'Tester' }))).toBe('guardian-needed');
  });

  it('is let in by a guardian who agrees later, and nothing of the refusal is left', async () => {
    await answerAsGuardian(await proved(), false);
    expect(await answerAsGuardian(await proved(), true)).toBe('agreed');
    expect(await countOf(database, 'guardian_refusals')).toBe(0);
    expect(await people()).toEqual([1, 0]);
  });
});
