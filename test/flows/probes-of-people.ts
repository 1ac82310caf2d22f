// Probes of registering, of one's own data and rights, and of what follows from them.
import { findSignIn } from '#app/features/access/actors.server.ts';
import { goOnAsLearner } from '#app/features/access/other-seat.server.ts';
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { listAgreedFields } from '#app/features/agreements/agreed-fields.server.ts';
import { confirmEmployment, listUnconfirmed, refuseClaim } from '#app/features/employers/employments.server.ts';
import { takeBounce } from '#app/features/mail/bounces.server.ts';
import { messageIdOf } from '#app/features/mail/message-id.server.ts';
import { listUnreached } from '#app/features/mail/unreached.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { claimEmployer } from '#app/features/people/claimed-employers.server.ts';
import { answerAsGuardian, confirmRegistration } from '#app/features/people/confirm-registration.server.ts';
import { listCountries, listNotices, listScopes } from '#app/features/people/notices.server.ts';
import type { NewRegistration } from '#app/features/people/registration-form.ts';
import { askToRegister, forgetOldRegistrations } from '#app/features/people/registrations.server.ts';
import { unsubscribe } from '#app/features/people/unsubscribe.server.ts';
import { askForAddress, confirmAddress, findAskedAddress } from '#app/features/privacy/change-address.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import { findPerson, readmitAddress, wasErased } from '#app/features/privacy/find-person.server.ts';
import { tellRecipients } from '#app/features/privacy/notify-recipients.server.ts';
import { chooseLanguage, correctOwnData, setConsent } from '#app/features/privacy/own-changes.server.ts';
import { findOwnData } from '#app/features/privacy/own-data.server.ts';
import { confirmNotifications, listNotifications } from '#app/features/privacy/recipient-notifications.server.ts';
import { findOwnOrigin } from '#app/features/reporting/verify-report.server.ts';
import { sweepRemovedFiles } from '#app/features/privacy/removed-files.server.ts';
import { askFor } from '#app/features/privacy/requests.server.ts';
import {
  eraseFound,
  liftRestriction,
  markFound,
  objectToReporting,
  restrictPerson,
} from '#app/features/privacy/restrict-person.server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { notification } from '#test/support/delivery-status.ts';
import { readKeptMail, tokenIn } from '#test/support/kept-mail.ts';
import type { Probe } from './probe.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

/** The secret of a link in the newest mail. */
const readToken = async (database: TestDatabase, path: string): Promise<string> =>
  tokenIn((await readKeptMail(database)).at(-1), path);

const CONFIRM = '/register/confirm/';
const GUARDIAN = '/register/guardian/';

const newcomer = (more: Partial<NewRegistration>): NewRegistration => ({
  submission: '00000000-0000-4000-8000-000000000001',
  notice: { version: 1, language: 'en' },
  firstName: 'Amira',
  lastName: 'Haddad',
  email: 'amira@bluecloud.example',
  phone: '+31612345678',
  language: 'en',
  company: 'Bluecloud',
  mpnId: '1000001',
  country: 'NL',
  city: 'Utrecht',
  jobRole: 'Engineer',
  guardianEmail: null,
  consents: ['marketing-email'],
  ...more,
});

const request = (): Request => new Request('http://localhost/');

export const PEOPLE_PROBES: readonly Probe[] = [
  {
    name: 'somebody registers, follows the link and is let in',
    async run(_sides, database) {
      await askToRegister(newcomer({}));
      const made = await confirmRegistration(request(), await readToken(database, CONFIRM));
      await askToRegister(newcomer({ submission: '00000000-0000-4000-8000-000000000002' }));
      await finishAfterAnswers();
      return made.kind;
    },
  },
  {
    name: 'somebody of a new company needs a guardian, and another one is forgotten',
    async run(_sides, database) {
      const young = { guardianEmail: 'parent@home.example', email: 'kid@new.example', mpnId: '8000001', consents: [] };
      await askToRegister(newcomer(young));
      const proved = await confirmRegistration(request(), await readToken(database, CONFIRM));
      const agreed = await answerAsGuardian(await readToken(database, GUARDIAN), true);
      const forgotten: number[] = [];
      // Of another, the guardian says nothing, twice.
      for (const jobRole of ['Trainee', 'Intern']) {
        await askToRegister(newcomer({ ...young, email: 'silent@new.example', jobRole }));
        await confirmRegistration(request(), await readToken(database, CONFIRM));
        await database.query(`update registrations set expires_at = now() - interval '1 hour'`);
        await database.query(`update guardian_refusals set refused_at = now() - interval '1 month'`);
        forgotten.push(await forgetOldRegistrations());
      }
      const remembered = await database.query(
        `select refused_at > now() - interval '1 day' as "isNew" from guardian_refusals order by 1`,
      );
      return [proved.kind, agreed, forgotten, remembered];
    },
  },
  {
    name: 'a guardian refuses twice, whoever says to be of age is held to it, and an old refusal is forgotten',
    async run(_sides, database) {
      const young = { guardianEmail: 'elder@home.example', email: 'kid@other.example', consents: [] };
      const steps: unknown[] = [];
      for (const jobRole of ['Trainee', 'Intern']) {
        await askToRegister(newcomer({ ...young, jobRole }));
        const own = await readToken(database, CONFIRM);
        await confirmRegistration(request(), own);
        const again = await confirmRegistration(request(), own, true);
        steps.push(again.kind, await answerAsGuardian(await readToken(database, GUARDIAN), false));
      }
      await askToRegister(newcomer({ ...young, guardianEmail: null }));
      steps.push((await confirmRegistration(request(), await readToken(database, CONFIRM))).kind);
      await database.query(`update guardian_refusals set refused_at = now() - interval '2 years'`);
      return [...steps, await forgetOldRegistrations()];
    },
  },
  {
    name: 'the notice is read by anybody',
    run: async () => [
      await listNotices('en'),
      await listScopes(1),
      (await listCountries()).length,
      await listAgreedFields(),
    ],
  },
  {
    name: 'imported people are written to',
    async run(_sides, database) {
      await database.query('update persons set informed_at = null where id in (select person_id from mails)');
      return sendMails(MAIL_WRITERS);
    },
  },
  {
    name: 'mail that did not arrive is written to the next address',
    async run({ administrator }, database) {
      await database.query(
        `update mails set state = 'dead', sent_at = null, to_address = null where kind = 'imported'`,
      );
      const before = (await listUnreached(administrator, 0)).people.length;
      await database.query(
        `update persons set email = 'next.' || email where id = (select min(person_id) from mails where kind = 'imported')`,
      );
      const states = await database.query(`select state from mails where kind = 'imported' order by id`);
      return [before, states];
    },
  },
  {
    name: 'mail to a contact comes back, and nothing more is written to that address',
    async run(_sides, database) {
      const [mail] = await database.query<{ id: number; email: string }>(
        `insert into mails (kind, contact_id, state, sent_at) select 'report-published', id, 'sent', now() from recipient_contacts
         where confirmed_at is not null order by id limit 1 returning id, (select email from recipient_contacts where id = contact_id) as email`,
      );
      return takeBounce(notification(mail?.email ?? '', messageIdOf(mail?.id ?? 0, false)), {});
    },
  },
  {
    name: 'employments are confirmed with their domain',
    async run({ administrator }, database) {
      await database.query('delete from employer_domains');
      await database.query(
        `update employments set confirmed_by = null, confirmed_at = null, claimed_mpn_id = 'X1', claimed_company = 'As typed'`,
      );
      await database.query(`update employers set named_by = 'registration'`);
      const { employments, total } = await listUnconfirmed(administrator, 1);
      const [employmentId = 0, ...others] = employments.map(({ id }) => id);
      const refused = await refuseClaim(administrator, others.at(-1) ?? 0);
      return [total, refused, await confirmEmployment(administrator, { employmentId, withDomain: true })];
    },
  },
  {
    name: 'somebody says anew where they work, and an erased address comes back',
    async run({ learner, otherLearner }, database) {
      await database.query(`update employments set confirmed_by = null, confirmed_at = null where person_id = $1`, [
        learner.personId,
      ]);
      await database.query(`update employments set ended_on = '2030-01-01' where person_id = $1`, [
        otherLearner.personId,
      ]);
      const anew = await claimEmployer(learner, { company: 'Another Ltd', mpnId: 'X9' });
      const again = await claimEmployer(learner, { company: 'A third Ltd', mpnId: 'X10' });
      const after = await claimEmployer(otherLearner, { company: 'Lonely no more', mpnId: '1000001' });
      await erasePerson(learner, learner.personId);
      return [anew, again, after, await readmitAddress('sanne@bluecloud.example')];
    },
  },
  {
    name: 'own data are looked at, corrected and exported, consents given and withdrawn',
    async run({ learner }, database) {
      await database.query('delete from notification_duties');
      const changed = await correctOwnData(learner, {
        firstName: 'Sanne',
        lastName: 'Jansen',
        phone: '+31687654321',
        city: 'Utrecht',
        countryCode: 'BE',
        jobRole: 'Architect',
      });
      await chooseLanguage(learner, 'nl');
      const given = await setConsent(learner, 'member-sharing', true);
      await unsubscribe(learner.personId);
      const asked = [
        await askFor(learner, 'access', 'Everything, please'),
        await askFor(learner, 'access', 'And soon'),
      ];
      const exported = await exportPerson(learner, learner.personId);
      return [changed, given, asked, await findOwnData(learner), exported.tables.map(({ rows }) => rows)];
    },
  },
  {
    name: 'an address is changed by the link that was sent to it',
    async run({ learner }, database) {
      await database.query('update identities set person_id = $1 where contact_id is not null', [learner.personId]);
      await database.query(
        `update outcome_links set answer = null, answered_at = null, settled_at = null, expires_at = now() + interval '1 day'`,
      );
      await askForAddress(learner, 'sanne@elsewhere.example');
      const token = await readToken(database, '/me/data/address/');
      return [
        await findAskedAddress(learner, token),
        await confirmAddress(learner, token, 0),
        await database.query('select sitting_id, expires_at <= psa_now() as over from outcome_links order by 1'),
      ];
    },
  },
  {
    name: 'somebody restricts, lifts, objects, and recipients are told',
    async run({ learner, contact }, database) {
      await database.query('delete from notification_duties');
      await database.query('delete from notifications');
      const restricted = await restrictPerson(learner, learner.personId);
      const lifted = await liftRestriction(SYSTEM, learner.personId);
      const objected = await objectToReporting(learner, '');
      return [restricted, lifted, objected, await listNotifications(contact, 1), await sendMails(MAIL_WRITERS)];
    },
  },
  {
    name: 'a recipient confirms what it was told, and asks whether a file is genuine',
    async run({ contact }, database) {
      const { notifications } = await listNotifications(contact, 1);
      const [build] = await database.query<{ sha256: string }>(
        `select b.sha256 from builds b join runs u on u.id = b.run_id join agreements a on a.id = u.agreement_id
         where a.recipient_id = $1 order by b.id limit 1`,
        [contact.recipientId],
      );
      return [
        await confirmNotifications(
          contact,
          notifications.map(({ id }) => id),
        ),
        await findOwnOrigin(contact, build?.sha256 ?? ''),
      ];
    },
  },
  {
    name: 'what an import changed is told by the job',
    async run({ learner }, database) {
      await database.query(`update persons set phone = '+31600000000' where id = $1`, [learner.personId]);
      return tellRecipients();
    },
  },
  {
    name: 'somebody is erased, and a false registration some days later',
    async run({ learner, otherLearner, officer }, database) {
      const found = await findPerson('sanne@bluecloud.example');
      await database.query('update identities set person_id = $1 where contact_id is not null', [learner.personId]);
      const erased = await erasePerson(learner, learner.personId);
      const marked = await markFound(officer, otherLearner.personId, 'false-registration');
      await database.query(
        `update persons set found_false_at = now() - interval '6 days' where found_false_at is not null`,
      );
      const later = await eraseFound();
      await sweepRemovedFiles();
      return [found, erased, marked, later, await wasErased('sanne@bluecloud.example')];
    },
  },
  {
    name: 'a contact goes on as the learner that they are, too',
    async run(_sides, database) {
      await database.query(`update recipient_contacts set email = 'aoife@lonely.example' where id = 3`);
      await database.query('update identities set person_id = null');
      const { cookie } = await startSignIn(request(), { seat: { kind: 'contact', id: 3 }, method: 'code' });
      const carrying = new Request('http://localhost/', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
      const signIn = await findSignIn(carrying);
      return signIn && (await goOnAsLearner(carrying, signIn))?.actor;
    },
  },
];
