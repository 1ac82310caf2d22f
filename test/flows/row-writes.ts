// What nobody may write or lock, tried statement by statement. Each of them changes something when the superuser says it, so that a refusal
// says something.
import type { TestDatabase } from '#test/support/database.ts';
import type { TwoSides } from '#test/support/two-sides.ts';
import type pg from 'pg';
import { connected, dressOf, isDenied, wearing, type Dress, type Kind } from './row-scope.ts';

type Trier = Kind | 'learner at the door' | 'worker';

/**
 * Who tries → one statement a line, after what it would be. `:me` is the actor's id, `:other` the other learner's. Statements without a
 * WHERE need no right to read: nothing but the policy of the change itself stands in their way.
 */
const TRIED: Readonly<Record<Trier, string>> = {
  learner: `
    rules of retention · update retention_rules set amount = 3
    a rule of retention · insert into retention_rules (name, amount, automatic, owner, basis, review_on) values ('mail', 3, true, 'X', 'X', '2030-01-01')
    own use · update account_uses set used_on = '2030-01-01'
    progress of another · insert into progress_entries (enrolment_id, percent, actor_kind, actor_id) values (:others_enrolment, 99, 'person', :me)
    own progress in another’s name · insert into progress_entries (enrolment_id, percent, actor_kind, actor_id) values (:own_enrolment, 99, 'person', :other)
    own progress as staff · insert into progress_entries (enrolment_id, percent, actor_kind, actor_id) values (:own_enrolment, 99, 'staff', :me)
    own progress at a forged time · insert into progress_entries (enrolment_id, percent, actor_kind, actor_id, recorded_at) values (:own_enrolment, 99, 'person', :me, '2020-01-01')
    progress rewritten · update progress_entries set percent = 1
    the percentage itself · update enrolments set percent = 99
    the time of enrolment · update enrolments set enrolled_at = '2020-01-01'
    an outcome where there is one · insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values ((select min(id) from sittings where person_id = :me and outcome is not null), 'failed', 'person', :me)
    an outcome of another · insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values (:others_sitting, 'passed', 'person', :me)
    an outcome of one’s own in another’s name · insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values ((select min(id) from sittings where person_id = :me and outcome is null), 'passed', 'person', :other)
    a sitting of another · insert into sittings (person_id, employment_id, exam_code, attempt, month) values (:other, :others_employment, 'DP-700', 9, '2026-01')
    a sitting given to another · update sittings set person_id = :other, employment_id = :others_employment where person_id = :me
    sittings of another moved · update sittings set month = '2026-01' where person_id = :other
    sittings of another held · select from sittings where person_id = :other for update
    own sittings moved that are over · update sittings set month = '2026-01' where outcome is not null
    an outcome without its history · update sittings set outcome = 'passed', outcome_changed_at = now(), state = 'taken' where outcome is null
    names of everybody · update persons set first_name = 'X'
    a breach · insert into breaches (drill, kind, title, what, known_at, recorded_by) values (false, 'other', 'X', 'X', now(), :me)
    a file of a breach · insert into breach_builds (breach_id, build_id, taken) values (1, 999, true)
    files of a breach fetched · update breach_builds set taken = true
    a step of a breach · insert into breach_steps (breach_id, step, at, staff_id) values (1, 'closed', now(), :me)
    a processor · insert into processors (name, does, details, country_code, safeguard, since, changed_by) values ('X', 'mail', 'X', 'NL', 'within-eea', '2020-01-01', :me)
    processors changed · update processors set name = 'X', changed_by = :me
    own erasure undone · update persons set erased_at = null
    own objection undone · update persons set objected_at = null
    own notice · update persons set notice_version = null
    tellings of everybody seen · update notice_tellings set seen_at = now()
    own telling answered past its consequences · update notice_tellings set answer = 'acknowledged', answered_at = now()
    a telling · insert into notice_tellings (person_id, version) values (:me, 1)
    a draft of the notice · update notice_drafts set publish_on = '2030-01-01'
    the words of the draft · update notice_draft_texts set body = 'X'
    what the draft tells · insert into notice_draft_scopes (version, recipient_kind, dataset, field) values (3, 'microsoft', 'F1', 'phone')
    a draft thrown away · delete from notice_drafts
    employments of everybody · update employments set job_role = 'X'
    own employment confirmed · update employments set confirmed_by = 'staff', confirmed_at = now()
    a consent of another · insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id) values (:other, 'marketing-email', true, 1, 'en', 'my-data', 'person', :me)
    a consent in another’s name · insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id) values (:me, 'marketing-email', true, 1, 'en', 'my-data', 'staff', 1)
    a request of another · insert into privacy_requests (person_id, kind, due_on) values (:other, 'access', '2030-01-01')
    a request decided · update privacy_requests set decided_at = now(), decision = 'carried-out'
    a contest of another’s outcome · insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) values (:others_recorded, 'passed', 'person', :me)
    a contest in another’s name · insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) values (:own_recorded, 'failed', 'person', :other)
    an enrolment without its queue · insert into enrolments (person_id, employment_id, workshop_id) select :me, min(id), (select max(id) from workshops) from employments where person_id = :me
    own enrolment cancelled without its queue · update enrolments set state = 'cancelled'
    a mail · insert into mails (kind, person_id) values ('place-free', :me)
    a recording · insert into recordings (workshop_id, session_id, title, url, available_until, added_by) select workshop_id, session_id, 'X', 'https://video.example/x', available_until, 1 from recordings limit 1
    a recording kept for longer · update recordings set title = 'X'
    recordings removed · delete from recordings
    recordings held · select from recordings for update
    a session · insert into workshop_sessions (workshop_id, title) select id, 'X' from workshops limit 1
    sessions cancelled · update workshop_sessions set cancelled_at = now()
    a meeting · insert into session_meetings (session_id, starts_at, ends_at) select id, '2041-01-01 08:00Z', '2041-01-01 09:00Z' from workshop_sessions limit 1
    meetings moved · update session_meetings set ends_at = ends_at + interval '1 minute'
    meetings removed · delete from session_meetings
    an opening · insert into recording_openings (recording_id, person_id) values ((select min(id) from recordings), :me)
    a workshop · insert into workshops (name) values ('X')
    workshops closed · update workshops set open = not open
    workshops held · select from workshops for update
    an exam · insert into exams (code) values ('XX-1')
    a link to a session · insert into session_links (session_id, url) select id, 'https://meet.example/x' from workshop_sessions where title = 'Without a link'
    links that lead elsewhere · update session_links set url = 'https://meet.example/x'
    links held · select from session_links for update
    links removed · delete from session_links
    a trainer of a session · insert into session_trainers (session_id, staff_id) select id, 1 from workshop_sessions where title = 'Without a link'
    trainers removed · delete from session_trainers
    own attendance · insert into attendances (enrolment_id, meeting_id, attended, actor_kind, actor_id) select :own_enrolment, id, true, 'person', :me from session_meetings where session_id = (select id from workshop_sessions where title = 'Without a link')
    attendances changed · update attendances set attended = not attended
    attendances held · select from attendances for update
    attendances removed · delete from attendances
    a domain that confirms · insert into employer_domains (domain, employer_id) select 'own.example', employer_id from employments where person_id = :me
    domains removed · delete from employer_domains
    names of employers · update employers set name = 'X'
    employers held · select from employers for update
    a recipient · insert into recipients (kind, slug, name) values ('partner', 'partner-x', 'X')
    an agreement · insert into agreements (recipient_id) select id from recipients where slug = 'partner-without-agreement'
    schedules paused · update agreements set paused_at = now()
    agreements held · select from agreements for update
    what others say of their requests · update privacy_requests set message = 'x'
    requests of others held · select from privacy_requests where person_id = :other for update
    a conflict decided · update outcome_conflicts set closed_at = now() + interval '1 day', closed_as = 'changed'
    what staff can take back, removed · delete from undoable_steps
    something to take back · insert into undoable_steps (change, kind, sitting_id, sitting_was, staff_id) values (gen_random_uuid(), 'sitting-cancelled', :own_recorded, 'booked', 1)
    a plan cancelled · update follow_ups set state = 'cancelled', result = 'known', settled_at = now()
    a setting · insert into settings (name, value) values ('followUpCallDays', '1')
    a setting changed · update settings set value = '9'
    two told apart · insert into people_apart (low_id, high_id, decided_by) values (least(:me, :other), greatest(:me, :other), :me)
    a setting forgotten · delete from settings
    a logo · insert into site_logos (theme, png, sha256, width, height) select 'dark', png, sha256, width, height from site_logos
    a logo of another width · update site_logos set width = 33
    a logo removed · delete from site_logos
    a Member of a country · insert into members (country_code, recipient_id, email) values ('BE', (select id from recipients where kind = 'microsoft'), 'x@x.example')
    a Member moved · update members set email = 'x@x.example'
    a Member removed · delete from members
    a recipient · insert into recipients (kind, slug, name) values ('member', 'member-XX', 'X')
    a recipient renamed · update recipients set name = 'X' where kind = 'member'
    a notification · update notifications set confirmed_at = now()
    a member of staff · insert into staff_members (email, name) values ('x@psa.example', 'X')
    staff shut out · update staff_members set disabled_at = now()
    a role · insert into staff_roles (staff_id, role, granted_by) values (3, 'trainer', 'me')
    every role revoked · update staff_roles set revoked_at = now()
    a wish · insert into role_requests (staff_id, role, wish, asked_by) values (2, 'privacy-officer', 'grant', 3)
    a wish in one’s own name, which is a number of staff · insert into role_requests (staff_id, role, wish, asked_by) values (2, 'privacy-officer', 'grant', :me)
    a decision · update role_requests set decision = 'declined', decided_by = 2, decided_at = now() where id = 1
    a recipient · insert into recipients (kind, slug, name) values ('partner', 'another', 'Another')
    an agreement · insert into agreements (recipient_id) values (4)
    a draft · insert into agreement_versions (agreement_id, number, in_force_from, cadence, reidentification_rule, channels, contact, drafted_by) select id, 9, '2030-01-01', 'monthly', 'hold', '{portal}', 'x', :me from agreements limit 1
    a schedule paused · update agreements set paused_at = now(), paused_by = :me, paused_because = 'by-staff'
    a contact · insert into recipient_contacts (recipient_id, email, name) values (1, 'x@x.example', 'X')
    contacts moved · update recipient_contacts set recipient_id = 1
    sign-ins of everybody ended · update sign_ins set ended_at = now(), ended_because = 'signed-out'
    own sign-in revived · update sign_ins set ended_at = null, ended_because = null where id = (select max(id) from sign_ins where actor_kind = 'person' and actor_id = :me)
    own sign-in prolonged · update sign_ins set started_at = now()
    a sign-in as staff · insert into sign_ins (token_sha256, actor_kind, staff_id, method, browser, authenticated_at) values (sha256('t'), 'staff', 2, 'demo', '', now())
    an account tied to oneself · update identities set person_id = :me where staff_id is null and contact_id is null
    limits · delete from rate_counts
    an event in another’s name · insert into audit_events (actor_kind, actor_id, event) values ('person', :other, 'signed-out')
    an event as staff · insert into audit_events (actor_kind, actor_id, event) values ('staff', :me, 'signed-out')
    an event at a forged time · insert into audit_events (actor_kind, actor_id, event, occurred_at) values ('person', :me, 'signed-out', '2020-01-01')
`,
  visitor: `
    progress as a visitor · insert into progress_entries (enrolment_id, percent, actor_kind, actor_id) values (:others_enrolment, 99, 'person', :me)
`,
  staff: `
    a rule of retention in nobody’s name · update retention_rules set amount = 3, changed_by = null
    a new rule of retention in nobody’s name · insert into retention_rules (name, amount, automatic, owner, basis, review_on) values ('mail', 3, true, 'X', 'X', '2030-01-01')
    what went, told by staff · insert into retention_results (rule, reason, gone, how) values ('mail', 'time-over', 1, 'schedule')
    files of a breach fetched no more · update breach_builds set taken = false
    progress rewritten by staff · update progress_entries set percent = 1
    progress removed · delete from progress_entries
    the time of enrolment, by staff · update enrolments set enrolled_at = '2020-01-01'
    an outcome in another’s name · insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values ((select min(id) from sittings), 'passed', 'staff', 1)
    an outcome taken back that no call of one’s own recorded · insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values (:others_recorded, 'unknown', 'staff', :me)
    a contest in another’s name, by staff · insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) values (:others_recorded, 'passed', 'staff', 999)
    a contest of what nobody knows · insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) values ((select min(id) from sittings where outcome is null and state = 'booked'), 'passed', 'staff', :me)
    what another can take back, removed · delete from undoable_steps where staff_id = 1
    what can’t be taken back any more, removed · delete from undoable_steps where made_at < '2021-01-01'
    something to take back in another’s name · insert into undoable_steps (change, kind, sitting_id, sitting_was, staff_id) values (gen_random_uuid(), 'sitting-cancelled', :others_recorded, 'booked', 1)
    an employment to take back that nobody confirmed · insert into undoable_steps (change, kind, employment_id, staff_id) values (gen_random_uuid(), 'employment-confirmed', :others_employment, :me)
    what can be taken back, for longer · update undoable_steps set made_at = now() + interval '2 days'
    an outcome rewritten · update outcome_entries set outcome = 'failed'
    an outcome without its history · update sittings set outcome = 'passed', outcome_changed_at = now(), state = 'taken'
    a person · delete from persons p where not exists (select from support_cases c where c.person_id = p.id)
    a recording of a session whose people were not told · insert into recordings (workshop_id, session_id, title, url, available_until, added_by) select workshop_id, id, 'X', 'https://video.example/x', current_date, :me from workshop_sessions where not recorded limit 1
    a recording of one whose people were told when it had met · insert into recordings (workshop_id, session_id, title, url, available_until, added_by) select workshop_id, id, 'X', 'https://video.example/x', current_date, :me from workshop_sessions where title like '%Azure%'
    a recording in another’s name · insert into recordings (workshop_id, session_id, title, url, available_until, added_by) select workshop_id, id, 'X', 'https://video.example/x', current_date, 1 from workshop_sessions where title like '%Fabric%'
    a recording kept beyond what may be · update recordings set available_until = '2040-01-01'
    an opening, by staff · insert into recording_openings (recording_id, person_id) values ((select min(id) from recordings), :other)
    a mail of another kind · insert into mails (kind, person_id) values ('place-free', :other)
    two told apart in another’s name · insert into people_apart (low_id, high_id, decided_by) values (least(1, :other), greatest(1, :other), 1)
    an address of staff · update staff_members set email = 'x' || id
    a powerful role without a wish · insert into staff_roles (staff_id, role, granted_by) values (1, 'administrator', 'me')
    a powerful role by a wish that waits · insert into staff_roles (staff_id, role, granted_by, granted_on_request) values (1, 'administrator', 'me', 1)
    a powerful role by a wish that was declined · insert into staff_roles (staff_id, role, granted_by, granted_on_request) values (1, 'privacy-officer', 'me', 2)
    a powerful role by a wish about another · insert into staff_roles (staff_id, role, granted_by, granted_on_request) values (1, 'administrator', 'me', 3)
    a powerful role by a wish to revoke · insert into staff_roles (staff_id, role, granted_by, granted_on_request) values (3, 'administrator', 'me', 3)
    a powerful role revoked without a wish · update staff_roles set revoked_at = now() where role = 'administrator'
    a role given back · update staff_roles set revoked_at = null where role = 'trainer'
    a wish in another’s name · insert into role_requests (staff_id, role, wish, asked_by) values (4, 'privacy-officer', 'grant', 1)
    a wish that is approved from the start · insert into role_requests (staff_id, role, wish, asked_by, decision, decided_by, decided_at) values (4, 'privacy-officer', 'grant', 1, 'approved', 2, now())
    a decision in another’s name · update role_requests set decision = 'declined', decided_by = 3, decided_at = now() where id = 1
    a decision that was taken · update role_requests set decision = 'declined', decided_by = :me, decided_at = now() where id = 3
    an address of a contact · update recipient_contacts set email = 'x' || id
    what was agreed · delete from agreement_fields where version_id in (select id from agreement_versions where approved_at is not null)
    more than was agreed · insert into agreement_fields (version_id, dataset, field) select id, 'F1', 'city' from agreement_versions where approved_at is not null
    a version that was approved · update agreement_versions set hold_above = 5 where approved_at is not null
    a draft in another’s name · insert into agreement_versions (agreement_id, number, in_force_from, cadence, reidentification_rule, channels, contact, drafted_by) select id, 9, '2030-01-01', 'monthly', 'hold', '{portal}', 'x', 3 from agreements limit 1
    an approval in another’s name · update agreement_versions set rule_chosen_by = :me, rule_chosen_at = now(), proposed_at = now(), approved_by = 3, approved_at = now() where approved_at is null
    an approval by nobody · update agreement_versions set approved_at = now() where approved_at is null
    a version in force withdrawn · update agreement_versions set withdrawn_by = :me, withdrawn_at = now() where approved_at is not null and in_force_from < now()
    a withdrawal in another’s name · update agreement_versions set withdrawn_by = 3, withdrawn_at = now() where approved_at is null
    a version withdrawn that is in force · update agreement_versions set withdrawn_by = :me, withdrawn_at = now() where approved_at is not null
    a draft changed in another’s name · update agreement_versions set drafted_by = 3, hold_above = 5 where approved_at is null
    a proposal changed · update agreement_versions set drafted_by = :me, hold_above = 5, proposed_at = now() where approved_at is null
    a rule chosen in another’s name · update agreement_versions set rule_chosen_by = 3, rule_chosen_at = now(), rule_seen_count = 0 where approved_at is null
    a rule chosen by nobody · update agreement_versions set reidentification_rule = 'report' where approved_at is null
    a pause that nobody made · update agreements set paused_at = now(), paused_because = 'not-fetched'
    a pause in another’s name · update agreements set paused_at = now(), paused_by = 3, paused_because = 'by-staff'
    a run let go · update runs set state = 'ready'
    a recipient renamed that is no Member · update recipients set name = 'X' where kind = 'microsoft'
    a Member made another kind · update recipients set kind = 'partner' where kind = 'member'
    sign-ins of everybody ended, by staff · update sign_ins set ended_at = now(), ended_because = 'signed-out'
    an invitation · insert into invitations (token_sha256, staff_id) values (sha256('t'), 4)
    a breach in another’s name · insert into breaches (drill, kind, title, what, known_at, recorded_by) values (false, 'other', 'X', 'X', now(), 3)
    a breach at a forged time · insert into breaches (drill, kind, title, what, known_at, recorded_by, recorded_at) values (false, 'other', 'X', 'X', '2020-01-01', :me, '2020-01-01')
    a breach rewritten · update breaches set known_at = known_at - interval '1 hour'
    a step in another’s name · insert into breach_steps (breach_id, step, at, staff_id) values (1, 'closed', now(), 3)
    a step at a forged time · insert into breach_steps (breach_id, step, at, staff_id, recorded_at) values (1, 'closed', '2020-01-01', :me, '2020-01-01')
    a late report without its reasons · insert into breach_steps (breach_id, step, at, staff_id) values (2, 'reported', now(), :me)
    a step rewritten · update breach_steps set why = 'X'
    a step taken away · delete from breach_steps
    a processor in another’s name · insert into processors (name, does, details, country_code, safeguard, since, changed_by) values ('X', 'mail', 'X', 'NL', 'within-eea', '2020-01-01', 3)
    processors changed in another’s name · update processors set name = 'X', changed_by = 3
    a processor taken away · delete from processors
    an event as the system · insert into audit_events (actor_kind, actor_id, event) values ('system', null, 'signed-out')
    an event edited · update audit_events set event = 'signed-out'
    an event removed · delete from audit_events
`,
  contact: `
    own confirmation for longer · update recipient_contacts set confirmed_at = now() + interval '1 year' where id = :me
    oneself taken out · update recipient_contacts set removed_at = now() where id = :me
    a colleague brought back · update recipient_contacts set removed_at = null, confirmed_at = now() where removed_at is not null
    a contact of another recipient confirmed · update recipient_contacts set confirmed_at = now() where id = 2
    a run of one’s own · update runs set state = 'ready'
    a notification confirmed in another’s name · update notifications set confirmed_at = now(), confirmed_by = 2
    a notification confirmed once more · update notifications set confirmed_at = now(), confirmed_by = :me where confirmed_at is not null
    a notification made true · update notifications set cause = 'erased'
    a delivery · update deliveries set disclosed_at = null
    sign-ins of everybody ended, by a contact · update sign_ins set ended_at = now(), ended_because = 'signed-out'
    an event in another contact’s name · insert into audit_events (actor_kind, actor_id, event) values ('contact', 2, 'signed-out')
    an event at a forged time, by a contact · insert into audit_events (actor_kind, actor_id, event, occurred_at) values ('contact', :me, 'signed-out', '2020-01-01')
`,
  'learner at the door': `
    cases of people, at the door · select from support_cases where person_id is not null
    words about people, at the door · select from support_messages where body = 'Words'
    cases of people gone on with, at the door · update support_cases set waits_for = 'staff'
    links of others used, at the door · update support_messages set reply_token_sha256 = null, reply_expires_at = null
    a link made, at the door · update support_messages set reply_token_sha256 = sha256('another'), reply_expires_at = '2041-01-01' where body = 'Which exam?'
    a contact confirmed who was removed · update recipient_contacts set confirmed_at = now() where removed_at is not null
    an event in another’s name, at the door · insert into audit_events (actor_kind, actor_id, event) values ('person', :other, 'signed-out')
`,
  nobody: `
    an event in a visitor’s name, by nobody · insert into audit_events (actor_kind, actor_id, event) values ('visitor', 1, 'signed-out')
`,
  worker: `
    an event in a person’s name, by the worker · insert into audit_events (actor_kind, actor_id, event) values ('person', 1, 'signed-out')
    an event at a forged time, by the worker · insert into audit_events (actor_kind, actor_id, event, occurred_at) values ('system', null, 'signed-out', '2020-01-01')
    an event edited by the worker · update audit_events set event = 'signed-out'
    an event removed by the worker · delete from audit_events
    a seal rewritten by the worker · update audit_seals set hash = repeat('0', 64)
    an anchor rewritten by the worker · update audit_anchors set head = repeat('0', 64)
`,
};

export type Attempt = { readonly as: Trier; readonly what: string; readonly sql: string };

export const ATTEMPTS: readonly Attempt[] = Object.entries(TRIED).flatMap(([as, lines]) =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [what = '', sql = ''] = line.trim().split(' · ');
      return { as: as as Trier, what, sql };
    }),
);

function dressFor(as: Trier, sides: TwoSides): Dress {
  if (as === 'worker') return { role: 'psa_worker', settings: { 'psa.actor_kind': 'system' } };
  if (as === 'learner at the door') return { ...dressOf('learner', sides), role: 'psa_door' };
  return dressOf(as, sides);
}

/** What is said of everybody may reach one's own, and no other: how many rows that is. */
const OWN_REACH: readonly (readonly [statement: RegExp, count: string])[] = [
  [
    /^update sign_ins set ended_at = now\(\)/,
    'select count(*)::int as rows from sign_ins where actor_kind = psa_actor_kind() and actor_id = psa_actor_id()',
  ],
  [
    /^update privacy_requests set message = 'x'$/,
    'select count(*)::int as rows from privacy_requests where person_id = psa_person_id() and decided_at is null',
  ],
  [
    /^update notice_tellings set seen_at = now\(\)$/,
    'select count(*)::int as rows from notice_tellings where person_id = psa_person_id()',
  ],
  [
    /^update support_cases set waits_for = 'staff'$/,
    'select count(*)::int as rows from support_cases where person_id is null and closed_at is null',
  ],
  // Whoever has the link of a mail uses it at the door: that it is theirs, the link itself says.
  [
    /^update support_messages set reply_token_sha256 = null/,
    `select count(*)::int as rows from support_messages m join support_cases c on c.id = m.case_id where m.reply_expires_at is not null and c.person_id is null and c.closed_at is null`,
  ],
  [/^update persons set first_name = 'X'$/, 'select count(*)::int as rows from persons where id = psa_person_id()'],
  [
    /^update employments set job_role = 'X'$/,
    'select count(*)::int as rows from employments where person_id = psa_person_id() and ended_on is null',
  ],
];

/** As whoever tries. That it may not be counted is no refusal of what is tried. */
async function countReach(client: pg.Client, reach: string): Promise<number> {
  const counted = await client.query<{ rows: number }>(reach).catch((error: unknown) => {
    throw new Error(`what is one's own could not be counted: ${String(error)}`);
  });
  return counted.rows[0]?.rows ?? 0;
}

/** Attempts that the database lets through, in words; with `asSuperuser`, those that change nothing even so. */
export async function findWriteFaults(database: TestDatabase, sides: TwoSides, asSuperuser = false): Promise<string[]> {
  const faults: string[] = [];
  const [own] = await database.query<{ id: number }>('select min(id) as id from enrolments where person_id = $1', [
    sides.learner.personId,
  ]);
  const [others] = await database.query<{ id: number }>('select min(id) as id from enrolments where person_id = $1', [
    sides.otherLearner.personId,
  ]);
  const [rows] = await database.query<{ employment: number; sitting: number; recorded: number; own: number }>(
    `select (select min(id) from employments where person_id = $2) as employment,
       (select min(id) from sittings where person_id = $2) as sitting,
       (select min(id) from sittings where person_id = $2 and outcome is not null) as recorded,
       (select max(id) from sittings where person_id = $1 and outcome is not null) as own`,
    [sides.learner.personId, sides.otherLearner.personId],
  );
  await connected(asSuperuser ? database.superuserUrl : database.appUrl, async (client) => {
    for (const { as, what, sql } of ATTEMPTS) {
      const dress = dressFor(as, sides);
      const text = sql
        .replaceAll(':others_enrolment', String(others?.id))
        .replaceAll(':own_enrolment', String(own?.id))
        .replaceAll(':others_employment', String(rows?.employment))
        .replaceAll(':others_sitting', String(rows?.sitting))
        .replaceAll(':others_recorded', String(rows?.recorded))
        .replaceAll(':own_recorded', String(rows?.own))
        .replaceAll(':me', dress.settings['psa.actor_id'] ?? '0')
        .replaceAll(':other', String(sides.otherLearner.personId));
      const beyond = await wearing(client, asSuperuser ? { ...dress, role: 'none' } : dress, async () => {
        const [, reach] = OWN_REACH.find(([statement]) => statement.test(sql)) ?? [];
        const mine = reach === undefined ? 0 : await countReach(client, reach);
        return ((await client.query(text)).rowCount ?? 0) - mine;
      }).catch((error: unknown) => {
        if (!isDenied(error)) faults.push(`${as}: ${what}: ${String(error)}`);
        return 0;
      });
      if (asSuperuser ? beyond <= 0 : beyond > 0) faults.push(`${as}: ${what}`);
    }
  });
  return faults;
}
