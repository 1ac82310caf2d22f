// The row scope: for each table and each kind of actor, which rows may be read, said once more than the policies say it.
import { actorSettings, purposeOf } from '#app/features/access/actor.ts';
import type { TestDatabase } from '#test/support/database.ts';
import type { TwoSides } from '#test/support/two-sides.ts';
import pg from 'pg';

export const KINDS = ['nobody', 'visitor', 'learner', 'contact', 'staff'] as const;
export type Kind = (typeof KINDS)[number];

/** No row, every row, or those for which the SQL holds: `:me` is the actor's id, `:recipient` the contact's recipient. */
type Scope = string;
type Scopes = Readonly<Record<Kind, Scope>>;

const scopes = (staff: Scope, learner: Scope, contact: Scope, anybody: Scope): Scopes => ({
  nobody: anybody,
  visitor: anybody,
  learner,
  contact,
  staff,
});

/** Academy-wide lists that name nobody. */
const LISTED = scopes('all', 'all', 'none', 'all');
const STAFF_ALONE = scopes('all', 'none', 'none', 'none');
const NOBODY = scopes('none', 'none', 'none', 'none');
const OWN = scopes('all', 'person_id = :me', 'none', 'none');
const OF_OWN_REQUESTS = scopes(
  'all',
  'request_id in (select id from privacy_requests where person_id = :me)',
  'none',
  'none',
);

const MY_EMPLOYERS = '(select employer_id from employments where person_id = :me and confirmed_by is not null)';
const CONCERNS_ME = `(select id from recipients where kind <> 'employer' or employer_id in ${MY_EMPLOYERS})`;
const FOR_ALL = `(select id from recipients where kind <> 'employer')`;
const MY_RUNS = `(select r.id from runs r join agreements a on a.id = r.agreement_id where a.recipient_id = :recipient and r.state in ('ready', 'done'))`;
const MY_FILES = `(channel = 'portal' and state = 'delivered' and run_id in ${MY_RUNS})`;
const MY_SIGN_INS = (kind: string): Scope => `actor_kind = '${kind}' and actor_id = :me`;

const VERSIONS_OF = (recipients: string): string =>
  `(select v.id from agreement_versions v join agreements a on a.id = v.agreement_id
     where a.recipient_id in ${recipients} and v.approved_at is not null and v.withdrawn_at is null)`;
const AGREEMENTS_OF = (recipients: string): string => `(select id from agreements where recipient_id in ${recipients})`;
const agreed = (column: string, of: (recipients: string) => string): Scopes =>
  scopes('all', `${column} in ${of(CONCERNS_ME)}`, `${column} in ${of('(:recipient)')}`, `${column} in ${of(FOR_ALL)}`);

/** A recording whose last day is not over. */
const NOT_ENDED = `available_until >= (now() at time zone 'Europe/Amsterdam')::date`;

/** Table or view → who reads what of it. One without a row here fails. */
export const ROW_SCOPE: Readonly<Record<string, Scopes>> = {
  'public._prisma_migrations': LISTED,
  'public.countries': LISTED,
  'public.exams': LISTED,
  'public.workshops': LISTED,
  'public.workshop_sessions': LISTED,
  'public.session_meetings': LISTED,
  // A recipient reads how long its files are there, and no more.
  'public.settings': { ...LISTED, contact: `name = 'reportFileDays'` },
  'public.site_logos': LISTED,
  'public.members': LISTED,
  'public.session_links': scopes(
    'all',
    `session_id in (select session_id from enrolments where person_id = :me and state = 'enrolled')`,
    'none',
    'none',
  ),
  'public.session_trainers': STAFF_ALONE,
  'public.attendances': scopes(
    'all',
    'enrolment_id in (select id from enrolments where person_id = :me)',
    'none',
    'none',
  ),
  'public.follow_ups': STAFF_ALONE,
  // Whoever did it, for ten minutes.
  'public.undoable_steps': scopes(`staff_id = :me and made_at > now() - interval '10 minutes'`, 'none', 'none', 'none'),
  'public.import_uploads': scopes('staff_id = :me', 'none', 'none', 'none'),
  'public.privacy_notices': LISTED,
  'public.privacy_notice_texts': LISTED,
  'public.privacy_notice_scopes': LISTED,
  'public.notice_drafts': STAFF_ALONE,
  'public.notice_draft_texts': STAFF_ALONE,
  'public.notice_draft_scopes': STAFF_ALONE,
  'public.notice_tellings': OWN,
  'public.lost_tellings': OWN,
  'public.persons': scopes('all', 'id = :me', 'none', 'none'),
  'public.person_emails': OWN,
  'public.account_uses': NOBODY,
  'public.retention_rules': STAFF_ALONE,
  'public.retention_results': STAFF_ALONE,
  'public.audit_trims': NOBODY,
  'public.person_merges': STAFF_ALONE,
  'public.people_apart': NOBODY,
  'public.notice_acknowledgements': OWN,
  'public.consent_entries': OWN,
  'public.privacy_requests': OWN,
  'public.privacy_request_steps': OF_OWN_REQUESTS,
  'public.privacy_request_keeps': OF_OWN_REQUESTS,
  'public.support_cases': OWN,
  // What staff note is no word to whoever asked.
  'public.support_messages': scopes(
    'all',
    `kind <> 'note' and case_id in (select id from support_cases where person_id = :me)`,
    'none',
    'none',
  ),
  'public.registrations': NOBODY,
  'public.guardian_refusals': NOBODY,
  'public.email_changes': NOBODY,
  'public.employer_domains': STAFF_ALONE,
  'public.employer_aliases': STAFF_ALONE,
  'public.outcome_links': scopes(
    'all',
    'sitting_id in (select id from sittings where person_id = :me)',
    'none',
    'none',
  ),
  'public.mails': STAFF_ALONE,
  'public.notification_duties': NOBODY,
  'public.notifications': scopes('all', 'person_id = :me', 'recipient_id = :recipient', 'none'),
  'public.recordings': scopes(
    NOT_ENDED,
    `${NOT_ENDED} and workshop_id in (select workshop_id from enrolments where person_id = :me and state = 'enrolled')`,
    'none',
    'none',
  ),
  'public.recording_openings': scopes(
    `recording_id in (select id from recordings where ${NOT_ENDED})`,
    `person_id = :me and recording_id in (select id from recordings where ${NOT_ENDED} and workshop_id in (
      select workshop_id from enrolments where person_id = :me and state = 'enrolled'))`,
    'none',
    'none',
  ),
  'public.session_news': NOBODY,
  'public.employments': OWN,
  'public.enrolments': OWN,
  'public.sittings': OWN,
  'public.progress_entries': scopes(
    'all',
    'enrolment_id in (select id from enrolments where person_id = :me)',
    'none',
    'none',
  ),
  'public.outcome_entries': scopes(
    'all',
    'sitting_id in (select id from sittings where person_id = :me)',
    'none',
    'none',
  ),
  'public.outcome_conflicts': scopes(
    'all',
    'sitting_id in (select id from sittings where person_id = :me)',
    'none',
    'none',
  ),
  'public.employers': scopes('all', `id in ${MY_EMPLOYERS}`, 'none', 'none'),
  'public.suppressed_emails': NOBODY,
  'public.import_batches': NOBODY,
  'public.import_changes': NOBODY,
  'public.staff_members': STAFF_ALONE,
  'public.staff_roles': STAFF_ALONE,
  'public.role_requests': STAFF_ALONE,
  'public.recipients': scopes('all', `id in ${CONCERNS_ME}`, 'none', `id in ${FOR_ALL}`),
  'public.recipient_contacts': scopes('all', 'none', 'recipient_id = :recipient', 'none'),
  'public.agreements': agreed('id', AGREEMENTS_OF),
  'public.agreement_versions': agreed('id', VERSIONS_OF),
  'public.agreement_fields': scopes(
    'all',
    `version_id in ${VERSIONS_OF(CONCERNS_ME)}`,
    'none',
    `version_id in ${VERSIONS_OF(FOR_ALL)}`,
  ),
  'public.runs': scopes('all', 'none', `id in ${MY_RUNS}`, 'none'),
  'public.builds': scopes('all', 'none', `id in (select build_id from deliveries where ${MY_FILES})`, 'none'),
  'public.build_pages': NOBODY,
  'public.deliveries': scopes('all', 'none', MY_FILES, 'none'),
  'public.delivery_attempts': STAFF_ALONE,
  'public.breaches': STAFF_ALONE,
  'public.breach_builds': STAFF_ALONE,
  'public.breach_steps': STAFF_ALONE,
  'public.breach_letters': NOBODY,
  // Who works for the academy, and where, everybody may read.
  'public.processors': LISTED,
  'public.audit_events': STAFF_ALONE,
  'public.audit_seals': STAFF_ALONE,
  'public.audit_anchors': NOBODY,
  'public.identities': STAFF_ALONE,
  'public.invitations': STAFF_ALONE,
  // Nobody sees where another is signed in, staff included.
  'public.sign_ins': {
    nobody: 'none',
    visitor: MY_SIGN_INS('visitor'),
    learner: MY_SIGN_INS('person'),
    contact: MY_SIGN_INS('contact'),
    staff: MY_SIGN_INS('staff'),
  },
  'public.sign_in_flows': NOBODY,
  'public.sign_in_codes': NOBODY,
  'public.rate_counts': NOBODY,
  'reporting.disclosures': OWN,
  'reporting.scope': NOBODY,
  'reporting.notice_coverage': NOBODY,
  'reporting.companies': NOBODY,
  'reporting.gate': NOBODY,
  'reporting.registration_and_progress': NOBODY,
  'reporting.exam_rows': NOBODY,
  'reporting.exam_scheduling': NOBODY,
  'reporting.exam_success': NOBODY,
  'reporting.exam_candidates': NOBODY,
  'reporting.workshop_recordings': NOBODY,
  'reporting.member_leads': NOBODY,
  'reporting.aggregate_statistics': NOBODY,
};

/** What the application puts on for an actor. */
export type Dress = { readonly role: string; readonly settings: Readonly<Record<string, string>> };

export function dressOf(kind: Kind, { visitor, learner, contact, administrator }: TwoSides): Dress {
  if (kind === 'nobody') return { role: 'psa_portal', settings: {} };
  const actor = { visitor, learner, contact, staff: administrator }[kind];
  return { role: purposeOf(actor), settings: actorSettings(actor) };
}

/** Runs `work` as the login in a transaction that wears `dress`, and takes everything back. */
export async function wearing<T>(client: pg.Client, { role, settings }: Dress, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    for (const [name, value] of [...Object.entries(settings), ['role', role]])
      await client.query('select set_config($1, $2, true)', [name, value]);
    return await work();
  } finally {
    await client.query('rollback');
  }
}

export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const isDenied = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '42501';

export const listRelations = async (database: TestDatabase): Promise<string[]> =>
  (
    await database.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'jobs') order by 1`,
    )
  ).map(({ name }) => name);

/** The columns of a relation that a role may read, as one text a row; null when it may read none. */
async function readableRow(owner: pg.Client, relation: string, role: string): Promise<string | null> {
  const { rows } = await owner.query<{ columns: string | null }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and has_column_privilege($2, attrelid, attnum, 'select')`,
    [relation, role],
  );
  const columns = rows[0]?.columns ?? null;
  return columns === null ? null : `select row(${columns})::text as row from ${relation}`;
}

const rowsOf = async (client: pg.Client, text: string): Promise<string[]> =>
  (await client.query<{ row: string }>(text)).rows.map(({ row }) => row).toSorted();

/** None where a schema may not be used: it hides what its relations would grant. */
async function rowsIfAllowed(client: pg.Client, dress: Dress, reading: string): Promise<string[]> {
  try {
    return await wearing(client, dress, () => rowsOf(client, reading));
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}

const fillIn = (scope: Scope, { settings }: Dress): string =>
  scope
    .replaceAll(':recipient', settings['psa.recipient_id'] ?? '0')
    .replaceAll(':me', settings['psa.actor_id'] ?? '0');

/** Conditions on tables that hold for every arranged row, or for none: they would hide a fault. */
export async function findIdleScopes(database: TestDatabase, sides: TwoSides): Promise<string[]> {
  const idle: string[] = [];
  for (const [relation, byKind] of Object.entries(ROW_SCOPE)) {
    for (const kind of KINDS) {
      const scope = byKind[kind];
      if (scope === 'all' || scope === 'none' || !relation.startsWith('public.')) continue;
      const [count] = await database.query<{ some: boolean }>(
        `select count(*) filter (where ${fillIn(scope, dressOf(kind, sides))}) between 1 and count(*) - 1 as some from ${relation}`,
      );
      if (count?.some !== true) idle.push(`${kind} ${relation}`);
    }
  }
  return idle;
}

/** Every relation and kind for which the database gives other rows than the table above says; in words. */
export async function findScopeFaults(
  database: TestDatabase,
  sides: TwoSides,
  only: readonly string[] = Object.keys(ROW_SCOPE),
): Promise<string[]> {
  const faults: string[] = [];
  await connected(database.superuserUrl, (owner) =>
    connected(database.appUrl, async (client) => {
      for (const kind of KINDS) {
        const dress = dressOf(kind, sides);
        for (const relation of only) {
          const scope = ROW_SCOPE[relation]?.[kind] ?? 'none';
          const reading = await readableRow(owner, relation, dress.role);
          const seen = reading === null ? [] : await rowsIfAllowed(client, dress, reading);
          const where = { none: 'false', all: 'true' }[scope] ?? fillIn(scope, dress);
          // The owner of the views sees nothing of them either, without a scope.
          const all = relation === 'reporting.disclosures' ? await disclosed(owner, where) : null;
          const whole = reading ?? `select t::text as row from ${relation} t`;
          const expected = all ?? (scope === 'none' ? [] : await rowsOf(owner, `${whole} where ${where}`));
          if (JSON.stringify(seen) !== JSON.stringify(expected))
            faults.push(`${kind} reads ${seen.length} rows of ${relation}, not ${expected.length} (${scope})`);
        }
      }
    }),
  );
  return faults;
}

async function disclosed(owner: pg.Client, where: string): Promise<string[]> {
  await owner.query(`begin; select set_config('psa.actor_kind', 'staff', true)`);
  const rows = await rowsOf(
    owner,
    `select row(person_id, delivery_id, channel, disclosed_at, run_id, build_id, build_number, sha256, sheet, sheet_row, row_ref,
       version_number, recipient_id, period, fields)::text as row from reporting.disclosures where ${where}`,
  );
  await owner.query('rollback');
  return rows;
}
