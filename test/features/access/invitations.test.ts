// Invitations: for one use, within seven days, the newest one only, and for whoever may still come in.
import { findSignIn } from '#app/features/access/actors.server.ts';
import { checkCode } from '#app/features/access/check-code.server.ts';
import { sendCode } from '#app/features/access/codes.server.ts';
import { inviteRegistered } from '#app/features/access/invite-by-address.server.ts';
import { findInvitation, invite, redeemInvitation, type Invited } from '#app/features/access/invitations.server.ts';
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { makeAgreements, makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { codeIn, linkIn, useMailServer } from '#test/support/mail-server.ts';
import { arrangeNotice, arrangePerson, FULL_AGREEMENT, MICROSOFT, moveClock } from '#test/support/register.ts';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const STAFF_TENANT = '3f2504e0-4f89-41d3-9a0c-0305e82c3302';
const LEARNER = 'sanne@bluecloud.example';
const CONTACT = 'reports@microsoft.example';
const STAFF = 'bram@psa.example';

const mails = useMailServer();
const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;
let learner: Invited;
let contact: Invited;
let staff: Invited;

const tokenOf = (link: string): string => link.split('/').at(-1) ?? '';
const inviteBy = async (target: Invited): Promise<string> => tokenOf((await invite(SYSTEM, target)).link);
const idOf = async (token: string): Promise<number> => (await findInvitation(token))?.id ?? 0;

async function makeAccount(tenant = 'a0000000-0000-4000-8000-000000000001'): Promise<number> {
  const [made] = await database.query<{ id: number }>(
    'insert into identities (tenant_id, object_id) values ($1, gen_random_uuid()) returning id',
    [tenant],
  );
  return made?.id ?? 0;
}

const redeem = (id: number, by: { identityId: number } | 'code') =>
  inRoleSql('psa_door', {}, (client) => redeemInvitation(client, id, by));

const accountOf = async (id: number) =>
  (
    await database.query<{ person_id: number | null; staff_id: number | null; contact_id: number | null }>(
      'select person_id, staff_id, contact_id from identities where id = $1',
      [id],
    )
  )[0];

const eventsSince = async (id: number) =>
  database.query<{ event: string; subject_kind: string | null; details: unknown }>(
    'select event, subject_kind, details from audit_events where id > $1 order by id',
    [id],
  );
const lastEventId = async (): Promise<number> =>
  (await database.query<{ id: number }>('select coalesce(max(id), 0)::int as id from audit_events'))[0]?.id ?? 0;

beforeAll(async () => {
  Object.assign(process.env, {
    ENTRA_CLIENT_ID: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    ENTRA_STAFF_TENANT: STAFF_TENANT,
    ENTRA_CLIENT_SECRET: 'secret-secret',
  });
  await arrangeNotice();
  learner = { kind: 'person', id: await arrangePerson(database, { email: LEARNER }) };
  await makeAgreements([{ ...FULL_AGREEMENT, recipient: MICROSOFT }]);
  await makeContact('microsoft', { email: CONTACT, name: 'Morgan Reed' });
  await grantRole(SYSTEM, { email: STAFF, name: 'Bram Visser', role: 'trainer' });
  const [ids] = await database.query<{ contact: number; staff: number }>(
    'select (select id from recipient_contacts) as contact, (select id from staff_members) as staff',
  );
  contact = { kind: 'contact', id: ids?.contact ?? 0 };
  staff = { kind: 'staff', id: ids?.staff ?? 0 };
});
beforeEach(async () => {
  mails.forget();
  await database.query('truncate rate_counts');
  await database.query('delete from sign_in_codes');
  await database.query('delete from identities');
});
afterEach(() => moveClock(database, '0 hours'));

describe('an invitation', () => {
  it('is mailed as a link that names nobody, and only its hash is kept', async () => {
    const { link, mailed } = await invite(SYSTEM, learner);
    expect(mailed).toBe(true);
    const mail = await mails.take(LEARNER);
    expect(linkIn(mail)).toBe(link);
    expect(`${mail.subject ?? ''}${mail.text ?? ''}`).not.toMatch(/Sanne|Vries|bluecloud/i);
    const token = tokenOf(link);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const [kept] = await database.query<{ kept: string }>(`select string_agg(i::text, ' ') as kept from invitations i`);
    expect(kept?.kept).not.toContain(token);
    expect(kept?.kept).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
  });

  it('is not changed by being opened, however often', async () => {
    const token = await inviteBy(learner);
    const look = () => database.query('select * from invitations order by id');
    const before = await look();
    for (let count = 0; count < 3; count++) expect(await findInvitation(token)).toMatchObject({ kind: 'person' });
    expect(await look()).toEqual(before);
  });

  it('ties an account to a learner, once', async () => {
    const id = await idOf(await inviteBy(learner));
    const [account, other] = [await makeAccount(), await makeAccount()];
    const before = await lastEventId();
    expect(await redeem(id, { identityId: account })).toEqual(learner);
    expect(await accountOf(account)).toEqual({ person_id: learner.id, staff_id: null, contact_id: null });
    expect(await eventsSince(before)).toEqual([
      { event: 'invitation.used', subject_kind: 'invitation', details: { for: 'person', by: 'entra' } },
      { event: 'identity.linked', subject_kind: 'identity', details: { to: 'person' } },
    ]);
    expect(await redeem(id, { identityId: other })).toBeNull();
    expect(await redeem(id, 'code')).toBeNull();
    expect(await accountOf(other)).toMatchObject({ person_id: null });
  });

  it('is used by one of many at once', async () => {
    const id = await idOf(await inviteBy(learner));
    const accounts = await Promise.all(Array.from({ length: 6 }, () => makeAccount()));
    const seats = await Promise.all(accounts.map((identityId) => redeem(id, { identityId })));
    expect(seats.filter((seat) => seat !== null)).toEqual([learner]);
    const [linked] = await database.query<{ count: number }>('select count(person_id)::int as count from identities');
    expect(linked?.count).toBe(1);
  });

  it('works for seven days', async () => {
    const token = await inviteBy(learner);
    const id = await idOf(token);
    await moveClock(database, '6 days 23 hours 59 minutes');
    expect(await findInvitation(token)).not.toBeNull();
    await moveClock(database, '7 days 1 minute');
    expect(await findInvitation(token)).toBeNull();
    expect(await redeem(id, { identityId: await makeAccount() })).toBeNull();
  });

  it('is withdrawn by a newer one, also when two are made at once', async () => {
    const first = await inviteBy(learner);
    const tokens = [first, ...(await Promise.all([inviteBy(learner), inviteBy(learner), inviteBy(learner)]))];
    const found = await Promise.all(tokens.map(findInvitation));
    expect(found.filter((invitation) => invitation !== null)).toHaveLength(1);
    expect(found[0]).toBeNull();
  });

  it.each([
    [
      'an erased learner',
      'update persons set erased_at = now() where id = $1',
      'update persons set erased_at = null where id = $1',
      () => learner,
    ],
    [
      'disabled staff',
      'update staff_members set disabled_at = now() where id = $1',
      'update staff_members set disabled_at = null where id = $1',
      () => staff,
    ],
    [
      'a removed contact',
      'update recipient_contacts set removed_at = now() where id = $1',
      'update recipient_contacts set removed_at = null where id = $1',
      () => contact,
    ],
  ])('does nothing for %s', async (_who, end, undo, target) => {
    const token = await inviteBy(target());
    const id = await idOf(token);
    await database.query(end, [target().id]);
    expect(await findInvitation(token)).toBeNull();
    expect(await redeem(id, { identityId: await makeAccount(STAFF_TENANT) })).toBeNull();
    await expect(invite(SYSTEM, target())).rejects.toThrow('Nobody can be invited here: not-found');
    await database.query(undo, [target().id]);
  });

  it.each(['', 'x', 'x'.repeat(43), 'x'.repeat(5000), '../../etc', '%00'])(
    'is none with the token %j',
    async (token) => {
      expect(await findInvitation(token)).toBeNull();
    },
  );

  it('of a contact confirms it, which it was not before', async () => {
    await database.query(`update recipient_contacts set confirmed_at = null`);
    const id = await idOf(await inviteBy(contact));
    const before = await lastEventId();
    expect(await redeem(id, { identityId: await makeAccount() })).toEqual(contact);
    expect((await eventsSince(before)).map(({ event }) => event)).toEqual([
      'invitation.used',
      'identity.linked',
      'contact.confirmed',
    ]);
    const [row] = await database.query<{ counts: boolean }>(
      'select psa_contact_counts(confirmed_at, removed_at) as counts from recipient_contacts',
    );
    expect(row?.counts).toBe(true);
  });

  it('bad-A4 of staff is for an account of the staff tenant alone, and never for a code', async () => {
    const token = await inviteBy(staff);
    const id = await idOf(token);
    const [stranger, own] = [await makeAccount(), await makeAccount(STAFF_TENANT)];
    const before = await lastEventId();
    expect(await redeem(id, 'code')).toBeNull();
    expect(await redeem(id, { identityId: stranger })).toBeNull();
    expect(await eventsSince(before)).toEqual([]);
    // Nothing of it is used up: the right one still gets in.
    expect(await findInvitation(token)).not.toBeNull();
    expect(await redeem(id, { identityId: own })).toEqual(staff);
  });

  it('moves a member of staff to a new account, and signs the old one out', async () => {
    const [old, fresh] = [await makeAccount(STAFF_TENANT), await makeAccount(STAFF_TENANT)];
    await redeem(await idOf(await inviteBy(staff)), { identityId: old });
    const browser = new Request('http://localhost/');
    const { cookie } = await startSignIn(browser, { seat: staff, method: 'entra', identityId: old });
    const carried = new Request('http://localhost/', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
    expect(await findSignIn(carried)).not.toBeNull();
    expect(await redeem(await idOf(await inviteBy(staff)), { identityId: fresh })).toEqual(staff);
    expect(await accountOf(old)).toMatchObject({ staff_id: null });
    expect(await findSignIn(carried)).toBeNull();
  });

  it('ties no account that is somebody else’s already', async () => {
    const other: Invited = { kind: 'person', id: await arrangePerson(database, { email: 'other@bluecloud.example' }) };
    const account = await makeAccount();
    await redeem(await idOf(await inviteBy(learner)), { identityId: account });
    const token = await inviteBy(other);
    expect(await redeem(await idOf(token), { identityId: account })).toBeNull();
    expect(await accountOf(account)).toMatchObject({ person_id: learner.id });
    expect(await findInvitation(token)).not.toBeNull();
  });

  it('is made all the same when it can’t be mailed, and says so', async () => {
    mails.refuseWith(550);
    const { link, mailed } = await invite(SYSTEM, learner);
    mails.refuseWith(null);
    expect(mailed).toBe(false);
    expect(await findInvitation(tokenOf(link))).not.toBeNull();
  });
});

describe('a code for an invitation', () => {
  const ask = async (invitationId: number): Promise<(path?: string) => Request> => {
    const { cookie } = await sendCode(new Request('http://localhost/'), { whom: { invitationId }, returnTo: '/' });
    await finishAfterAnswers();
    return () => new Request('http://localhost/', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
  };

  it('goes to the invited address, and uses the invitation up', async () => {
    await database.query('update recipient_contacts set confirmed_at = null');
    const token = await inviteBy(contact);
    await mails.take(CONTACT);
    const request = await ask(await idOf(token));
    expect(await findInvitation(token)).not.toBeNull();
    const answer = await checkCode(request(), codeIn(await mails.take(CONTACT)));
    expect(answer).toMatchObject({ ok: true, to: '/reports' });
    expect(await findInvitation(token)).toBeNull();
  });

  it('opens nothing once a newer invitation took the place of this one', async () => {
    const id = await idOf(await inviteBy(learner));
    const request = await ask(id);
    await mails.take(LEARNER);
    const code = codeIn(await mails.take(LEARNER));
    await inviteBy(learner);
    expect(await checkCode(request(), code)).toEqual({ ok: false, reason: 'over' });
  });

  it('is not sent to staff', async () => {
    const request = await ask(await idOf(await inviteBy(staff)));
    await mails.take(STAFF);
    expect((await mails.take(STAFF)).text).not.toMatch(/\d{6}/);
    expect(await checkCode(request(), '123456')).toMatchObject({ ok: false });
  });
});

describe('somebody whom nobody knows', () => {
  it('has an invitation sent to the address that a learner is registered with, and to no other', async () => {
    const visitor = { kind: 'visitor', identityId: await makeAccount(), name: '' } as const;
    await database.query('update invitations set withdrawn_at = now() where withdrawn_at is null');
    const before = mails.received.length;
    for (const email of ['nobody@elsewhere.example', CONTACT, STAFF]) await inviteRegistered(visitor, email);
    await finishAfterAnswers();
    expect(mails.received).toHaveLength(before);
    await inviteRegistered(visitor, ` ${LEARNER.toUpperCase()} `);
    await finishAfterAnswers();
    const token = tokenOf(linkIn(await mails.take(LEARNER)));
    expect(await redeem(await idOf(token), { identityId: visitor.identityId })).toEqual(learner);
    const [made] = await database.query(
      `select actor_kind from audit_events where event = 'invitation.made' order by id desc limit 1`,
    );
    expect(made).toEqual({ actor_kind: 'visitor' });
  });

  it('leaves an invitation that is open alone', async () => {
    const visitor = { kind: 'visitor', identityId: await makeAccount(), name: '' } as const;
    const token = await inviteBy(learner);
    await mails.take(LEARNER);
    const before = mails.received.length;
    for (let count = 0; count < 3; count++) await inviteRegistered(visitor, LEARNER);
    await finishAfterAnswers();
    expect(mails.received).toHaveLength(before);
    expect(await findInvitation(token)).not.toBeNull();
  });

  it('has no mailbox filled, and no codes of somebody else used up', async () => {
    const visitor = { kind: 'visitor', identityId: await makeAccount(), name: '' } as const;
    await database.query('delete from sign_in_codes');
    await database.query('delete from sign_in_flows');
    await database.query('delete from invitations');
    await database.query('truncate rate_counts');
    const before = mails.received.length;
    for (let count = 0; count < 20; count++) {
      await inviteRegistered(visitor, LEARNER);
      await finishAfterAnswers();
      await database.query('update invitations set withdrawn_at = now() where withdrawn_at is null');
    }
    expect(mails.received.length - before).toBe(10);
    expect(await database.query('select distinct limit_name from rate_counts')).toEqual([
      { limit_name: 'invitation:actor' },
    ]);
  });
});
