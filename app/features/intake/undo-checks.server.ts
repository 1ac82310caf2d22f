// Finds what was done since with the rows of an import: while there is nothing, it can be undone. Works in the transaction that undoes.
import type { PoolClient } from 'pg';
import { UNDO_REASONS, type UndoReason, type UndoReasons } from './undo-reasons.ts';

export type ImportedBatch = {
  readonly id: number;
  readonly kind: string;
  /** As text: a Date would lose its microseconds. */
  readonly appliedAt: string;
  readonly undoneAt: Date | null;
  /** The transaction that wrote it: PostgreSQL knows of each row who wrote it last. */
  readonly writer: string;
};

export async function findBatch(client: PoolClient, id: number): Promise<ImportedBatch | null> {
  const found = await client.query<ImportedBatch>(
    `select id, kind, applied_at::text as "appliedAt", undone_at as "undoneAt", xmin::text as writer from import_batches where id = $1`,
    [id],
  );
  return found.rows[0] ?? null;
}

/** Lists, in a table of the transaction, each row that the batch made or changed. */
export async function listUndoRows(client: PoolClient, batchId: number): Promise<void> {
  await client.query(
    'create temporary table undo_rows (name text, made boolean, id int, code text, before jsonb) on commit drop',
  );
  await client.query(
    `insert into undo_rows
     select c.table_name, true, case when c.table_name <> 'exams' then r.key::int end, case when c.table_name = 'exams' then r.key end, null
     from import_changes c cross join lateral jsonb_array_elements_text(c.after) r (key) where c.batch_id = $1 and c.row_id = '*'
     union all
     select table_name, false, row_id::int, null, before from import_changes where batch_id = $1 and before is not null`,
    [batchId],
  );
  await client.query('create index on undo_rows (name, id)');
  await client.query('analyze undo_rows');
}

const TABLES = ['persons', 'employers', 'employments', 'workshops', 'enrolments', 'sittings'] as const;

/** Nobody changes these rows, or hangs something on them, until the transaction ends. */
export async function lockUndoRows(client: PoolClient): Promise<void> {
  for (const table of TABLES) {
    await client.query(
      `select from ${table} t where t.id in (select u.id from undo_rows u where u.name = '${table}') order by t.id for update`,
    );
  }
}

const made = (table: string) => `(select u.id from undo_rows u where u.name = '${table}' and u.made)`;
const changed = (table: string) => `(select u.id from undo_rows u where u.name = '${table}' and not u.made)`;
const any = (table: string) => `(select u.id from undo_rows u where u.name = '${table}')`;
const MADE_EXAMS = `(select u.code from undo_rows u where u.name = 'exams')`;
const counts = (...parts: readonly string[]) => `select sum(n)::int from (${parts.join(' union all ')}) c (n)`;

/** Rows that may have been in a report: by the sheet that they stand on. */
const REFS = `
  select s.sheet, n.id from enrolments n cross join unnest(psa_enrolment_sheets()) as s (sheet) where (n.id in ${any('enrolments')} or n.person_id in ${changed('persons')}
    or n.employment_id in (select id from employments where id in ${changed('employments')} or employer_id in ${changed('employers')}))
  union select 'exams', u.id from undo_rows u where u.name = 'sittings'`;

/** For each reason a count of what speaks for it. $1: the batch, $2: when it was applied, $3: the transaction that wrote it. */
const CHECKS: Readonly<Record<UndoReason, string>> = {
  'signed-in': `select count(distinct actor_id)::int from audit_events
    where actor_kind = 'person' and occurred_at >= $2 and actor_id in ${made('persons')}`,
  'mail-sent': `select count(distinct person_id)::int from mails where person_id in ${made('persons')} and state in ('sending', 'sent')`,
  merged: `select count(*)::int from person_merges g where g.gone_id in ${any('persons')} or g.merged_at >= $2 and (g.kept_id in ${any('persons')}
    or exists (select from enrolments n where n.person_id = g.kept_id and n.id in ${any('enrolments')})
    or exists (select from sittings s where s.person_id = g.kept_id and s.id in ${any('sittings')}))`,
  disclosed: `select count(distinct (r.sheet, r.id))::int
    from deliveries d join builds b on b.id = d.build_id join build_pages p on p.build_id = b.id
    cross join lateral unnest(p.refs) listed (ref) join (${REFS}) r on r.sheet = p.sheet and r.id = listed.ref
    where b.cut_off >= $2 and (d.disclosed_at is not null or d.state in ('sending', 'unknown'))`,
  'recipients-told': `select count(*)::int from notifications
    where made_at >= $2 and person_id in (select id from persons where id in ${changed('persons')}
      union select person_id from employments where id in ${changed('employments')} or employer_id in ${changed('employers')})`,
  asked: counts(
    `select count(*) from outcome_links where sitting_id in ${any('sittings')} and made_at >= $2`,
    `select count(*) from follow_ups where sitting_id in ${any('sittings')} and settled_at >= $2`,
    `select count(*) from outcome_conflicts where sitting_id in ${any('sittings')} and opened_at >= $2`,
  ),
  'later-import': `select count(*)::int from undo_rows u join import_changes c on c.table_name = u.name and c.row_id = u.id::text
    where c.batch_id > $1`,
  'in-use': counts(
    `select count(*) from employments where (person_id in ${made('persons')} or employer_id in ${made('employers')}) and id not in ${made('employments')}`,
    `select count(*) from enrolments where (person_id in ${made('persons')} or employment_id in ${made('employments')} or workshop_id in ${made('workshops')})
      and id not in ${made('enrolments')}`,
    `select count(*) from sittings where (person_id in ${made('persons')} or employment_id in ${made('employments')} or exam_code in ${MADE_EXAMS})
      and id not in ${made('sittings')}`,
    `select count(*) from recipients where employer_id in ${made('employers')}`,
    `select count(*) from employer_domains where employer_id in ${made('employers')}`,
    `select count(*) from employer_aliases where employer_id in ${made('employers')}`,
    `select count(*) from workshop_sessions where workshop_id in ${made('workshops')}`,
    `select count(*) from recordings where workshop_id in ${made('workshops')}`,
    `select count(*) from workshops where exam_code in ${MADE_EXAMS} and id not in ${any('workshops')}`,
    `select count(*) from person_emails e join persons p on p.id = e.person_id where p.id in ${made('persons')} and e.email <> p.email`,
    `select count(*) from privacy_requests where person_id in ${made('persons')}`,
    `select count(*) from progress_entries where enrolment_id in ${any('enrolments')} and recorded_at >= $2 and import_batch_id is distinct from $1`,
    `select count(*) from outcome_entries where sitting_id in ${any('sittings')} and recorded_at >= $2 and import_batch_id is distinct from $1`,
  ),
  'changed-since': counts(
    ...TABLES.map((table) => `select count(*) from ${table} t where t.id in ${any(table)} and t.xmin::text <> $3`),
  ),
};

const isReason = (name: string): name is UndoReason => Object.hasOwn(UNDO_REASONS, name);
const SPECIFIC: readonly UndoReason[] = ['mail-sent', 'merged', 'later-import', 'asked'];

/** What stands against undoing. Rows that were changed by a mail, a later import or an answer are told by that alone. */
export async function findUndoReasons(client: PoolClient, batch: ImportedBatch): Promise<UndoReasons> {
  const values = [batch.id, batch.appliedAt, batch.writer];
  const columns = Object.entries(CHECKS).map(([reason, count]) => `(${count}) as "${reason}"`);
  const found = await client.query<Record<string, number>>(
    `select ${columns.join(', ')} from (select $1::int, $2::timestamptz, $3::text) given`,
    values,
  );
  const reasons = Object.entries(found.rows[0] ?? {}).flatMap(([reason, count]) =>
    isReason(reason) && count > 0 ? [{ reason, count }] : [],
  );
  const isTold = reasons.some(({ reason }) => SPECIFIC.includes(reason));
  return reasons.filter(({ reason }) => reason !== 'changed-since' || !isTold);
}
