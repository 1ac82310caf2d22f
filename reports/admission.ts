/**
 * Decides which rows may be written: exactly the plan's fields, each of a possible value, months coarsened where the plan
 * says so, and exam rows in the order of their own values, so that their order tells nothing (F2, F3, design §3.6).
 */
import { fieldOf, SHEETS, type FieldKind, type SheetId } from './catalogue.ts';
import { assertPlan, type DisclosurePlan } from './minimisation.ts';
import { MONTH, QUARTER, quarterOf } from './period.ts';

/** The values of one row of a dataset view, in the order of the planned sheet's columns. */
export type Row = readonly (string | null)[];

declare const admittedBy: unique symbol;
/** Rows that went through `admit`; nothing else can be written. */
export type AdmittedRows = readonly Row[] & { readonly [admittedBy]: true };

type Admission = Readonly<{
  width: number;
  checks: readonly { at: number; kind: FieldKind; mend: boolean }[];
  sorted: boolean;
}>;

export const isPercent = (text: string): boolean => /^(?:100|[1-9]?[0-9])$/.test(text);
export const isCount = (text: string): boolean => /^(?:0|[1-9][0-9]{0,8})$/.test(text);

const IS_POSSIBLE = {
  text: () => true,
  percent: isPercent,
  count: isCount,
  quarter: (text) => QUARTER.test(text),
  month: (text) => MONTH.test(text),
  result: (text) => text === 'passed' || text === 'failed',
} satisfies Record<FieldKind, (text: string) => boolean>;

const admissions = new WeakMap<DisclosurePlan, Map<SheetId, Admission>>();

function admissionOf(plan: DisclosurePlan, sheetId: SheetId): Admission {
  const known = admissions.get(plan)?.get(sheetId);
  if (known) return known;
  assertPlan(plan);
  const sheet = plan.sheets.find(({ id }) => id === sheetId);
  if (!sheet) throw new Error(`The plan has no sheet '${sheetId}'`);
  const checks = sheet.fields
    .map((id, at) => ({ at, kind: fieldOf(id).kind, mend: plan.coarsened && fieldOf(id).kind === 'month' }))
    .filter(({ kind }) => kind !== 'text');
  const admission = { width: sheet.fields.length, checks, sorted: SHEETS[sheetId].nameless };
  admissions.set(plan, (admissions.get(plan) ?? new Map<SheetId, Admission>()).set(sheetId, admission));
  return admission;
}

const SURROGATE = /[\uD800-\uDFFF]/;

/** By code point, as the database sorts bytes of UTF-8; UTF-16 has another order where a pair of surrogates stands. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  if (SURROGATE.test(one) || SURROGATE.test(other)) return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return one < other ? -1 : 1;
}

/** The order of nameless rows: by their own values, column after column, by code point; empty first. */
export function compareRows(one: Row, other: Row): number {
  for (let at = 0; at < one.length; at++) {
    const order = compareTexts(one[at] ?? '', other[at] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * Admits one batch of raw rows to a sheet. Throws, without naming a value, on a row that is not the plan's width, holds
 * anything but text or null, a percentage that is not a whole 0–100, or a month that is not 'YYYY-MM'. A nameless sheet must
 * come sorted from batch to batch: the writer refuses one that is not.
 */
export function admit(plan: DisclosurePlan, sheetId: SheetId, rows: readonly Row[]): AdmittedRows {
  const checked = check(plan, sheetId, rows);
  return admitted(admissionOf(plan, sheetId).sorted ? checked.toSorted(compareRows) : checked);
}

/** The one place where the brand is given. */
const admitted = (rows: readonly Row[]): AdmittedRows => rows as AdmittedRows;

/** Throws on a row that the plan can't hold; gives the rows as they are written, months coarsened where the plan says so. */
function check(plan: DisclosurePlan, sheetId: SheetId, rows: readonly Row[]): readonly Row[] {
  const { width, checks } = admissionOf(plan, sheetId);
  let index = 0;
  for (const row of rows) {
    if (row.length !== width) throw refusal(sheetId, index, `has ${row.length} values and the plan ${width}`);
    for (let at = 0; at < width; at++) {
      const value: unknown = row[at];
      if (typeof value !== 'string' && value !== null) throw refusal(sheetId, index, `holds no text at ${at + 1}`);
    }
    for (const { at, kind } of checks) {
      const value = row[at] ?? null;
      if (value !== null && !IS_POSSIBLE[kind](value)) throw refusal(sheetId, index, `holds an impossible ${kind}`);
    }
    index++;
  }
  const months = checks.filter(({ mend }) => mend).map(({ at }) => at);
  return months.length > 0 ? rows.map((row) => coarsen(row, months)) : rows;
}

const coarsen = (row: Row, months: readonly number[]): Row =>
  row.map((value, at) => (value !== null && months.includes(at) ? quarterOf(value) : value));

const refusal = (sheetId: SheetId, index: number, what: string): Error =>
  new Error(`Row ${index + 1} of a batch for '${sheetId}' ${what}`);

/**
 * Admits rows that each carry a reference of the caller's, and gives the references in the order of the admitted rows: what
 * is recorded about a row must be about that row, also when the sheet is sorted. References go into no file.
 */
export function admitWithRefs<Ref>(
  plan: DisclosurePlan,
  sheetId: SheetId,
  batch: Readonly<{ refs: readonly Ref[]; rows: readonly Row[] }>,
): { refs: readonly Ref[]; rows: AdmittedRows } {
  const { sorted } = admissionOf(plan, sheetId);
  if (batch.refs.length !== batch.rows.length)
    throw new Error(`${batch.refs.length} references for ${batch.rows.length} rows`);
  const rows = check(plan, sheetId, batch.rows);
  if (!sorted) return { refs: batch.refs, rows: admitted(rows) };
  const marked = rows.map((row, at) => ({ row, ref: batch.refs[at] as Ref }));
  marked.sort((one, other) => compareRows(one.row, other.row));
  return { refs: marked.map(({ ref }) => ref), rows: admitted(marked.map(({ row }) => row)) };
}
