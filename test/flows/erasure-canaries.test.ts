// Somebody with a canary in every personal column is erased: a search of the whole database, of files, logs, queue and mail finds none but what a law keeps, column by column as the data
// map says it (R7, S4). An entry of the map that is wrong fails here.
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { DATA_CLASSES } from '#app/features/privacy/data-classes.ts';
import { DATA_MAP } from '#app/features/privacy/data-map.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { CANARY, fillCanaries, findInDatabase, findInFiles, type Filled } from '#test/support/canaries.ts';
import { useDatabase } from '#test/support/database.ts';
import { until } from '#test/support/embedded-server.ts';
import { startPsa, type Ended } from '#test/support/report-process.ts';
import { arrangeTwoSides, type TwoSides } from '#test/support/two-sides.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let sides: TwoSides;
let filled: Filled;
let erased: Ended;
let logged = '';
let before: { files: string[]; tables: string[] };

/** What a report shows of them: filled first, so that files hold canaries, too. */
const SHOWN: readonly string[] = [
  'persons.email',
  'persons.first_name',
  'persons.last_name',
  'persons.phone',
  'employments.job_role',
];
const SPOKEN = (table: string, column: string): boolean => SHOWN.includes(`${table}.${column}`);

async function arrange(): Promise<void> {
  sides = await arrangeTwoSides(database);
  const { personId } = sides.learner;
  // What two sides have of somebody else, or of nobody.
  await database.query(`update sign_in_flows set sign_in_id = (select min(id) from sign_ins where person_id = $1)`, [
    personId,
  ]);
  await database.query(
    `with batch as (select min(id) as id from import_batches)
     insert into import_changes (batch_id, table_name, row_id, before, after) select id, 'persons', $1::int::text, '{"phone": "1"}', '{"phone": "2"}' from batch`,
    [personId],
  );
  await database.query(
    `insert into account_uses (person_id, used_on) values ($1, '2026-01-01') on conflict do nothing`,
    [personId],
  );
  await database.query(
    `insert into audit_events (actor_kind, event, subject_kind, subject_id) select 'system', 'person.exported', 'person', audit_key::text from persons where id = $1`,
    [personId],
  );
  await database.query(
    `insert into identities (tenant_id, object_id, person_id) values (gen_random_uuid(), gen_random_uuid(), $1)`,
    [personId],
  );
  await database.query(`insert into mails (kind, person_id, about) values ('notice-changed', $1, 2)`, [personId]);
}

/** Rows in which what belongs together stands: an answer and when, a claim and by whom. */
async function arrangeAnswers(personId: number): Promise<void> {
  for (const text of [
    `update registrations set guardian_email = 'guardian@home.example', guardian_token_sha256 = sha256('guardian'), guardian_asked_at = now()`,
    `insert into employments (person_id, employer_id, country_code, job_role, started_on, ended_on, claimed_mpn_id, claimed_company)
     select person_id, employer_id, 'NL', 'Clerk', '2018-01-01', '2018-12-31', '1', 'C' from employments where person_id = $1 limit 1`,
    `insert into notice_acknowledgements (person_id, version, language, how, attested_by) values ($1, 2, 'en', 'attested', 'The training centre')`,
    `insert into privacy_requests (person_id, kind, channel, due_on, message, entered_by, identity_how, identity_by, identity_at, extended_at, extended_by, extension_reason, decided_at, decision, decided_by, answer, closed_at, closed_by, answered_how)
     values ($1, 'access', 'mail', '2030-01-01', 'M', 3, 'called-back', 3, now(), now(), 3, 'R', now(), 'refused', 3, 'A', now(), 3, 'mail')`,
    `update notice_tellings set answer = 'objected', answered_at = now() where person_id = $1`,
    `update outcome_links set answer = 'passed', answered_at = now() where sitting_id in (select id from sittings where person_id = $1)`,
  ])
    await database.query(text.replaceAll('$1', String(personId)));
}

/** In every column, in a report and in a mail, and in a file on its way in. */
async function fill(): Promise<void> {
  const { personId } = sides.learner;
  await fillCanaries(database, personId, SPOKEN);
  const made = await runReports({ kind: 'all' }, monthAfter(sides.now, -1), await databaseNow());
  if (!made.ok) throw new Error(made.reason);
  await deliverDue(null);
  await sendMails(MAIL_WRITERS);
  await arrangeAnswers(personId);
  const [upload] = await database.query<{ id: string }>(
    `select id from import_uploads where state = 'reading' limit 1`,
  );
  const folder = join(database.dataDir, 'uploads', upload?.id ?? '');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'file'), 'E-mail\ncnry@cnry.example\n');
  filled = await fillCanaries(database, personId);
  await database.query('insert into person_emails (email, person_id) select email, id from persons where id = $1', [
    personId,
  ]);
  // What a law kept is kept no longer, or they would stay (R8).
  await database.query(`update privacy_request_keeps set until = until - interval '300 years'`);
  // Whoever registers anew with an address of theirs.
  await database.query(
    `update registrations set email = (select email from person_emails where person_id = $1 limit 1)`,
    [personId],
  );
}

const LOGGING = { NODE_ENV: 'development' } as const;

/** Every job of the worker, once, as a process of its own whose log is read. */
async function runJobs(): Promise<void> {
  const worker = spawn(process.execPath, ['app/worker.ts'], {
    cwd: projectRoot,
    env: { ...process.env, ...database.env, ...LOGGING },
  });
  worker.stderr.setEncoding('utf8').on('data', (text: string) => (logged += text));
  worker.stdout.setEncoding('utf8').on('data', (text: string) => (logged += text));
  await until(
    'every job was done once',
    async () => {
      const [found] = await database.query<{ left: number }>(
        `select (select count(*) from jobs.queue q where not exists (select from jobs.job j where j.name = q.name and j.state = 'completed'))::int as left
         where exists (select from jobs.queue)`,
      );
      return found?.left === 0;
    },
    120_000,
  );
  worker.kill('SIGTERM');
  await once(worker, 'close');
}

beforeAll(async () => {
  await arrange();
  await fill();
  before = { files: await findInFiles(database), tables: await findInDatabase(database) };
  const [person] = await database.query<{ email: string }>('select email from persons where id = $1', [
    sides.learner.personId,
  ]);
  erased = await startPsa(['person', 'erase', person?.email ?? '', '--json'], { ...database.env, ...LOGGING }).ended;
  await runJobs();
}, 240_000);

/** A line for each table. */
const byTable = (names: readonly string[]): string =>
  [...Map.groupBy(names, (name) => name.split('.')[0])]
    .map(([table, own]) => `${table}: ${own.map((name) => name.split('.')[1]).join(' ')}`)
    .join('\n');

describe('before', () => {
  it('every personal column of theirs held a canary, or takes words of a closed list, numbers of rows, yes or no alone', () => {
    expect(before.tables.length).toBeGreaterThanOrEqual(filled.holding.size);
    expect(byTable(filled.without)).toMatchInlineSnapshot(`
      "account_uses: person_id
      attendances: enrolment_id meeting_id attended actor_kind
      audit_events: id actor_kind subject_id
      build_pages: build_id sheet first_row refs
      consent_entries: id person_id consent given notice_version notice_language how actor_kind
      email_changes: person_id
      employments: id person_id employer_id country_code confirmed_by concurrent
      enrolments: id person_id employment_id workshop_id state percent session_id note_by
      follow_ups: id sitting_id step kind state result settled_at settled_by sitting_was
      identities: id person_id staff_id contact_id
      import_changes: batch_id table_name row_id
      invitations: id person_id staff_id contact_id invited_by
      lost_tellings: person_id version said
      mails: id kind person_id contact_id state staff_id case_id body
      notice_acknowledgements: id person_id version language how
      notice_tellings: person_id version answer
      notification_duties: id person_id cause enrolment_ids sitting_ids
      notifications: id recipient_id delivery_id sheet cause person_id confirmed_by
      outcome_conflicts: id sitting_id claimed opened_by_kind closed_by closed_as
      outcome_entries: id sitting_id outcome actor_kind
      outcome_links: id sitting_id answer
      people_apart: low_id high_id decided_by
      person_emails: person_id
      person_merges: id kept_id gone_key merged_by
      persons: id audit_key language notice_version
      privacy_request_keeps: id request_id
      privacy_request_steps: id request_id step staff_id
      privacy_requests: id person_id kind decision decided_by channel entered_by language follows_id identity_how identity_by extended_by closed_by answered_how busy_by busy_since
      progress_entries: id enrolment_id percent actor_kind because
      recording_openings: id recording_id person_id
      registrations: id email country_code language notice_version notice_language consents
      sign_in_codes: person_id contact_id sign_in_id invitation_id tries
      sign_in_flows: authority sign_in_id invitation_id
      sign_ins: id actor_kind person_id staff_id contact_id identity_id method ended_because
      sittings: id person_id employment_id exam_code attempt state outcome ask_no_more
      support_cases: person_id asker_name asker_email asker_phone
      support_messages: id case_id kind staff_id reply_token_sha256 reply_expires_at
      undoable_steps: id kind sitting_id sitting_was employment_id staff_id"
    `);
  });

  it('reports, mails and uploads held some', () => {
    for (const folder of ['files/', 'mail/', 'uploads/', 'outbox/'])
      expect(
        before.files.filter((name) => name.startsWith(folder)),
        folder,
      ).not.toEqual([]);
  });
});

describe('after somebody is erased', () => {
  it('only columns that the data map keeps by law hold a canary, and all of those do', async () => {
    expect(erased, erased.stdout + erased.stderr).toMatchObject({ code: 0 });
    const kept = [...filled.holding]
      .filter(([, onErasure]) => onErasure === 'kept-by-law')
      .map(([name]) => `public.${name}`);
    expect(await findInDatabase(database)).toEqual(kept.toSorted());
  });

  it('no file, no mail and no log does', async () => {
    expect(await findInFiles(database, ['journal/marks.jsonl'])).toEqual([]);
    // The keyed hash of a guardian's no is kept by law, here and in the list by which a restore keeps it (C5).
    const marks = readFileSync(join(database.dataDir, 'journal', 'marks.jsonl'), 'utf8').split('\n');
    const others = marks.filter((line) => !line.includes('"mark":"guardian-refused"'));
    expect(others.filter((line) => new RegExp(CANARY).test(line))).toEqual([]);
    expect(`${erased.stderr}${logged}`).not.toMatch(new RegExp(CANARY));
  });

  it('the receipt names what is kept, by which law and until when, and nobody', () => {
    const { receipt } = JSON.parse(erased.stdout) as {
      receipt: { kept: { what: string; law: string; until: string | null }[] };
    };
    expect(erased.stdout).not.toMatch(new RegExp(CANARY));
    const keeping = new Set(
      Object.values(DATA_MAP).flatMap((columns) =>
        Object.values(columns).flatMap((entry) => (entry.onErasure === 'kept-by-law' ? entry.class : [])),
      ),
    );
    expect(receipt.kept.map(({ what }) => what).toSorted()).toEqual([...keeping].toSorted());
    for (const { what, law, until: day } of receipt.kept) {
      expect(law, what).toMatch(/^GDPR art\./);
      if (DATA_CLASSES[what as keyof typeof DATA_CLASSES].rule !== null)
        expect(day, what).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('runs that held them are marked as no longer reproducible', async () => {
    const marked = await database.query(
      `select distinct run_id from builds where not_reproducible_at is not null order by run_id`,
    );
    expect(marked.length).toBeGreaterThan(0);
  });
});
