// Probes of what people come for: learning, exams, recipients, imports, reports and the ledger.
import { listEmployersWithoutAgreement, makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { findReport, findRunFile, listPublishedReports } from '#app/features/delivery/fetch-report.server.ts';
import { releaseAndDeliver, runReports } from '#app/features/delivery/run-reports.server.ts';
import { runDue } from '#app/features/delivery/schedules.server.ts';
import { changeOwnContact, listOwnContacts } from '#app/features/employers/own-contacts.server.ts';
import { askContacts } from '#app/features/employers/ask-contacts.server.ts';
import { expireFiles } from '#app/features/privacy/expire-files.server.ts';
import { parseContactFilter } from '#app/features/employers/contact-change.ts';
import {
  addContact,
  confirmContact,
  listContacts,
  listRecipients,
  removeContact,
} from '#app/features/employers/contacts.server.ts';
import { parseBoardFilter } from '#app/features/exams/board-filter.ts';
import { bookSitting, closeSitting, moveSitting, recordOutcome } from '#app/features/exams/exams.server.ts';
import { getBoard } from '#app/features/exams/list-sittings.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { setProgress } from '#app/features/learning/enrolments.server.ts';
import { anchorLedger } from '#app/features/ledger/anchor.server.ts';
import { parseLedgerFilter } from '#app/features/ledger/ledger-filter.ts';
import { readChain } from '#app/features/ledger/read-chain.server.ts';
import { searchLedger } from '#app/features/ledger/search.server.ts';
import { actorSettings } from '#app/features/access/actor.ts';
import { findPersons } from '#app/features/people/people.server.ts';
import { publishNotice } from '#app/features/people/publish-notice.server.ts';
import { listDisclosures } from '#app/features/reporting/disclosures.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { findComparison } from '#app/features/reporting/compared-runs.server.ts';
import { readChanges } from '#app/features/reporting/compare-runs.server.ts';
import { listAttempts } from '#app/features/reporting/delivery-attempts.server.ts';
import { findPreview } from '#app/features/reporting/preview-run.server.ts';
import { findRun, listRuns } from '#app/features/reporting/runs.server.ts';
import { findOrigin } from '#app/features/reporting/verify-report.server.ts';
import { explainPerson, findReason } from '#app/features/reporting/why.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { env } from '#app/platform/env.server.ts';
import { tombstoneOf } from '#app/features/people/tombstone.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { DATASETS } from '#reports/catalogue.ts';
import { csv, exams, registration, registrations } from '#test/support/import-files.ts';
import { importFile } from '#test/support/importing.ts';
import { arrangeAgreement, moveClock } from '#test/support/register.ts';
import { NOTICE } from '../../prisma/seed/notice.ts';
import type { Probe } from './probe.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

const runOf = async (database: TestDatabase, slug: string): Promise<number> =>
  (
    await database.query<{ id: number }>(
      'select u.id from runs u join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id where r.slug = $1 order by u.id',
      [slug],
    )
  )[0]?.id ?? 0;

export const WORK_PROBES: readonly Probe[] = [
  {
    name: 'a learner looks at the home page and says how far they are',
    async run({ learner }, database) {
      const [own] = await database.query<{ id: number }>('select min(id) as id from enrolments where person_id = $1', [
        learner.personId,
      ]);
      const changed = await setProgress(learner, { enrolmentId: own?.id ?? 0, percent: 77 });
      return [changed, await getLearnerHome(learner), await listDisclosures(learner, learner.personId)];
    },
  },
  {
    name: 'a trainer finds people, books, moves, cancels and records',
    async run({ trainer, learner, now }, database) {
      await database.query(`insert into person_emails (email, person_id) values ('former@bluecloud.example', $1)`, [
        learner.personId,
      ]);
      const [taken] = await database.query<{ id: number }>(
        `select min(id) as id from sittings where state = 'booked' and month < $1`,
        [now],
      );
      const booked = await bookSitting(trainer, { personId: learner.personId, examCode: 'DP-700', month: now });
      const id = booked.ok ? booked.value.sittingId : 0;
      return [
        await findPersons(trainer, 'wój'),
        await findPersons(trainer, 'sanne@bluecloud.example'),
        await findPersons(trainer, 'former@bluecloud.example'),
        booked,
        await moveSitting(trainer, id, monthAfter(now, 1)),
        await closeSitting(trainer, id, 'cancelled'),
        await recordOutcome(trainer, taken?.id ?? 0, 'passed'),
        await getBoard(trainer, parseBoardFilter(new URLSearchParams('view=all'), { find: null, search: '' })),
      ];
    },
  },
  {
    name: 'an administrator adds, confirms and removes contacts',
    async run({ administrator, contact }) {
      return [
        await addContact(administrator, {
          recipientId: contact.recipientId,
          name: 'New One',
          email: 'new@bluecloud.example',
        }),
        await addContact(administrator, {
          recipientId: contact.recipientId,
          name: 'Gert Mulder',
          email: 'gone@bluecloud.example',
        }),
        await confirmContact(administrator, 1),
        await removeContact(administrator, 2),
        await listRecipients(administrator),
        await listContacts(administrator, parseContactFilter(new URLSearchParams(), { find: null, search: '' })),
      ];
    },
  },
  {
    name: 'a contact lists and fetches reports',
    async run({ contact }, database) {
      const run = await runOf(database, 'employer-1000001');
      const report = await findReport(contact, run);
      report?.stream.destroy();
      return [
        report?.fileName,
        await listPublishedReports(contact),
        await findReport(contact, await runOf(database, 'microsoft')),
      ];
    },
  },
  {
    name: 'a contact confirms itself and takes a colleague out',
    async run({ contact }, database) {
      const [colleague] = await database.query<{ id: number }>(
        `insert into recipient_contacts (recipient_id, email, name, confirmed_at) values ($1, 'wim@bluecloud.example', 'Wim', now()) returning id`,
        [contact.recipientId],
      );
      const before = await listOwnContacts(contact);
      const changed = [
        await changeOwnContact(contact, 'confirm', contact.contactId),
        await changeOwnContact(contact, 'confirm', 2),
        await changeOwnContact(contact, 'remove', colleague?.id ?? 0),
        await changeOwnContact(contact, 'remove', contact.contactId),
      ];
      // As days: how long a file is there is what the association decided.
      const [report] = await listPublishedReports(contact);
      const days = report && (report.expiresAt.getTime() - report.publishedAt.getTime()) / 86_400_000;
      return [before.length, changed, (await listOwnContacts(contact)).map(({ name }) => name), days];
    },
  },
  {
    name: 'files expire, and contacts are asked before they lapse',
    async run(_sides, database) {
      await moveClock(database, '80 days');
      const asked = await askContacts();
      const files = await expireFiles();
      await moveClock(database, '0');
      return [asked, files];
    },
  },
  {
    name: 'staff look at runs and their files',
    async run({ officer }, database) {
      const runId = await runOf(database, 'employer-2000001');
      const file = await findRunFile(officer, runId);
      file?.stream.destroy();
      const preview = await findPreview(officer, { runId, sheet: 'registration', offset: 0, limit: 5 });
      return [
        file?.fileName,
        preview,
        await findRun(officer, runId),
        await listRuns(officer),
        await listAttempts(officer, await runOf(database, 'microsoft')),
      ];
    },
  },
  {
    name: 'a run is compared with the last report, and somebody asks about one person',
    async run({ officer, learner, now }, database) {
      const made = await runReports(
        { kind: 'slugs', slugs: ['employer-1000001'] },
        monthAfter(now, -1),
        await databaseNow(),
      );
      const [runId = 0] = made.ok ? made.value : [];
      await database.query(`update enrolments set state = 'cancelled' where person_id = $1`, [learner.personId]);
      const comparison = await findComparison(officer, runId);
      if (comparison === null) return 'nothing to compare with';
      return [
        comparison.columns,
        await readChanges(officer, comparison, { sheet: 'exams', kind: 'added', offset: 0, limit: 5 }),
        await readChanges(officer, comparison, { sheet: 'registration', kind: null, offset: 0, limit: 5 }),
        await explainPerson(officer, runId, String(learner.personId)),
      ];
    },
  },
  {
    name: 'a held run is released and goes out',
    async run({ officer }, database) {
      return releaseAndDeliver(officer, await runOf(database, 'employer-2000001'), 'the person agreed to it');
    },
  },
  {
    name: 'reports of the next month are planned, built and delivered',
    async run({ now }) {
      return runReports({ kind: 'all' }, monthAfter(now, -1), await databaseNow());
    },
  },
  {
    name: 'exams alone are reported, without their outcomes',
    async run({ now }, database) {
      await database.query('truncate agreements cascade');
      await arrangeAgreement({ kind: 'employer', mpnId: '1000001' }, { datasets: { F2: DATASETS.F2.fields } });
      return runReports({ kind: 'all' }, monthAfter(now, -1), await databaseNow());
    },
  },
  {
    name: 'schedules run what is due, and say what was missed',
    async run(_sides, database) {
      await moveClock(database, '5 months');
      return runDue(await databaseNow());
    },
  },
  {
    name: 'a report whose rows may not leave any more is built anew',
    async run({ learner, contact }, database) {
      await database.query('update persons set restricted_at = now() where id = $1', [learner.personId]);
      return findReport(contact, await runOf(database, 'employer-1000001'));
    },
  },
  {
    name: 'a file is told whose it is, and a person why they are in it',
    async run({ officer, now }, database) {
      const [build] = await database.query<{ sha256: string }>('select sha256 from builds order by id limit 1');
      const period = monthAfter(now, -2);
      return [
        await findOrigin(build?.sha256 ?? ''),
        await findReason(officer, { email: 'sanne@bluecloud.example', slug: 'employer-1000001', period }),
        await findReason(SYSTEM, { email: 'lukasz@bluecloud.example', slug: 'employer-2000001', period }),
        // A notice that does not tell of one field that was agreed.
        await database.query(
          `delete from privacy_notice_scopes where recipient_kind = 'microsoft' and field = 'phone'`,
        ),
        await findReason(SYSTEM, { email: 'lukasz@bluecloud.example', slug: 'microsoft', period }),
      ];
    },
  },
  {
    name: 'registrations are imported, new ones and changed ones',
    async run(_sides, database) {
      const tombstone = tombstoneOf(env().tombstoneKey, 'erased@fjord.example');
      await database.query(`insert into suppressed_emails (email_hmac, reason) values ($1, 'erased')`, [tombstone]);
      await database.query(`update enrolments set state = 'waiting' where person_id = (select max(id) from persons)`);
      await database.query(
        `insert into employers (mpn_id, name, named_by) values ('5000001', 'Some Co', 'registration')`,
      );
      const rows = [
        registration({
          mpn: '5000001',
          company: 'Its Name',
          email: 'one@its.example',
          workshop: 'Azure Administrator',
        }),
        registration({
          mpn: '3000001',
          workshop: 'Azure Administrator',
          first: 'Susan',
          role: 'Architect',
          progress: '80',
        }),
        registration({ mpn: '4000001', company: 'New Co', email: 'new@new.example', workshop: 'Fabric Data Engineer' }),
        registration({ mpn: '3000001', email: 'erased@fjord.example' }),
      ];
      return importFile('registrations', registrations(...rows), {
        notice: { version: 1, by: 'a centre' },
        acceptValid: true,
      });
    },
  },
  {
    name: 'exams and workshops are imported, new ones and changed ones',
    async run({ now }) {
      return [
        await importFile(
          'exams',
          exams(
            ['lukasz@bluecloud.example', 'AZ-104', monthAfter(now, -2), 'failed'],
            ['lukasz@bluecloud.example', 'DP-700', monthAfter(now, -1), 'passed'],
            ['sanne@bluecloud.example', 'AZ-104', monthAfter(now, 2), ''],
          ),
        ),
        await importFile(
          'workshops',
          csv([
            ['Workshop name', 'Exam ID'],
            ['Azure Administrator', 'AZ-305'],
            ['Security', 'SC-900'],
          ]),
        ),
      ];
    },
  },
  {
    name: 'the ledger is searched, sealed, verified and anchored',
    async run({ officer }, database) {
      const searched = await searchLedger(
        actorSettings(officer),
        parseLedgerFilter(new URLSearchParams('actor=staff')),
      );
      const chain = await readChain(actorSettings(officer));
      await moveClock(database, '1 day');
      return [searched.entries.length, searched.entries[0], chain.ok, chain, (await anchorLedger())?.position];
    },
  },
  {
    name: 'agreements, recipients and notices are made',
    async run() {
      const without = await listEmployersWithoutAgreement();
      const made = await arrangeAgreement({ kind: 'employer', mpnId: '3000001' });
      const again = await arrangeAgreement({ kind: 'employer', mpnId: '3000001' });
      await makeContact('employer-3000001', { email: 'hr@fjord.example', name: 'Hans' });
      return [without, made, again, await publishNotice({ ...NOTICE, version: 2 }), await publishNotice(NOTICE)];
    },
  },
];
