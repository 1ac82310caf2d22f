// `psa user`: invitations and roles from the command line.
import { findActor } from '#app/features/access/actors.server.ts';
import { startSignIn, type Seat } from '#app/features/access/sign-ins.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { linkIn, useMailServer } from '#test/support/mail-server.ts';
import { makeAgreements, makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { arrangeNotice, arrangePerson, FULL_AGREEMENT, MICROSOFT } from '#test/support/register.ts';
import { ask, psa } from '#test/support/psa-answers.ts';
import { startPsa, type Ended } from '#test/support/report-process.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const mails = useMailServer();
const database = useDatabase();

const ENTRA = {
  ENTRA_CLIENT_ID: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  ENTRA_STAFF_TENANT: '3f2504e0-4f89-41d3-9a0c-0305e82c3302',
  ENTRA_CLIENT_SECRET: 'secret-secret',
};

const start = (words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> => {
  const mailing = { SMTP_URL: mails.url, MAIL_FROM: 'academy@psa.example', NODE_EXTRA_CA_CERTS: mails.authority };
  return startPsa(words, { ...database.env, ...mailing, PSA_ORIGIN: 'https://portal.example', ...environment }).ended;
};

async function askMailing(words: readonly string[], environment?: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await start([...words, '--json'], environment);
  expect(stderr).toBe('');
  return { code, value: JSON.parse(stdout) as unknown };
}

const LINK = expect.stringMatching(/^https:\/\/portal\.example\/invitation\/[\w-]{43}$/) as string;

beforeAll(async () => {
  await arrangeNotice();
  await arrangePerson(database, { email: 'sanne@bluecloud.example' });
  await makeAgreements([{ ...FULL_AGREEMENT, recipient: MICROSOFT }]);
  await makeContact('microsoft', { email: 'reports@microsoft.example', name: 'Morgan Reed' });
});

describe('psa user', { timeout: 60_000 }, () => {
  it('grant makes the first administrator, and invites whoever has no way in where Entra ID is in use', async () => {
    const words = ['user', 'grant', 'first@psa.example', 'administrator', '--name', 'First'];
    expect(await askMailing(words, ENTRA)).toEqual({
      code: 0,
      value: { granted: true, invitation: LINK, mailed: true },
    });
    expect(linkIn(await mails.take('first@psa.example'))).toEqual(LINK);
    expect(await askMailing(words, ENTRA)).toMatchObject({ value: { granted: false, invitation: LINK } });
    const told = await start(words);
    expect(told.stdout).toMatch(
      /was administrator already\n.*no way in yet.*ENTRA_CLIENT_ID.*psa user invite first@psa\.example/,
    );
    expect(await askMailing(words)).toEqual({ code: 0, value: { granted: false, wayIn: 'none' } });
    await database.query(
      `insert into identities (tenant_id, object_id, staff_id) select gen_random_uuid(), gen_random_uuid(), id from staff_members`,
    );
    expect(await askMailing(words, ENTRA)).toEqual({ code: 0, value: { granted: false } });
  });

  it.each([
    ['sanne@bluecloud.example', 'person'],
    ['Reports@Microsoft.example', 'contact'],
    ['first@psa.example', 'staff'],
  ])('invite %s prints the link for this %s, and mails it', async (email, kind) => {
    expect(await askMailing(['user', 'invite', email])).toEqual({
      code: 0,
      value: { kind, invitation: LINK, mailed: true },
    });
    const told = await start(['user', 'invite', email]);
    expect(told.stdout).toMatch(/^https:\/\/portal\.example\/invitation\/[\w-]{43}\n.*seven days\. It was mailed/);
    await mails.take(email.toLowerCase());
  });

  it('invite says that it was not mailed when it could not be', async () => {
    mails.refuseWith(550);
    expect(await askMailing(['user', 'invite', 'sanne@bluecloud.example'])).toMatchObject({
      code: 0,
      value: { mailed: false },
    });
    mails.refuseWith(null);
  });

  it('grant says that somebody is shut out, who is let in again by let-in, once', async () => {
    await database.query(`update staff_members set disabled_at = now() where email = 'first@psa.example'`);
    const words = ['user', 'grant', 'first@psa.example', 'trainer'];
    const told = await start(words, ENTRA);
    expect(told.stdout).toMatch(/is trainer now\n.*shut out.*psa user let-in first@psa\.example/);
    expect(await askMailing(words, ENTRA)).toEqual({ code: 0, value: { granted: false, wayIn: 'shut-out' } });
    expect(await ask('user', 'let-in', 'FIRST@psa.example')).toEqual({ code: 0, value: { letIn: true } });
    expect(await database.query('select from staff_members where disabled_at is not null')).toEqual([]);
    const events = await database.query(`select actor_kind from audit_events where event = 'staff.enabled'`);
    expect(events).toEqual([{ actor_kind: 'system' }]);
    expect(await ask('user', 'let-in', 'first@psa.example')).toMatchObject({ code: 2 });
  });

  it('revoke takes a role, once', async () => {
    const words = ['user', 'revoke', 'first@psa.example', 'administrator'];
    expect(await ask(...words)).toEqual({ code: 0, value: { revoked: true } });
    expect(await psa(...words)).toMatchObject({ code: 2, stderr: 'first@psa.example is not administrator\n' });
    const events = await database.query(`select actor_kind, details from audit_events where event = 'role.revoked'`);
    expect(events).toEqual([{ actor_kind: 'system', details: { role: 'administrator' } }]);
  });

  it('sign-out ends the sign-ins of one person, or of everybody', async () => {
    const [person] = await database.query<{ id: number }>(
      `select id from persons where email = 'sanne@bluecloud.example'`,
    );
    const [member] = await database.query<{ id: number }>('select min(id) as id from staff_members');
    const signIn = async (seat: Seat) => {
      const { cookie } = await startSignIn(new Request('http://localhost/'), { seat, method: 'demo' });
      return new Request('http://localhost/', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
    };
    const learner = await signIn({ kind: 'person', id: person?.id ?? 0 });
    const staff = await signIn({ kind: 'staff', id: member?.id ?? 0 });
    expect(await ask('user', 'sign-out', 'SANNE@bluecloud.example')).toEqual({ code: 0, value: { ended: 1 } });
    expect(await findActor(learner)).toBeNull();
    expect(await findActor(staff)).not.toBeNull();
    expect(await ask('user', 'sign-out', '--everybody')).toEqual({ code: 0, value: { ended: 1 } });
    expect(await findActor(staff)).toBeNull();
    expect((await psa('user', 'sign-out')).code).toBe(2);
  });

  it.each([
    [['invite', 'nobody@elsewhere.example'], 'Nobody here has the address'],
    [['invite', 'no address'], 'is no e-mail address'],
    [['grant', 'a@psa.example', 'owner'], 'is no role'],
    [['revoke', 'a@psa.example', 'owner'], 'is no role'],
    [['revoke', 'a b@psa.example', 'trainer'], 'is no e-mail address'],
    [['invite'], 'missing required argument'],
    [['let-in', 'nobody@elsewhere.example'], 'is not shut out'],
    [['sign-out', 'nobody@elsewhere.example'], 'Nobody here has the address'],
  ])('%j is refused with the reason', async (words, reason) => {
    const { code, stdout, stderr } = await psa('user', ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
  });

  it.each([
    [['user', 'invite'], 'missing required argument'],
    [['user', 'grant', 'a@psa.example'], 'missing required argument'],
    [['user', 'invite', 'a@psa.example', '--wrong'], 'unknown option'],
    [['nonsense'], 'unknown command'],
    [['user'], 'Say --help'],
    [[], 'Say --help'],
  ])('%j with --json is refused in one JSON value', async (words, reason) => {
    const { code, value } = await ask(...words);
    expect({ code, value }).toEqual({ code: 2, value: { error: expect.stringContaining(reason) as string } });
  });

  it.each(['grant', 'revoke', 'let-in', 'invite', 'sign-out'])('%s explains itself', async (verb) => {
    const { code, stdout } = await psa('user', verb, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(`psa user ${verb}`);
  });
});
