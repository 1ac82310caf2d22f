// Correcting one's own data, address and consents: who was given what was wrong is told.
import { confirmAddress } from '#app/features/privacy/change-address.server.ts';
import { tellAbout, tellRecipients } from '#app/features/privacy/notify-recipients.server.ts';
import { correctOwnData, setConsent } from '#app/features/privacy/own-changes.server.ts';
import { listNotifications } from '#app/features/privacy/recipient-notifications.server.ts';
import { notificationsMade } from '#app/features/privacy/notifications-mail.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { hashToken } from '#app/features/access/sign-in-cookie.ts';
import { download, useReported } from './reported-person.ts';
import { arrangeAgreement, MICROSOFT, moveClock } from '#test/support/register.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { runFor } from '#test/support/runs.ts';
import { describe, expect, it } from 'vitest';

const { database, arrange, contactOf, notifications } = useReported();

const askOf = (personId: number) => (email: string, token: string) =>
  database.query(`insert into email_changes (person_id, new_email, token_sha256) values ($1, $2, $3)`, [
    personId,
    email,
    hashToken(token),
  ]);

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

  it('is looked at again by the job only where a file was built or given since, once after an hour, and daily', async () => {
    const anna = await arrange(['portal']);
    const contact = await contactOf(anna);
    const run = await runFor(anna.slug);
    // As if nobody else were here: other tests move the clock on, too.
    await database.query('update builds set built_at = least(built_at, now())');
    await database.query(`update deliveries set disclosed_at = now() where disclosed_at > now()`);
    await database.query(`update deliveries set claimed_at = now() where claimed_at > now()`);
    await moveClock(database, '10 minutes');
    await correctOwnData(anna.actor, { ...data, phone: '+31600000004' });
    const looksAfter = async (interval: string) => {
      await moveClock(database, interval);
      const before = await database.query('select told_at from notification_duties where person_id = $1', [anna.id]);
      await tellRecipients();
      const after = await database.query('select told_at from notification_duties where person_id = $1', [anna.id]);
      return JSON.stringify(before) !== JSON.stringify(after);
    };
    expect(await looksAfter('15 minutes')).toBe(false);
    expect(await looksAfter('71 minutes')).toBe(true);
    expect(await looksAfter('76 minutes')).toBe(false);
    expect(await looksAfter('26 hours')).toBe(true);
    expect(await looksAfter('27 hours')).toBe(false);
    expect(await download(contact, run.id)).toBe(true);
    expect(await looksAfter('28 hours')).toBe(true);
    expect(await database.query('select from notification_duties where person_id = $1', [anna.id])).toEqual([]);
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
    const ask = askOf(anna.id);
    await ask(`new-${anna.email}`, 'token');
    expect(await confirmAddress(anna.actor, 'other', 0)).toEqual({ ok: false, reason: 'not-found' });
    expect(await confirmAddress(anna.actor, 'token', 0)).toMatchObject({ ok: true });
    expect(await confirmAddress(anna.actor, 'token', 0)).toEqual({ ok: false, reason: 'not-found' });
    expect(await database.query('select email from person_emails where person_id = $1 order by 1', [anna.id])).toEqual([
      { email: anna.email },
      { email: `new-${anna.email}` },
    ]);
    expect(await notifications(anna.id)).toMatchObject([{ cause: 'corrected', fields: ['email'] }]);
    await ask(`ben@company-${anna.mpnId}.example`, 'again');
    expect(await confirmAddress(anna.actor, 'again', 0)).toEqual({ ok: false, reason: 'taken' });
  });

  it('a new address ends every sign-in but the one in use, and the old one is written to, in a mail without the new one', async () => {
    const anna = await arrange();
    const [kept, lost] = await database.query<{ id: number }>(
      `insert into sign_ins (token_sha256, actor_kind, person_id, method, browser, authenticated_at)
       select sha256((t || $1::int)::bytea), 'person', $1::int, 'code', 'Firefox', now() from unnest(array['one', 'two']) t returning id`,
      [anna.id],
    );
    await database.query(`update persons set language = 'de' where id = $1`, [anna.id]);
    await database.query(`insert into invitations (token_sha256, person_id) values (sha256('invitation'), $1)`, [
      anna.id,
    ]);
    await database.query(
      `insert into sign_in_codes (browser_sha256, person_id, address_hmac, code_hmac, return_to) values (sha256('b'), $1, sha256('b'), sha256('b'), '/')`,
      [anna.id],
    );
    await database.query(
      `with account as (insert into identities (tenant_id, object_id, person_id) values (gen_random_uuid(), gen_random_uuid(), $1) returning id)
       update sign_ins set method = 'entra', identity_id = account.id from account where sign_ins.id = $2`,
      [anna.id, kept?.id],
    );
    await database.query(
      `insert into outcome_links (sitting_id, month, token_sha256) select id, month, sha256('link') from sittings where person_id = $1 limit 1`,
      [anna.id],
    );
    await database.query('delete from mails');
    const change = async (email: string) => {
      await askOf(anna.id)(email, email);
      expect(await confirmAddress(anna.actor, email, kept?.id ?? 0)).toMatchObject({ ok: true });
      await sendMails(MAIL_WRITERS);
      const mails = await readKeptMail(database);
      forgetKeptMail(database);
      return mails;
    };
    const [first] = await change('anna@elsewhere.example');
    expect(first?.to?.map(({ address }) => address)).toEqual([anna.email]);
    expect(first?.text).toMatch(/Guten Tag Sanne,[\s\S]*privacy@psa\.example/);
    expect(first?.text).not.toMatch(/elsewhere|Vries/);
    expect(
      await database.query('select id, ended_because from sign_ins where person_id = $1 order by id', [anna.id]),
    ).toEqual([
      { id: kept?.id, ended_because: null },
      { id: lost?.id, ended_because: 'address-changed' },
    ]);
    // What was on its way to the old mailbox opens nothing either.
    expect(
      await database.query(
        `select (select count(*)::int from sign_in_codes where person_id = $1) as codes,
           (select count(*)::int from invitations where person_id = $1 and withdrawn_at is null) as invitations,
           (select count(*)::int from identities where person_id = $1) as accounts,
           (select count(*)::int from outcome_links l join sittings s on s.id = l.sitting_id where s.person_id = $1 and l.expires_at > psa_now()) as links`,
        [anna.id],
      ),
    ).toEqual([{ codes: 0, invitations: 0, accounts: 0, links: 0 }]);
    expect((await change(anna.email))[0]?.to?.[0]?.address).toBe('anna@elsewhere.example');
    expect((await change('anna@elsewhere.example'))[0]?.to?.[0]?.address).toBe(anna.email);
  });

  it('an address of a domain of the employer’s confirms the employment, and of no other employer’s', async () => {
    const anna = await arrange();
    const other = await arrange();
    for (const { mpnId } of [anna, other])
      await database.query(
        `insert into employer_domains (domain, employer_id) select 'own-' || mpn_id || '.example', id from employers where mpn_id = $1`,
        [mpnId],
      );
    await database.query(
      `update employments set confirmed_by = null, confirmed_at = null, claimed_mpn_id = 'X', claimed_company = 'Typed' where person_id = $1`,
      [anna.id],
    );
    const employmentAfter = async (domainOf: string) => {
      const email = `anna@own-${domainOf}.example`;
      await askOf(anna.id)(email, email);
      expect(await confirmAddress(anna.actor, email, 0)).toMatchObject({ ok: true });
      return database.query(
        'select confirmed_by, confirmed_at is not null as at, claimed_mpn_id, claimed_company from employments where person_id = $1',
        [anna.id],
      );
    };
    const claimed = { claimed_mpn_id: 'X', claimed_company: 'Typed' };
    expect(await employmentAfter(other.mpnId)).toEqual([{ confirmed_by: null, at: false, ...claimed }]);
    const confirmed = { confirmed_by: 'email-domain', at: true, claimed_mpn_id: null, claimed_company: null };
    expect(await employmentAfter(anna.mpnId)).toEqual([confirmed]);
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
  it('goes once a day at most, and the last notification is always followed by one', async () => {
    const anna = await arrange();
    await contactOf(anna);
    await runFor(anna.slug);
    await database.query('delete from mails');
    const correct = (phone: string) => database.query('update persons set phone = $2 where id = $1', [anna.id, phone]);
    const sentAfter = async (interval: string) => {
      await moveClock(database, interval);
      await tellRecipients();
      await sendMails(MAIL_WRITERS);
      const mails = await readKeptMail(database);
      forgetKeptMail(database);
      return mails.filter(({ to }) => to?.[0]?.address === `c@company-${anna.mpnId}.example`).length;
    };
    await correct('+31600000001');
    expect(await sentAfter('0')).toBe(1);
    await correct('+31600000002');
    expect(await sentAfter('1 minute')).toBe(0);
    await Promise.all([correct('+31600000003'), restrictPerson(anna.actor, anna.id)]);
    expect(await sentAfter('23 hours')).toBe(0);
    expect(await sentAfter('25 hours')).toBe(1);
    expect(await sentAfter('3 days')).toBe(0);
    expect((await notifications(anna.id)).length).toBeGreaterThanOrEqual(4);
    // One that was queued while an earlier one failed and then went after all has no news: it is dropped.
    await database.query(
      `insert into mails (kind, contact_id, about) select 'notifications-made', contact_id, 999999 from mails where kind = 'notifications-made' limit 1`,
    );
    expect(await sentAfter('4 days')).toBe(0);
    expect(await database.query(`select state from mails where about = 999999`)).toEqual([{ state: 'dropped' }]);
  });

  it('is one, whoever else is told about at the same time, and one that is just going covers nothing', async () => {
    const anna = await arrange();
    await contactOf(anna);
    await runFor(anna.slug);
    const mails = () => database.query(`select state, next_attempt_at is not null as later from mails order by id`);
    await database.query('delete from mails');
    await database.query(
      `update persons set phone = '+31600000009' where id in (select person_id from employments where employer_id = (select id from employers where mpn_id = $1))`,
      [anna.mpnId],
    );
    const ids = await database.query<{ id: number }>('select distinct person_id as id from notification_duties');
    await Promise.all(ids.map(({ id }) => tellAbout(id)));
    expect(await mails()).toEqual([{ state: 'queued', later: false }]);
    await database.query(`update mails set state = 'sending', claimed_at = now()`);
    await restrictPerson(anna.actor, anna.id);
    expect(await mails()).toEqual([
      { state: 'sending', later: false },
      { state: 'queued', later: true },
    ]);
  });

  it('leads to every notification, a page at a time, the newest first', async () => {
    const anna = await arrange();
    const contact = await contactOf(anna);
    await runFor(anna.slug);
    await restrictPerson(anna.actor, anna.id);
    await database.query(
      `insert into notifications (recipient_id, delivery_id, sha256, sheet, sheet_row, cause, made_at)
       select recipient_id, delivery_id, sha256, sheet, i + 1, 'erased', made_at - make_interval(days => i)
       from notifications, generate_series(1, 50) i where person_id = $1`,
      [anna.id],
    );
    const [first, second, third] = [
      await listNotifications(contact, 1),
      await listNotifications(contact, 2),
      await listNotifications(contact, 3),
    ];
    expect([first, second, third].map(({ total, notifications: { length } }) => [total, length])).toEqual([
      [51, 50],
      [51, 1],
      [51, 0],
    ]);
    expect(first.notifications[0]).toMatchObject({ cause: 'restricted' });
    expect(second.notifications).toMatchObject([{ cause: 'erased', row: 52 }]);
  });

  it('says that there is something and where, and nothing of what or of whom', async () => {
    const anna = await arrange();
    const contact = await contactOf(anna);
    await runFor(anna.slug);
    await restrictPerson(anna.actor, anna.id);
    const written = (id: number) =>
      inRoleSql('psa_worker', {}, (client) =>
        notificationsMade.write(client, { id, email: 'c@c.example', firstName: '', language: 'en', body: null }, 1),
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
