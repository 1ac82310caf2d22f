// Two learners of two employers, contacts of two recipients, staff, and something of each of them in every table: what walls stand between.
import type { ContactActor, PersonActor, StaffActor, VisitorActor } from '#app/features/access/actor.ts';
import { startSignIn, type NewSignIn } from '#app/features/access/sign-ins.server.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { anchorLedger } from '#app/features/ledger/anchor.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import type { TestDatabase } from './database.ts';
import { exams, registration, registrations } from './import-files.ts';
import { importFile } from './importing.ts';
import { arrangeLogo } from './png.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from './register.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

export type TwoSides = {
  readonly learner: PersonActor;
  readonly otherLearner: PersonActor;
  readonly contact: ContactActor;
  readonly otherContact: ContactActor;
  readonly trainer: StaffActor;
  readonly administrator: StaffActor;
  readonly officer: StaffActor;
  readonly visitor: VisitorActor;
  /** The month that it is, 'YYYY-MM'. */
  readonly now: string;
};

async function arrangePeople(database: TestDatabase, month: string): Promise<{ own: number; other: number }> {
  const own = await arrangePerson(database, {
    email: 'sanne@bluecloud.example',
    workshops: [
      { name: 'Azure Administrator', exam: 'AZ-104', percent: 64 },
      { name: 'Fabric Data Engineer', exam: 'DP-700', percent: 100 },
    ],
    sittings: [
      { exam: 'DP-700', month: monthAfter(month, -3), outcome: 'passed' },
      { exam: 'AZ-104', month: monthAfter(month, 1) },
    ],
  });
  await arrangePerson(database, {
    email: 'lukasz@bluecloud.example',
    firstName: 'Łukasz',
    lastName: 'Wójcik',
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 45 }],
    sittings: [{ exam: 'AZ-104', month: monthAfter(month, -2) }],
  });
  const other = await arrangePerson(database, {
    email: 'aoife@lonely.example',
    firstName: 'Aoife',
    lastName: 'Murphy',
    country: 'IE',
    mpnId: '2000001',
    company: 'Lonely Ltd',
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 10 }],
    sittings: [{ exam: 'AZ-104', month: monthAfter(month, -2), outcome: 'failed' }],
  });
  await importFile('registrations', registrations(registration({ mpn: '3000001', workshop: 'Azure Administrator' })), {
    notice: { version: 1, by: 'the training centre' },
  });
  await importFile('exams', exams(['sanne@fjord.example', 'AZ-104', monthAfter(month, -1), 'passed']));
  await database.query(
    `insert into progress_entries (enrolment_id, percent, actor_kind, actor_id) select id, percent, 'person', person_id from enrolments`,
  );
  await database.query(
    `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) select id, outcome, 'staff', 1 from sittings where outcome is not null`,
  );
  await database.query(`insert into suppressed_emails (email_hmac, reason) values (repeat('a', 64), 'erased')`);
  await database.query(
    `insert into retention_rules (name, amount, automatic, owner, basis, review_on) values ('inactive', 12, true, 'Officer', 'Contract', '2030-01-01');
     insert into retention_results (rule, reason, gone, how) values ('mail', 'time-over', 3, 'schedule');
     insert into audit_trims (position, hash, signature) values (1, repeat('a', 64), repeat('b', 64))`,
  );
  await database.query(`insert into guardian_refusals (email_hmac) values (sha256('refused'))`);
  return { own, other };
}

/** What signing in leaves: accounts, sign-ins of everybody (one of them over), invitations, codes, flows, wishes and turns. */
async function arrangeDoor(database: TestDatabase, seats: readonly NewSignIn['seat'][]): Promise<void> {
  await database.query(
    `insert into identities (tenant_id, object_id, person_id, staff_id, contact_id)
     select gen_random_uuid(), gen_random_uuid(), p, s, c
     from (values (null::int, null::int, null::int), (2, null, null), (null, 1, null), (null, null, 2)) as i (p, s, c)`,
  );
  const request = new Request('http://localhost/');
  for (const seat of seats) {
    const how =
      seat.kind === 'visitor' ? ({ method: 'entra', identityId: seat.id } as const) : ({ method: 'demo' } as const);
    await startSignIn(request, { seat, ...how });
    await startSignIn(request, { seat, ...how });
  }
  await database.query(
    `update sign_ins set ended_at = now(), ended_because = 'signed-out' where id in (select max(id) from sign_ins group by actor_kind, actor_id)`,
  );
  await database.query(
    `insert into invitations (token_sha256, person_id, staff_id, contact_id, invited_by)
     select sha256(i::text::bytea), case i when 1 then 1 when 2 then 3 end, case i when 3 then 2 end, case i when 4 then 1 end, 2
     from generate_series(1, 4) i`,
  );
  await database.query(
    `insert into sign_in_codes (browser_sha256, person_id, address_hmac, code_hmac, return_to) select sha256(b), p, sha256(b), sha256(b), '/' from (values ('one'::bytea, 1), ('two', 3)) as c (b, p)`,
  );
  await database.query(
    `insert into sign_in_flows (state_sha256, browser_sha256, nonce, verifier, authority, return_to) values (sha256('s'), sha256('one'), 'n', 'v', 'staff', '/')`,
  );
  await database.query(
    `insert into role_requests (staff_id, role, wish, asked_by, decision, decided_by, decided_at)
     values (1, 'administrator', 'grant', 2, null, null, null), (1, 'privacy-officer', 'grant', 2, 'declined', 3, now()),
       (3, 'administrator', 'revoke', 2, 'approved', 1, now())`,
  );
  await database.query(
    `insert into rate_counts (limit_name, subject_hmac, window_start, taken) values ('download:actor', sha256('a'), now(), 3)`,
  );
}

/** What people left on their own pages, and what follows from it: for the two learners alike. */
async function arrangeOwnThings(database: TestDatabase, persons: readonly number[]): Promise<void> {
  const each = async (text: string): Promise<void> => {
    for (const id of persons) await database.query(text.replaceAll('$1', String(id)));
  };
  await each(
    `insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
     values ($1, 'marketing-email', true, 1, 'en', 'my-data', 'person', $1)`,
  );
  await each(`insert into privacy_requests (person_id, kind, due_on) values ($1, 'objection', '2030-01-01')`);
  await each(
    `with r as (select id from privacy_requests where person_id = $1), s as (insert into privacy_request_steps (request_id, step, note) select id, 'noted', 'N' from r)
     insert into privacy_request_keeps (request_id, what, law, until) select id, 'Invoice', 'Tax law', '2020-12-31' from r`,
  );
  await each(
    `insert into email_changes (person_id, new_email, token_sha256) values ($1, 'new-' || $1 || '@new.example', sha256($1::text::bytea))`,
  );
  await each(`insert into mails (kind, person_id) values ('imported', $1)`);
  await each(`insert into notification_duties (person_id, cause) values ($1, 'restricted')`);
  await each(
    `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id, closed_at, closed_as)
     select min(id), 'failed', 'person', $1, now(), 'stands' from sittings where person_id = $1`,
  );
  await each(
    `insert into outcome_links (sitting_id, month, token_sha256)
     select id, month, sha256('link' || $1::text::bytea) from sittings where person_id = $1 order by id limit 1`,
  );
  await each(
    `insert into notifications (recipient_id, delivery_id, sha256, sheet, sheet_row, cause, person_id)
     select a.recipient_id, d.id, b.sha256, 'registration', 2, 'corrected', $1
     from deliveries d join builds b on b.id = d.build_id join runs r on r.id = d.run_id join agreements a on a.id = r.agreement_id`,
  );
  // A newer notice that they were told of, and the draft of the next one.
  await database.query(
    `insert into privacy_notices (version, published_on, announced_at) values (2, '2030-01-01', now())`,
  );
  await database.query(
    `insert into privacy_notice_texts (version, language, body, sha256) select 2, language, body, sha256 from privacy_notice_texts where version = 1`,
  );
  await each('insert into notice_tellings (person_id, version) values ($1, 2)');
  await each(
    `insert into lost_tellings (person_id, version, said, objected_at) values ($1, 9, repeat('a', 64), now())`,
  );
  await each(
    `with c as (insert into support_cases (person_id, topic, language) values ($1, 'exam', 'en') returning id)
     insert into support_messages (case_id, kind, body, staff_id)
     select id, kind, 'Words', case kind when 'note' then 1 end from c, unnest(array['question', 'note']) kind`,
  );
  // And of somebody without an account, who can answer by a link.
  await database.query(
    `with c as (insert into support_cases (asker_email, topic, language) values ('stranger@nowhere.example', 'exam', 'en') returning id)
     insert into support_messages (case_id, kind, body, staff_id, reply_token_sha256, reply_expires_at)
     select id, 'asked-back', 'Which exam?', 1, sha256('link'), '2040-01-01' from c`,
  );
  await database.query('insert into notice_drafts (version, drafted_by) values (3, 3)');
  await database.query(
    `insert into notice_draft_texts (version, language, body, changed_by) values (3, 'en', 'Not yet', 3)`,
  );
  await database.query(
    `insert into notice_draft_scopes (version, recipient_kind, dataset, field) values (3, 'employer', 'F1', 'phone')`,
  );
  // One of each recipient is confirmed.
  await database.query(
    `update notifications n set confirmed_at = now(), confirmed_by = (select min(id) from recipient_contacts c where c.recipient_id = n.recipient_id)
     where id in (select max(id) from notifications group by recipient_id)`,
  );
  await database.query(
    `insert into recipients (kind, slug, name) values ('partner', 'partner-without-agreement', 'Partner without agreement')`,
  );
  // For each agreement a draft, of which nobody outside hears.
  await database.query(
    `insert into agreement_versions (agreement_id, number, in_force_from, cadence, reidentification_rule, channels, contact, drafted_by)
     select id, 2, '2030-01-01', 'monthly', 'hold', '{portal}', 'desk@academy.example', 2 from agreements`,
  );
  await database.query(
    `insert into agreement_fields (version_id, dataset, field) select id, 'F1', 'phone' from agreement_versions where number = 2`,
  );
  await database.query(`insert into workshops (name) values ('Nobody is enrolled in this')`);
  await database.query(
    `insert into workshop_sessions (workshop_id, title) select id, 'First of ' || name from workshops`,
  );
  await database.query(
    `insert into session_meetings (session_id, starts_at, ends_at) select id, now() - interval '3 hours', now() - interval '1 hour' from workshop_sessions`,
  );
  await database.query(
    `insert into session_links (session_id, url) select id, 'https://meet.example/' || id from workshop_sessions`,
  );
  await database.query(
    `with bare as (insert into workshop_sessions (workshop_id, title) select min(id), 'Without a link' from workshops returning id)
     insert into session_meetings (session_id, starts_at, ends_at) select id, now() + interval '1 day', now() + interval '25 hours' from bare`,
  );
  await database.query(`insert into session_trainers (session_id, staff_id) select session_id, 1 from session_links`);
  await each(
    `update enrolments n set session_id = s.id from workshop_sessions s
     where s.workshop_id = n.workshop_id and n.id = (select min(id) from enrolments where person_id = $1)`,
  );
  await database.query(
    `insert into attendances (enrolment_id, meeting_id, attended, actor_kind, actor_id)
     select n.id, m.id, true, 'staff', 1 from enrolments n join session_meetings m on m.session_id = n.session_id`,
  );
  await database.query(
    `insert into follow_ups (sitting_id, month, step, kind, due_on) select id, month, 1, 'mail', '2030-01-01' from sittings where outcome is null`,
  );
  // Of each one that is being read, for as long as the tests take.
  await database.query(
    `insert into import_uploads (staff_id, kind, file_name, file_sha256, bytes, reading_at)
     select s, 'exams', 'exams.csv', repeat('a', 64), 10, '2040-01-01' from unnest(array[1, 2, 3]) s`,
  );
  // Of each member of staff something that can be taken back (for as long as the tests take), and something that can't any more.
  await database.query(
    `insert into undoable_steps (change, kind, sitting_id, sitting_was, staff_id, made_at)
     select gen_random_uuid(), 'sitting-cancelled', (select min(id) from sittings), 'booked', m.id, at
     from staff_members m, unnest(array[now() + interval '1 day', '2020-01-01']) at`,
  );
  await arrangeLogo(database);
  await database.query(`insert into settings (name, value) values ('followUpContacts', '3'), ('reportFileDays', '60')`);
  await database.query(
    `with made as (insert into recipients (kind, slug, name) values ('member', 'member-NL', 'Taught in NL') returning id)
     insert into members (country_code, recipient_id, email) select 'NL', id, 'info@taught.example' from made`,
  );
  await database.query(
    `insert into recordings (workshop_id, session_id, title, url, available_until, added_by)
     select s.workshop_id, s.id, s.title, 'https://video.example/' || s.id, day, 1 from workshop_sessions s, unnest(array['2030-01-01', '2020-01-01']::date[]) day`,
  );
  // One of them of a workshop that is not the learner's any more.
  await each(`insert into recording_openings (recording_id, person_id) select id, $1 from recordings`);
  await database.query(`update workshop_sessions set recorded = true where title not like '%Nobody%'`);
  // Of one its people were told before it met; of the other when it had.
  await database.query(
    `alter table workshop_sessions disable trigger workshop_sessions_date_announcement;
     update workshop_sessions set recording_told_at = '2020-01-01' where title like '%Fabric%';
     alter table workshop_sessions enable trigger workshop_sessions_date_announcement`,
  );
  await database.query(`insert into session_news (session_id, what) select id, 'changed' from workshop_sessions`);
  await database.query(
    `insert into employer_domains (domain, employer_id) select 'company' || id || '.example', id from employers`,
  );
  await database.query(
    `insert into employer_aliases (mpn_id, employer_id, name) select 'OLD-' || mpn_id, id, name from employers`,
  );
  await database.query(
    `insert into person_merges (kept_id, gone_id, gone_key) select id, 9000 + id, gen_random_uuid() from persons where id = any($1::int[])`,
    [persons],
  );
  await database.query(
    `insert into people_apart (low_id, high_id, decided_by) select least(p, 2), greatest(p, 2), 2 from unnest($1::int[]) p where p <> 2`,
    [persons],
  );
  await database.query(
    `insert into registrations (token_sha256, submission, email, first_name, last_name, phone, country_code, company, mpn_id, job_role, language, notice_version, notice_language)
     values (sha256('r'), gen_random_uuid(), 'soon@new.example', 'Soon', 'Here', '+31612345678', 'NL', 'New Co', '7000001', 'Engineer', 'en', 1, 'en')`,
  );
}

/** Two breaches, the clock of one of which has run out, and somebody who works for the academy. */
async function arrangeBreaches(database: TestDatabase): Promise<void> {
  await database.query(
    `insert into breaches (drill, kind, title, what, known_at, recorded_by)
     select false, 'lost-file', 'A stick was lost', 'On a train', now() - make_interval(hours => h), 3 from unnest(array[1, 80]) h`,
  );
  await database.query(
    `insert into breach_builds (breach_id, build_id, taken) select 1, id, true from builds order by id limit 1`,
  );
  await database.query(`insert into breach_letters (breach_id, build_ids, people) values (1, '{}', 0)`);
  await database.query(
    `insert into breach_steps (breach_id, step, at, staff_id, risk, why) values (1, 'assessed', now(), 3, 'none', 'It was encrypted')`,
  );
  await database.query(
    `insert into processors (name, does, details, country_code, safeguard, since) values ('Hoster', 'hosting', 'Servers', 'NL', 'within-eea', '2020-01-01')`,
  );
}

/** Arranges all of it in an empty database. Ids start from 1 for each kind, so that a mix-up of kinds can't hide behind them. */
export async function arrangeTwoSides(database: TestDatabase): Promise<TwoSides> {
  const now = await databaseNow();
  const month = now.toISOString().slice(0, 7);
  await arrangeNotice();
  const staff = [
    { email: 'ilse@psa.example', name: 'Ilse Vermeer', role: 'trainer' },
    { email: 'bram@psa.example', name: 'Bram Visser', role: 'administrator' },
    { email: 'noor@psa.example', name: 'Noor Dekker', role: 'privacy-officer' },
    { email: 'mees@psa.example', name: 'Mees Bakker', role: 'administrator' },
  ] as const;
  for (const member of staff) await grantRole(SYSTEM, member);
  const { own, other } = await arrangePeople(database, month);
  await arrangeAgreement(MICROSOFT);
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' });
  await arrangeAgreement({ kind: 'employer', mpnId: '2000001' }, { reidentificationRule: 'hold' });
  await makeContact('employer-1000001', { email: 'hr@bluecloud.example', name: 'Femke Jansen' });
  await makeContact('microsoft', { email: 'reports@microsoft.example', name: 'Morgan Reed' });
  await makeContact('employer-2000001', { email: 'hr@lonely.example', name: 'Niamh Byrne' });
  await makeContact('employer-1000001', { email: 'gone@bluecloud.example', name: 'Gert Mulder' });
  await database.query(`update recipient_contacts set removed_at = now() where email like 'gone@%'`);
  const made = await runReports({ kind: 'all' }, monthAfter(month, -2), now);
  if (!made.ok) throw new Error(made.reason);
  const recipientOf = async (slug: string): Promise<number> =>
    (await database.query<{ id: number }>('select id from recipients where slug = $1', [slug]))[0]?.id ?? 0;
  const contacts = { own: await recipientOf('employer-1000001'), other: await recipientOf('microsoft') };
  await arrangeDoor(database, [
    { kind: 'person', id: own },
    { kind: 'person', id: other },
    { kind: 'contact', id: 1 },
    { kind: 'contact', id: 2 },
    { kind: 'staff', id: 1 },
    { kind: 'staff', id: 2 },
    { kind: 'visitor', id: 1 },
  ]);
  await arrangeOwnThings(database, [own, other]);
  await arrangeBreaches(database);
  await anchorLedger();
  return {
    learner: { kind: 'person', personId: own, name: 'Sanne de Vries' },
    otherLearner: { kind: 'person', personId: other, name: 'Aoife Murphy' },
    contact: { kind: 'contact', contactId: 1, recipientId: contacts.own, name: 'Femke Jansen' },
    otherContact: { kind: 'contact', contactId: 2, recipientId: contacts.other, name: 'Morgan Reed' },
    trainer: { kind: 'staff', staffId: 1, roles: ['trainer'], name: 'Ilse Vermeer' },
    administrator: { kind: 'staff', staffId: 2, roles: ['administrator'], name: 'Bram Visser' },
    officer: { kind: 'staff', staffId: 3, roles: ['privacy-officer'], name: 'Noor Dekker' },
    visitor: { kind: 'visitor', identityId: 1, name: '' },
    now: month,
  };
}
