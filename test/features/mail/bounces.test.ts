// Mail that comes back: the contact is marked and administrators are told, by whatever way it came back, and by nothing that somebody made up.
import type { StaffActor } from '#app/features/access/actor.ts';
import { confirmContact, listContacts } from '#app/features/employers/contacts.server.ts';
import { makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { takeBounce } from '#app/features/mail/bounces.server.ts';
import { queueMail, sendMails, type Writers } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { notification } from '#test/support/delivery-status.ts';
import { useMailServer } from '#test/support/mail-server.ts';
import { ask, psa } from '#test/support/psa-answers.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { startPsa } from '#test/support/report-process.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const server = useMailServer();
const database = useDatabase();
const ADMINISTRATOR: StaffActor = { kind: 'staff', staffId: 1, roles: ['administrator'], name: 'Ilse' };
const ALL = { search: '', show: 'all', page: 1 } as const;
const ADDRESS = 'reports@microsoft.example';
let contactId = 0;
let about = 0;

const WRITERS: Writers = {
  'notifications-made': { write: () => Promise.resolve({ subject: 'Something', paragraphs: ['Look.'] }) },
  'place-free': { write: () => Promise.resolve({ subject: 'Something', paragraphs: ['Look.'] }) },
};

beforeAll(async () => {
  await arrangeNotice();
  await arrangePerson(database, { email: 'sanne@bluecloud.example' });
  await arrangeAgreement(MICROSOFT);
  await makeContact('microsoft', { email: ADDRESS, name: 'Morgan Reed' });
  const [contact] = await database.query<{ id: number }>('select id from recipient_contacts');
  contactId = contact?.id ?? 0;
  await database.query(`insert into staff_members (name, email) values ('Ilse', 'ilse@academy.example')`);
  await database.query(`insert into staff_roles (staff_id, role, granted_by) values (1, 'administrator', 'test')`);
});
beforeEach(async () => {
  await database.query('delete from mails');
  await database.query('update recipient_contacts set bounced_at = null, confirmed_at = now()');
  await database.query('truncate audit_events, audit_seals');
  server.refuseWith(null);
});

/** Sends a mail to the contact, and gives its Message-ID as it arrived. */
async function send(): Promise<string> {
  await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, (client) =>
    queueMail(client, { kind: 'notifications-made', contactId, about: ++about }),
  );
  await sendMails(WRITERS);
  return server.received.at(-1)?.messageId ?? '';
}

const isMarked = async (): Promise<boolean> =>
  (await listContacts(ADMINISTRATOR, ALL)).contacts[0]?.bouncedAt instanceof Date;
const attention = () => database.query(`select staff_id as to from mails where kind = 'attention'`);

describe('bad-G7 a notification that mail came back', () => {
  it.each(['text/rfc822-headers', 'message/rfc822'])(
    'marks the contact once and tells administrators, with the original as %s',
    async (original) => {
      const messageId = await send();
      const bytes = notification(ADDRESS, messageId, { original });
      expect(await takeBounce(bytes, WRITERS)).toEqual({
        ok: true,
        value: { contact: contactId, outcome: 'marked', status: '5.1.1' },
      });
      expect(await takeBounce(bytes, WRITERS)).toMatchObject({ value: { outcome: 'marked-before' } });
      expect(await isMarked()).toBe(true);
      expect(await attention()).toEqual([{ to: 1 }]);
      expect(
        await database.query(
          `select actor_kind as by, subject_id as subject, details from audit_events where event = 'contact.bounced'`,
        ),
      ).toEqual([{ by: 'system', subject: String(contactId), details: { status: '5.1.1' } }]);
      expect(await database.query(`select state, detail from mails where kind = 'notifications-made'`)).toEqual([
        { state: 'dead', detail: '5.1.1' },
      ]);
    },
  );

  it('that says it is only late, or that it arrived, marks nobody', async () => {
    const messageId = await send();
    for (const told of [
      { action: 'delayed', status: '4.4.1' },
      { action: 'failed', status: '4.2.2' },
      { action: 'delivered', status: '2.0.0' },
    ])
      expect(await takeBounce(notification(ADDRESS, messageId, told), WRITERS)).toMatchObject({
        value: { outcome: 'not-for-good' },
      });
    expect(await isMarked()).toBe(false);
  });

  it('about another address, another mail, another house or a mail of long ago marks nobody', async () => {
    const messageId = await send();
    const { hostname } = new URL(env().origin);
    for (const [bytes, reason] of [
      [notification(ADDRESS, messageId, { to: 'someone-else@microsoft.example' }), 'not-ours'],
      [notification(ADDRESS, `<mail-999999@${hostname}>`), 'not-ours'],
      [notification(ADDRESS, messageId.replace(hostname, 'elsewhere.example')), 'not-ours'],
      [notification(ADDRESS, ''), 'names-no-mail'],
      [Buffer.from('Subject: I am away until Monday\r\nAuto-Submitted: auto-replied\r\n\r\nBye.'), 'no-notification'],
      [Buffer.from([0, 255, 1, 2]), 'no-notification'],
      [Buffer.alloc(5_000_001, 'x'), 'too-large'],
    ] as const)
      expect(await takeBounce(bytes, WRITERS)).toEqual({ ok: false, reason });
    await database.query(`update mails set sent_at = now() - interval '31 days'`);
    expect(await takeBounce(notification(ADDRESS, messageId), WRITERS)).toEqual({ ok: false, reason: 'not-ours' });
    expect(await isMarked()).toBe(false);
  });

  it('is taken in by `psa mail bounce`, from a file or as it is piped in, and nothing that is said names anybody', async () => {
    const messageId = await send();
    const file = join(database.dataDir, 'bounce.eml');
    await writeFile(file, notification(ADDRESS, messageId));
    expect(await ask('mail', 'bounce', file)).toEqual({
      code: 0,
      value: { contact: contactId, outcome: 'marked', status: '5.1.1' },
    });
    const { child, ended } = startPsa(['mail', 'bounce', '-'], database.env);
    child.stdin?.end(notification(ADDRESS, messageId));
    const { code, stdout, stderr } = await ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`Contact ${contactId} takes no mail, and was marked before (5.1.1)\n`);
    await writeFile(file, 'Hello');
    const refused = await psa('mail', 'bounce', file);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).not.toContain('microsoft');
    expect(await ask('mail', 'bounce', file)).toEqual({ code: 2, value: { reason: 'no-notification' } });
  }, 30_000);
});

describe('a contact whom the mail server refuses', () => {
  it('for good is marked without any notification, and not when it is only for now', async () => {
    server.refuseWith(451);
    await send();
    expect(await isMarked()).toBe(false);
    server.refuseWith(550);
    await database.query('delete from mails');
    await send();
    expect(await isMarked()).toBe(true);
    expect(await attention()).toEqual([{ to: 1 }]);
  });

  it('is nobody else: a learner’s refusal marks no contact', async () => {
    server.refuseWith(550);
    await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, (client) =>
      queueMail(client, { kind: 'place-free', personId: 1, about: 1 }),
    );
    expect((await sendMails(WRITERS)).failed).toBe(1);
    expect(await isMarked()).toBe(false);
  });
});

it('a marked contact needs somebody, and is written to again once an administrator confirms the address', async () => {
  await takeBounce(notification(ADDRESS, await send()), WRITERS);
  expect((await listContacts(ADMINISTRATOR, { ...ALL, show: 'waiting' })).contacts).toMatchObject([
    { id: contactId, standing: 'confirmed' },
  ]);
  expect(await confirmContact(ADMINISTRATOR, contactId)).toEqual({ ok: true, value: null });
  expect(await isMarked()).toBe(false);
  expect((await listContacts(ADMINISTRATOR, ALL)).waiting).toBe(0);
});
