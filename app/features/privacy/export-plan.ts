// Decides where an export finds what is held about a person: every table of the data map with a column that belongs into one, and which of
// its rows are the person's. The columns themselves are those of the data map; names of staff are left out (bad-I10).
import type { PurposeRole } from '#app/platform/db.server.ts';
import { DATA_CLASSES, type DataClass } from './data-classes.ts';
import { DATA_MAP } from './data-map.ts';
import type { Periods } from './retention-rules.ts';

type Source = {
  readonly role: PurposeRole;
  /** What stands after `from`, with the table as `t`; `$1` is the person. */
  readonly from: string;
  /** Columns that are read in another way than by their own name: no staff, nobody else's rows. */
  readonly instead?: Readonly<Record<string, string>>;
  /** What a bare number in the table means, by the name that the export gives it. */
  readonly also?: Readonly<Record<string, string>>;
};

const own = (table: string, role: PurposeRole): Source => ({ role, from: `${table} t where t.person_id = $1` });

const kept = (table: string): Source => ({ role: 'psa_worker', from: `${table} t where t.kept_id = $1` });

/** The person's own number where they did it themselves, and nobody's else. */
const ownActor = (kind = 'actor_kind', id = 'actor_id'): Readonly<Record<string, string>> => ({
  [id]: `case when t.${kind} = 'person' then t.${id} end`,
});
const NOBODY = 'null';

const OF_REQUESTS = 'join privacy_requests r on r.id = t.request_id where r.person_id = $1';
const OF_SITTINGS = 'join sittings s on s.id = t.sitting_id where s.person_id = $1';
const EXAM = { exam: 's.exam_code', exam_month: 's.month' };

/** What is of the person, of what they or somebody else asked support: on their own page, or by one of their addresses without signing in. */
const OWN_CASES = `(select c.id from support_cases c where c.person_id = $1
  or lower(c.asker_email) in (select lower(e.email) from person_emails e where e.person_id = $1))`;
/**
 * True where who asked may be the person: on their own page, or each part of the name that was typed is one of theirs. Anybody can type somebody's
 * address: the name and telephone beside it may be a stranger's, and no copy takes those along (Art. 15(4)).
 */
const ASKED_AS_THEMSELVES = `(t.person_id is not null or exists (select from persons p where p.id = $1 and t.asker_name is not null
  and string_to_array(psa_fold(t.asker_name), ' ') <@ string_to_array(psa_fold(p.first_name || ' ' || p.last_name), ' ')))`;
const WRITTEN_BY_STAFF = { note_source: `case when t.note is not null then 'staff' end` };

/** Table → how the person's rows are found in it, in the order in which they are told. */
export const EXPORT_SOURCES: Readonly<Record<string, Source>> = {
  persons: { role: 'psa_portal', from: 'persons t where t.id = $1' },
  person_emails: own('person_emails', 'psa_portal'),
  // That another entry was theirs, too, and that somebody else's is not.
  person_merges: { ...kept('person_merges'), instead: { merged_by: NOBODY } },
  people_apart: {
    role: 'psa_worker',
    from: 'people_apart t where $1 in (t.low_id, t.high_id)',
    instead: { low_id: '$1::int', high_id: NOBODY, decided_by: NOBODY },
  },
  email_changes: own('email_changes', 'psa_worker'),
  account_uses: own('account_uses', 'psa_worker'),
  employments: {
    role: 'psa_portal',
    from: 'employments t left join employers r on r.id = t.employer_id where t.person_id = $1',
    // What was typed, until it is confirmed: that there is such an employer, since when and under which name, is not for whoever names one.
    instead: { employer_id: 'case when t.confirmed_by is not null then t.employer_id end' },
    also: { company: 'coalesce(t.claimed_company, r.name)', mpn_id: 'coalesce(t.claimed_mpn_id, r.mpn_id)' },
  },
  notice_acknowledgements: { ...own('notice_acknowledgements', 'psa_portal'), instead: { attested_by: NOBODY } },
  notice_tellings: own('notice_tellings', 'psa_portal'),
  lost_tellings: own('lost_tellings', 'psa_worker'),
  consent_entries: { ...own('consent_entries', 'psa_portal'), instead: ownActor() },
  enrolments: {
    role: 'psa_portal',
    from: `enrolments t join workshops w on w.id = t.workshop_id left join workshop_sessions s on s.id = t.session_id where t.person_id = $1`,
    instead: { note_by: NOBODY },
    also: { workshop_name: 'w.name', session: 's.title', ...WRITTEN_BY_STAFF },
  },
  attendances: {
    role: 'psa_portal',
    from: `attendances t join enrolments n on n.id = t.enrolment_id join session_meetings m on m.id = t.meeting_id where n.person_id = $1`,
    instead: ownActor(),
    also: { meeting_starts_at: 'm.starts_at' },
  },
  progress_entries: {
    role: 'psa_portal',
    from: 'progress_entries t join enrolments n on n.id = t.enrolment_id join workshops w on w.id = n.workshop_id where n.person_id = $1',
    instead: ownActor(),
    also: { workshop_name: 'w.name' },
  },
  recording_openings: {
    role: 'psa_worker',
    from: 'recording_openings t join recordings r on r.id = t.recording_id join workshops w on w.id = r.workshop_id where t.person_id = $1',
    also: { recording: 'r.title', workshop_name: 'w.name' },
  },
  sittings: own('sittings', 'psa_portal'),
  outcome_entries: { role: 'psa_portal', from: `outcome_entries t ${OF_SITTINGS}`, instead: ownActor(), also: EXAM },
  outcome_conflicts: {
    role: 'psa_portal',
    from: `outcome_conflicts t ${OF_SITTINGS}`,
    instead: { ...ownActor('opened_by_kind', 'opened_by_id'), closed_by: NOBODY, busy_by: NOBODY },
    also: EXAM,
  },
  outcome_links: { role: 'psa_worker', from: `outcome_links t ${OF_SITTINGS}`, also: EXAM },
  follow_ups: { role: 'psa_worker', from: `follow_ups t ${OF_SITTINGS}`, instead: { settled_by: NOBODY }, also: EXAM },
  mails: { role: 'psa_worker', from: `mails t where t.person_id = $1 or t.case_id in ${OWN_CASES}` },
  // Which rows left, of a page that holds other people's, too.
  build_pages: {
    role: 'psa_portal',
    from: `reporting.disclosures t join recipients c on c.id = t.recipient_id left join employers r on r.id = c.employer_id
      where t.person_id = $1`,
    instead: { first_row: 't.sheet_row', refs: 'array[t.row_ref]' },
    also: {
      recipient: 'coalesce(c.name, r.name)',
      disclosed_at: 't.disclosed_at',
      period: 't.period',
      fields: 't.fields',
      channel: 't.channel',
      agreement_version: 't.version_number',
      file_sha256: 't.sha256',
    },
  },
  notifications: {
    role: 'psa_portal',
    from: `notifications t join recipients c on c.id = t.recipient_id left join employers r on r.id = c.employer_id where t.person_id = $1`,
    instead: { confirmed_by: NOBODY },
    also: { recipient: 'coalesce(c.name, r.name)' },
  },
  notification_duties: own('notification_duties', 'psa_worker'),
  privacy_requests: {
    ...own('privacy_requests', 'psa_portal'),
    instead: { decided_by: NOBODY, entered_by: NOBODY, identity_by: NOBODY, extended_by: NOBODY, closed_by: NOBODY },
  },
  privacy_request_steps: {
    role: 'psa_portal',
    from: `privacy_request_steps t ${OF_REQUESTS}`,
    instead: { staff_id: NOBODY },
    also: { kind: 'r.kind', ...WRITTEN_BY_STAFF },
  },
  privacy_request_keeps: {
    role: 'psa_portal',
    from: `privacy_request_keeps t ${OF_REQUESTS}`,
    also: { kind: 'r.kind' },
  },
  support_cases: {
    role: 'psa_worker',
    from: `support_cases t where t.id in ${OWN_CASES}`,
    instead: {
      closed_by: NOBODY,
      asker_name: `case when ${ASKED_AS_THEMSELVES} then t.asker_name end`,
      asker_phone: `case when ${ASKED_AS_THEMSELVES} then t.asker_phone end`,
    },
    also: {
      source: `case when t.person_id is null then 'the public page, without signing in' else 'your own page' end`,
      left_out: `case when num_nonnulls(t.asker_name, t.asker_phone) > 0 and not ${ASKED_AS_THEMSELVES}
        then 'A name or telephone number that may be another person''s was typed with your address' end`,
    },
  },
  // Notes of staff, too: their own pages show them to nobody, and they are about the person all the same (P4).
  support_messages: {
    role: 'psa_worker',
    from: `support_messages t join support_cases c on c.id = t.case_id where c.id in ${OWN_CASES}`,
    instead: { staff_id: NOBODY },
    also: { topic: 'c.topic', source: `case when t.staff_id is null then 'whoever asked' else 'staff' end` },
  },
  // What an import made is in the tables themselves; the list of its ids names others, too.
  import_changes: {
    role: 'psa_worker',
    from: `import_changes t where (t.table_name, t.row_id) in (
      select 'persons', $1::int::text
      union all select 'persons', gone_id::text from person_merges where kept_id = $1
      union all select 'employments', id::text from employments where person_id = $1
      union all select 'enrolments', id::text from enrolments where person_id = $1
      union all select 'sittings', id::text from sittings where person_id = $1)`,
  },
  identities: own('identities', 'psa_door'),
  sign_ins: own('sign_ins', 'psa_door'),
};

export type ExportColumn = { readonly name: string; readonly source: string } & Pick<
  DataClass,
  'purpose' | 'basis' | 'recipients'
> & {
    /** As it was decided. */
    readonly period: string;
  };

const namesOf = (table: string): string[] =>
  Object.entries(DATA_MAP[table] ?? {}).flatMap(([name, entry]) =>
    'source' in DATA_CLASSES[entry.class].inExport ? name : [],
  );

/** The columns of a table that belong into an export, by the data map. */
export const exportColumns = (table: string, periods: Periods): ExportColumn[] =>
  Object.entries(DATA_MAP[table] ?? {}).flatMap(([name, entry]) => {
    const { inExport, purpose, basis, period, recipients } = DATA_CLASSES[entry.class];
    return 'source' in inExport
      ? { name, source: inExport.source, purpose, basis, period: period(periods), recipients }
      : [];
  });

/** The query for one table: the columns of the data map, then what says in words what its numbers mean. */
export function exportQuery(table: string, { from, instead = {}, also = {} }: Source): string {
  const columns = namesOf(table).map((name) => `${instead[name] ?? `t.${name}`} as "${name}"`);
  const more = Object.entries(also).map(([name, text]) => `${text} as "${name}"`);
  // In one order each time, whatever the database reads first.
  const order = columns.slice(0, 3).map((_column, index) => index + 1);
  return `select ${[...columns, ...more].join(', ')} from ${from} order by ${order.join(', ')}`;
}
