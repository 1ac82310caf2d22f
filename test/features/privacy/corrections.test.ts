// Correcting one's own data, address and consents: who was given what was wrong is told.
import { confirmAddress } from '#app/features/privacy/change-address.server.ts';
import { tellAbout, tellRecipients } from '#app/features/privacy/notify-recipients.server.ts';
import { correctOwnData, setConsent } from '#app/features/privacy/own-changes.server.ts';
import { notificationsMade } from '#app/features/privacy/notifications-mail.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { hashToken } from '#app/features/access/sign-in-cookie.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeContact, arrangeReported, download, notificationsOf } from './reported-person.ts';
import { arrangeAgreement, arrangeNotice, MICROSOFT, moveClock } from '#test/support/register.ts';
import { runFor } from '#test/support/runs.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();

const arrange = (channels?: readonly string[]) => arrangeReported(database, channels);
const contactOf = (of: Awaited<ReturnType<typeof arrange>>) => arrangeContact(database, of);
const notifications = (of: number | string) => notificationsOf(database, of);

beforeAll(async () => {
  await arrangeNotice();
});
afterEach(() => moveClock(database, '0'));

describe('a person who corrects something', () => {
  const data = { firstName: 'Sanne', lastName: 'de Vries', phone: '+31612345678', city: '' };

  it('bad-I14 whoever was given the field is told its row; what is not reported tells nobody', async () => {
    const anna = await arrange();
    await runFor(anna.slug);
    expect(await correctOwnData(anna.actor, { ...data, city: 'Utrecht' })).toEqual(['city']);
    expect(await notifications(anna.id)).toEqual([]);
    const changed = { ...data, city: 'Utrecht', lastName: 'Bakker', countryCode: 'BE', jobRole: 'Cloud Engineer' };
    expect(await correctOwnData(anna.actor, changed)).toEqual(['last_name', 'country']);
    expect(await notifications(anna.id)).toEqual([
      { sheet: 'registration', row: 1, cause: 'corrected', fields: ['last_name'] },
      { sheet: 'registration', row: 1, cause: 'corrected', fields: ['country'] },
    ]);
    await tellRecipients();
    expect(await notifications(anna.id)).toHaveLength(2);
  });

  it('is told for a file that was published before and is read after, and not for one that was built after', async () => {
    const anna = await arrange(['portal']);
    const contact = await contactOf(anna);
    const run = await runFor(anna.slug);
    await correctOwnData(anna.actor, { ...data, phone: '+31600000000' });
    expect(await notifications(anna.id)).toEqual([]);
    await moveClock(database, '2 hours');
    expect(await tellAbout(anna.id)).toBe(0);
    expect(await download(contact, run.id)).toBe(true);
    expect(await tellAbout(anna.id)).toBe(1);
    expect(await database.query('select from notification_duties where person_id = $1', [anna.id])).toEqual([]);
    await moveClock(database, '1 month');
    expect(await download(contact, (await runFor(anna.slug)).id)).toBe(true);
    expect(await tellAbout(anna.id)).toBe(0);
    expect(await notifications(anna.id)).toMatchObject([{ cause: 'corrected', fields: ['phone'] }]);
  });

  it('exam rows are told only to whoever was never given a named one', async () => {
    const anna = await arrange();
    await arrangeAgreement(MICROSOFT, {
      datasets: { F2: ['country', 'company', 'exam_id', 'exam_month'] },
      channels: ['folder'],
    });
    await runFor('microsoft');
    await runFor(anna.slug);
    await restrictPerson(anna.actor, anna.id);
    expect(await notifications('microsoft')).toMatchObject([{ sheet: 'exams', cause: 'restricted' }]);
    expect(await notifications(anna.slug)).toMatchObject([{ sheet: 'registration', cause: 'restricted' }]);
  });

  it('a new address is used once it is confirmed, the old one stays theirs, and another’s is not to be had', async () => {
    const anna = await arrange();
    await runFor(anna.slug);
    const ask = (email: string, token: string) =>
      database.query(`insert into email_changes (person_id, new_email, token_sha256) values ($1, $2, $3)`, [
        anna.id,
        email,
        hashToken(token),
      ]);
    await ask(`new-${anna.email}`, 'token');
    expect(await confirmAddress(anna.actor, 'other')).toEqual({ ok: false, reason: 'not-found' });
    expect(await confirmAddress(anna.actor, 'token')).toMatchObject({ ok: true });
    expect(await confirmAddress(anna.actor, 'token')).toEqual({ ok: false, reason: 'not-found' });
    expect(await database.query('select email from person_emails where person_id = $1 order by 1', [anna.id])).toEqual([
      { email: anna.email },
      { email: `new-${anna.email}` },
    ]);
    expect(await notifications(anna.id)).toMatchObject([{ cause: 'corrected', fields: ['email'] }]);
    await ask(`ben@company-${anna.mpnId}.example`, 'again');
    expect(await confirmAddress(anna.actor, 'again')).toEqual({ ok: false, reason: 'taken' });
  });

  it('C4 bad-I7 consents are appended, the last one counts, and reports do not ask for them', async () => {
    const anna = await arrange();
    expect(await setConsent(anna.actor, 'marketing-email', false)).toBe(false);
    expect(await setConsent(anna.actor, 'marketing-email', true)).toBe(true);
    expect(await setConsent(anna.actor, 'marketing-email', true)).toBe(false);
    expect(await setConsent(anna.actor, 'marketing-email', false)).toBe(true);
    expect(
      await database.query(
        'select consent, given, notice_version, how, actor_id from consent_entries where person_id = $1 order by id',
        [anna.id],
      ),
    ).toEqual(
      [true, false].map((given) => ({
        consent: 'marketing-email',
        given,
        notice_version: 1,
        how: 'my-data',
        actor_id: anna.id,
      })),
    );
    expect((await runFor(anna.slug)).build?.sheets[0]).toMatchObject({ rows: 2 });
  });
});

describe('the mail to a recipient’s contact', () => {
  it('says that there is something and where, and nothing of what or of whom', async () => {
    const anna = await arrange();
    const contact = await contactOf(anna);
    await runFor(anna.slug);
    await restrictPerson(anna.actor, anna.id);
    const written = (id: number) =>
      inRoleSql('psa_worker', {}, (client) =>
        notificationsMade.write(client, { id, email: 'c@c.example', firstName: '', language: 'en' }, 1),
      );
    const words = await written(contact.contactId);
    expect(words?.paragraphs.at(-1)).toMatchObject({
      href: expect.stringMatching(/\/reports#notifications$/) as string,
    });
    expect(JSON.stringify(words)).not.toMatch(/Sanne|anna|Company|restricted on/);
    await database.query('update recipient_contacts set removed_at = now() where id = $1', [contact.contactId]);
    expect(await written(contact.contactId)).toBeNull();
  });
});
