// Each quarter the contacts of a recipient say themselves who fetches with them: they are asked in time, and answer for each other.
import { findActor } from '#app/features/access/actors.server.ts';
import type { ContactActor } from '#app/features/access/actor.ts';
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { askContacts } from '#app/features/employers/ask-contacts.server.ts';
import { changeOwnContact, listOwnContacts } from '#app/features/employers/own-contacts.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { useDatabase } from '#test/support/database.ts';
import { useMailServer } from '#test/support/mail-server.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT, moveClock } from '#test/support/register.ts';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

const server = useMailServer();
const database = useDatabase();
let morgan: ContactActor;
let robin: ContactActor;
let wim: ContactActor;

const contactOf = async (slug: string, name: string): Promise<ContactActor> => {
  await makeContact(slug, { email: `${name.toLowerCase()}@${slug}.example`, name });
  const [made] = await database.query<{ contactId: number; recipientId: number }>(
    'select id as "contactId", recipient_id as "recipientId" from recipient_contacts where name = $1',
    [name],
  );
  if (made === undefined) throw new Error('no contact');
  return { kind: 'contact', name, ...made };
};

const standings = async (actor: ContactActor) =>
  (await listOwnContacts(actor)).map(({ name, standing }) => `${name} ${standing}`);

beforeAll(async () => {
  await arrangeNotice();
  await arrangePerson(database, { email: 'sanne@bluecloud.example' });
  await arrangeAgreement(MICROSOFT);
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' });
  morgan = await contactOf('microsoft', 'Morgan');
  robin = await contactOf('microsoft', 'Robin');
  wim = await contactOf('employer-1000001', 'Wim');
});
beforeEach(async () => {
  await database.query('update recipient_contacts set confirmed_at = now(), removed_at = null, bounced_at = null');
  await database.query('delete from mails');
});
afterEach(() => moveClock(database, '0'));

it('a contact sees those of its own recipient, itself first, and until when each counts', async () => {
  expect(await standings(robin)).toEqual(['Robin counts', 'Morgan counts']);
  expect(await standings(wim)).toEqual(['Wim counts']);
  await database.query(
    `update recipient_contacts set confirmed_at = now() - interval '4 months' where name = 'Morgan'`,
  );
  await moveClock(database, '80 days');
  expect(await standings(robin)).toEqual(['Robin soon', 'Morgan lapsed']);
});

it('confirms itself and a colleague for three more months, and nobody of another recipient', async () => {
  await moveClock(database, '80 days');
  expect(await changeOwnContact(robin, 'confirm', robin.contactId)).toBe(true);
  expect(await changeOwnContact(robin, 'confirm', morgan.contactId)).toBe(true);
  expect(await changeOwnContact(robin, 'confirm', wim.contactId)).toBe(false);
  expect(await standings(robin)).toEqual(['Robin counts', 'Morgan counts']);
  expect(await standings(wim)).toEqual(['Wim soon']);
  expect(
    await database.query(
      `select actor_id as by, subject_id as subject from audit_events where event = 'contact.confirmed' order by id`,
    ),
  ).toEqual([
    { by: robin.contactId, subject: String(robin.contactId) },
    { by: robin.contactId, subject: String(morgan.contactId) },
  ]);
});

it('takes out a colleague, who is signed out at once and comes back by nobody’s confirmation, and never itself', async () => {
  const { cookie } = await startSignIn(new Request('http://localhost/'), {
    seat: { kind: 'contact', id: morgan.contactId },
    method: 'demo',
  });
  const asMorgan = new Request('http://localhost/', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
  expect(await findActor(asMorgan)).toMatchObject({ contactId: morgan.contactId });
  expect(await changeOwnContact(robin, 'remove', robin.contactId)).toBe(false);
  expect(await changeOwnContact(robin, 'remove', wim.contactId)).toBe(false);
  expect(await changeOwnContact(robin, 'remove', morgan.contactId)).toBe(true);
  expect(await findActor(asMorgan)).toBeNull();
  expect(await changeOwnContact(robin, 'confirm', morgan.contactId)).toBe(false);
  expect(await standings(robin)).toEqual(['Robin counts']);
});

it('who was only invited is not there to be confirmed', async () => {
  await database.query(`update recipient_contacts set confirmed_at = null where name = 'Morgan'`);
  expect(await standings(robin)).toEqual(['Robin counts']);
  expect(await changeOwnContact(robin, 'confirm', morgan.contactId)).toBe(false);
});

it('is asked by mail two weeks before it lapses, once, unless it was confirmed meanwhile or takes no mail', async () => {
  expect(await askContacts()).toBe(0);
  await moveClock(database, '3 months -13 days');
  await database.query(`update recipient_contacts set bounced_at = now() where name = 'Wim'`);
  expect(await askContacts()).toBe(2);
  expect(await askContacts()).toBe(0);
  await changeOwnContact(robin, 'confirm', robin.contactId);
  expect(await sendMails(MAIL_WRITERS)).toEqual({ sent: 1, dropped: 1, failed: 0 });
  const mail = await server.take('morgan@microsoft.example');
  expect(mail.subject).toBe('Who fetches your reports?');
  expect(mail.text).toContain('/reports#contacts');
  expect(mail.text).not.toContain('Robin');
});
