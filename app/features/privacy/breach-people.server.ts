// Counts the people whom a breach touches, from the record of whose row stands where in the files (S5). Nothing about them is kept for it.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { DATASETS } from '#reports/catalogue.ts';
import type { BreachCounts, HeldFields, Tally } from './breach.ts';

/** Whom it is about: the people in some files, or everybody who was registered before it was over; null where it is not, or nobody knows. */
export type Reach = {
  readonly buildIds: readonly number[];
  readonly everybody: boolean;
  readonly happenedTo: Date | null;
};

/** A file can have a million rows. */
export const COUNT_LIMIT_MS = 120_000;
const MOST_TALLIES = 500;

// Each row of the files as `who (recipient_id, sheet, person_id, employment_id)`. Behind a row that nobody stands behind is somebody who was erased.
export const inFiles = (name: string, builds: string): string => `
  ${name} as (
    select a.recipient_id, p.sheet, coalesce(n.person_id, t.person_id) as person_id, coalesce(n.employment_id, t.employment_id) as employment_id
    from builds b
    join runs u on u.id = b.run_id
    join agreements a on a.id = u.agreement_id
    join build_pages p on p.build_id = b.id and (p.sheet = 'exams' or p.sheet = any(psa_enrolment_sheets()))
    cross join lateral unnest(p.refs) as x (ref)
    left join enrolments n on p.sheet <> 'exams' and n.id = x.ref
    left join sittings t on p.sheet = 'exams' and t.id = x.ref
    where b.id = any(${builds}::int[])
  )`;
const everybodyBefore = (end: Date | null): string => `
  who as (
    select null::int as recipient_id, 'registration' as sheet, p.id as person_id, (
      select e.id from employments e where e.person_id = p.id order by e.ended_on desc nulls first, e.id desc limit 1) as employment_id
    from persons p where p.erased_at is null and $1::int[] is not null${end === null ? '' : ` and p.created_at <= to_timestamp(${end.getTime() / 1000})`}
  )`;
/** `who`: everybody, or whoever stands in the builds `$1`. */
export const whoOf = ({ everybody, happenedTo }: Omit<Reach, 'buildIds'>): string =>
  everybody ? everybodyBefore(happenedTo) : inFiles('who', '$1');

type Counted = {
  over: number;
  recipientId: number | null;
  country: string | null;
  employerId: number | null;
  name: string | null;
  people: number;
  named: number;
  rows: number;
  gone: number;
};

/** What `grouping` says of the three: 7 is none of them. */
const BY = { all: 7, recipient: 3, country: 5, employer: 6 } as const;

const COUNT = (who: string): string => `
  with ${who}, each_once as (
    -- A million rows are of far fewer people: what is sorted below is theirs.
    select recipient_id, person_id, employment_id, bool_or(sheet <> 'exams') as named, count(*) as rows from who group by 1, 2, 3
  ), counted as (
    select grouping(w.recipient_id, e.country_code, e.employer_id) as over, w.recipient_id, e.country_code, e.employer_id,
      count(distinct w.person_id)::int as people, count(distinct w.person_id) filter (where w.named)::int as named,
      sum(w.rows)::int as rows, coalesce(sum(w.rows) filter (where w.person_id is null), 0)::int as gone
    from each_once w left join employments e on e.id = w.employment_id
    group by grouping sets ((), (w.recipient_id), (e.country_code), (e.employer_id))
  )
  select c.over, c.recipient_id as "recipientId", c.country_code as country, c.employer_id as "employerId",
    coalesce(r.name, o.name, k.name, m.name) as name, c.people, c.named, c.rows, c.gone
  from counted c
  left join recipients r on r.id = c.recipient_id
  left join employers o on o.id = r.employer_id
  left join countries k on k.code = c.country_code
  left join employers m on m.id = c.employer_id
  order by c.people desc, 5`;

const FIELDS = `
  select s ->> 'id' as sheet, array_agg(distinct f.value) as fields
  from builds b cross join lateral jsonb_array_elements(b.sheets) s cross join lateral jsonb_array_elements_text(s -> 'fields') f (value)
  where b.id = any($1::int[]) group by 1`;

// Whose rows stood in a file is kept for a time of its own, which may be over before the file turns up.
export const UNKEPT = `
  select count(distinct b.id)::int as files, coalesce(sum((s ->> 'rows')::int), 0)::int as rows
  from builds b cross join lateral jsonb_array_elements(b.sheets) s
  where b.id = any($1::int[]) and (s ->> 'id' = 'exams' or s ->> 'id' = any(psa_enrolment_sheets())) and (s ->> 'rows')::int > 0
    and not exists (select from build_pages p where p.build_id = b.id)`;

const talliesOf = (rows: readonly Counted[], over: number, keyOf: (row: Counted) => string | number | null): Tally[] =>
  rows
    .filter((row) => row.over === over && row.people > 0 && keyOf(row) !== null)
    .slice(0, MOST_TALLIES)
    .map((row) => ({ key: String(keyOf(row)), name: row.name ?? '', people: row.people }));

const inCatalogueOrder = (given: readonly string[], order: readonly string[]): string[] =>
  order.filter((field) => given.includes(field));

export type SheetFields = { readonly sheet: string; readonly fields: readonly string[] };

/** What the sheets hold: beside a name, and without one. */
export function heldFieldsOf(sheets: readonly SheetFields[]): HeldFields {
  const fieldsOn = (...names: string[]): string[] =>
    sheets.filter(({ sheet }) => names.includes(sheet)).flatMap(({ fields }) => fields);
  return {
    namedFields: inCatalogueOrder(fieldsOn('registration', 'leads'), DATASETS.F1.fields),
    examFields: inCatalogueOrder(fieldsOn('exams'), DATASETS.F3.fields),
  };
}

const ALL_FIELDS: HeldFields = { namedFields: DATASETS.F1.fields, examFields: DATASETS.F3.fields };

/** Read in the transaction under way; `who` is named there. */
async function countIn(client: PoolClient, reach: Reach): Promise<BreachCounts> {
  const { rows } = await client.query<Counted>(COUNT(whoOf(reach)), [reach.buildIds]);
  const sheets = await client.query<SheetFields>(FIELDS, [reach.buildIds]);
  const unkept = await client.query<{ files: number; rows: number }>(UNKEPT, [reach.buildIds]);
  const all = rows.find(({ over }) => over === BY.all);
  return {
    people: all?.people ?? 0,
    named: all?.named ?? 0,
    rows: all?.rows ?? 0,
    gone: all?.gone ?? 0,
    byRecipient: talliesOf(rows, BY.recipient, ({ recipientId }) => recipientId),
    byCountry: talliesOf(rows, BY.country, ({ country }) => country),
    byEmployer: talliesOf(rows, BY.employer, ({ employerId }) => employerId),
    unkeptFiles: unkept.rows[0]?.files ?? 0,
    unkeptRows: unkept.rows[0]?.rows ?? 0,
    ...(reach.everybody ? ALL_FIELDS : heldFieldsOf(sheets.rows)),
  };
}

/** How many people and rows, by recipient, country and employer, as of now. */
export const countPeople = (actor: StaffActor, reach: Reach): Promise<BreachCounts> =>
  inRoleSql('psa_worker', actorSettings(actor), (client) => countIn(client, reach), {
    readOnly: true,
    timeoutMs: COUNT_LIMIT_MS,
  });
