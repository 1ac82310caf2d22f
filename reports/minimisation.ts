/**
 * Decides what may leave: an agreement, a period and the time make a `DisclosurePlan`, and without one nothing is written.
 * An agreement only ever narrows what the catalogue allows (rules F1–F6).
 */
import type { AgreementVersion } from './agreement-version.ts';
import {
  DATASETS,
  RICHEST_FIRST,
  SHEET_IDS,
  fieldOf,
  isDatasetId,
  isFieldId,
  type DatasetId,
  type FieldId,
  type SheetId,
} from './catalogue.ts';
import { readPeriod, wallClock, type Period } from './period.ts';
import { exposedRows, type Exposure } from './reidentification.ts';

export type PlannedSheet = Readonly<{
  id: SheetId;
  dataset: DatasetId;
  view: string;
  fields: readonly FieldId[];
  /** The view's columns, in the order in which `admit` wants a row's values. */
  columns: readonly string[];
}>;

export type PlanRefusal =
  | 'period-invalid'
  | 'period-of-other-cadence'
  | 'period-not-over'
  | 'period-too-old'
  | 'not-in-force'
  | 'nothing-agreed'
  | 'dataset-unknown'
  | 'dataset-by-quarter-only'
  | 'dataset-not-for-recipient'
  | 'field-unknown'
  | 'field-not-in-dataset';

declare const madeByPolicy: unique symbol;
/** The only key to a workbook: `planDisclosure` and `settlePlan` make it, and `assertPlan` refuses one made elsewhere. */
export type DisclosurePlan = Readonly<{
  [madeByPolicy]: true;
  agreement: AgreementVersion;
  period: string;
  sheets: readonly PlannedSheet[];
  /** The re-identification rule wrote quarters instead of months. */
  coarsened: boolean;
  /** The re-identification rule took the exam sheet out. */
  examsWithheld: boolean;
}>;

const made = new WeakSet<object>();
function make(content: Omit<DisclosurePlan, typeof madeByPolicy>): DisclosurePlan {
  const { agreement, sheets } = content;
  const plan = Object.freeze({
    ...content,
    agreement: Object.freeze({ ...agreement, recipient: Object.freeze({ ...agreement.recipient }) }),
    sheets: Object.freeze([...sheets]),
  });
  made.add(plan);
  // The one place where the brand is given.
  return plan as DisclosurePlan;
}

/** Throws unless the policy made this very plan: a copy, a cast or a plan read back from JSON opens nothing. */
export function assertPlan(plan: DisclosurePlan): void {
  if (!made.has(plan)) throw new TypeError('This disclosure plan was not made by planDisclosure');
}

export const OLDEST_PERIOD_YEARS = 10;

/**
 * What this agreement version lets out for `period` ('YYYY-MM' or 'YYYY-Qn'), asked at `now` (the database's clock).
 * The version must be in force on the period's last day, and the period over in the agreement's zone (E19).
 */
export function planDisclosure(
  agreement: AgreementVersion,
  period: string,
  now: Date,
): { ok: true; plan: DisclosurePlan } | { ok: false; reason: PlanRefusal } {
  const read = readPeriod(period);
  if (!read) return { ok: false, reason: 'period-invalid' };
  const untimely = whyUntimely(agreement, read, wallClock(now, agreement.zone).date);
  if (untimely) return { ok: false, reason: untimely };
  const wrong = whyNotAgreeable(agreement);
  if (wrong) return { ok: false, reason: wrong };
  const sheets = SHEET_IDS.flatMap((id) => planSheet(agreement, id) ?? []);
  return { ok: true, plan: make({ agreement, period, sheets, coarsened: false, examsWithheld: false }) };
}

function whyUntimely(agreement: AgreementVersion, period: Period, today: string): PlanRefusal | null {
  if (period.cadence !== agreement.cadence) return 'period-of-other-cadence';
  if (today <= period.lastDay) return 'period-not-over';
  const oldest = String(Number(today.slice(0, 4)) - OLDEST_PERIOD_YEARS).padStart(4, '0') + today.slice(4, 7);
  if (period.lastMonth < oldest) return 'period-too-old';
  const ended = agreement.endsOn !== null && agreement.endsOn < period.lastDay;
  return agreement.inForceFrom > period.lastDay || ended ? 'not-in-force' : null;
}

/** Why nothing could ever be reported under such terms, whatever the period; null where something can. */
export function whyNotAgreeable(
  agreement: Pick<AgreementVersion, 'datasets' | 'cadence'> & {
    readonly recipient: Pick<AgreementVersion['recipient'], 'kind'>;
  },
): PlanRefusal | null {
  for (const [id, fields = []] of Object.entries(agreement.datasets)) {
    if (!isDatasetId(id)) return 'dataset-unknown';
    const dataset = DATASETS[id];
    if (!dataset.recipients.includes(agreement.recipient.kind)) return 'dataset-not-for-recipient';
    // Two months apart, counts of the same quarter would tell who came between them (E3).
    if (id === 'F6' && fields.length > 0 && agreement.cadence !== 'quarterly') return 'dataset-by-quarter-only';
    for (const field of fields) {
      if (!isFieldId(field)) return 'field-unknown';
      if (!dataset.fields.includes(field)) return 'field-not-in-dataset';
    }
  }
  return Object.values(agreement.datasets).every((fields = []) => fields.length === 0) ? 'nothing-agreed' : null;
}

/** The richest agreed dataset of a sheet fills it. */
function planSheet(agreement: AgreementVersion, id: SheetId): PlannedSheet | null {
  for (const dataset of RICHEST_FIRST) {
    const { source, fields: known } = DATASETS[dataset];
    if (source.sheet !== id) continue;
    const agreed = agreement.datasets[dataset] ?? [];
    const fields = known.filter((field) => agreed.includes(field));
    if (fields.length === 0) continue;
    const columns = fields.map((field) => fieldOf(field).column);
    return Object.freeze({
      id,
      dataset,
      view: source.view,
      fields: Object.freeze(fields),
      columns: Object.freeze(columns),
    });
  }
  return null;
}

/**
 * Applies the version's re-identification rule to what a run found. `report` and the two that change the file send;
 * `hold` waits for a person. Gives the plan to write, the decision, and why, in words without people.
 */
export function settlePlan(
  plan: DisclosurePlan,
  exposure: Exposure,
): { plan: DisclosurePlan; decision: 'send' | 'hold'; reasons: string[]; exposedRows: number } {
  assertPlan(plan);
  const rows = exposedRows(exposure);
  if (rows === 0) return { plan, decision: 'send', reasons: [], exposedRows: 0 };
  const reason = `${rows} exam ${rows === 1 ? 'row has' : 'rows have'} fewer than two people who could be behind ${rows === 1 ? 'it' : 'them'}`;
  switch (plan.agreement.reidentificationRule) {
    case 'report':
      return { plan, decision: 'send', reasons: [reason], exposedRows: rows };
    case 'hold':
      return { plan, decision: 'hold', reasons: [reason], exposedRows: rows };
    case 'coarsen':
      return {
        plan: make({ ...plan, coarsened: true }),
        decision: 'send',
        reasons: [`${reason}: quarters are written instead of months`],
        exposedRows: rows,
      };
    case 'withhold': {
      const sheets = plan.sheets.filter((sheet) => sheet.id !== 'exams');
      return {
        plan: make({ ...plan, sheets, examsWithheld: true }),
        decision: 'send',
        reasons: [`${reason}: the exam sheet is withheld`],
        exposedRows: rows,
      };
    }
  }
}
