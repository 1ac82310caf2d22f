/**
 * Decides what the About sheet says: recipient, period, version, cut-off, fields, row counts, what the agreement
 * withholds, whom to ask. Nothing about people, and never a count of or a reason for people left out.
 */
import { DATASETS, RICHEST_FIRST, SHEETS, SHEET_IDS, headerOf, type FieldId, type SheetId } from '../catalogue.ts';
import type { DisclosurePlan } from '../minimisation.ts';
import { ACADEMY_NAME } from '../names.ts';
import { wallClock } from '../period.ts';
import { ABOUT_WORDS } from './about-words.ts';

export type AboutLine = readonly [label: string, text: string];
export type RowCounts = Readonly<Partial<Record<SheetId, number>>>;

/** The title, then a label and a text to a line. The same plan, cut-off and counts give the same lines anywhere. */
export function describeWorkbook(
  plan: DisclosurePlan,
  cutOff: Date,
  rows: RowCounts,
): { title: string; lines: AboutLine[] } {
  const { agreement, period, sheets } = plan;
  const words = ABOUT_WORDS[agreement.language];
  const headers = (fields: readonly FieldId[]): string =>
    fields.map((id) => headerOf(id, agreement.language, agreement.partnerIdName)).join(', ');
  const lines: AboutLine[] = [
    [words.recipient, agreement.recipient.name],
    [words.period, period],
    [words.agreement, `${agreement.agreementId}, ${words.version} ${agreement.version}`],
    [words.cutOff, sayInstant(cutOff, agreement.zone)],
  ];
  for (const { id, fields } of sheets) {
    const count = rows[id] ?? 0;
    lines.push([`${words.rows}: ${SHEETS[id].name}`, count === 0 ? `0 (${words.noRows})` : String(count)]);
    lines.push([`${words.fields}: ${SHEETS[id].name}`, headers(fields)]);
    if (fields.includes('exam_month')) lines.push([words.months, plan.coarsened ? words.byQuarter : words.byMonth]);
  }
  lines.push([words.withheld, whatIsWithheld(plan, headers) || words.nothingWithheld]);
  lines.push([words.contact, agreement.contact]);
  return { title: words.title(agreement.academy ?? ACADEMY_NAME), lines };
}

/** Per sheet that such a recipient may be given, the fields that its richest dataset allows and the agreement does not give. */
function whatIsWithheld(plan: DisclosurePlan, headers: (fields: readonly FieldId[]) => string): string {
  const words = ABOUT_WORDS[plan.agreement.language];
  const parts: string[] = [];
  for (const id of SHEET_IDS) {
    const dataset = RICHEST_FIRST.find((known) => DATASETS[known].source.sheet === id);
    if (dataset === undefined || !DATASETS[dataset].recipients.includes(plan.agreement.recipient.kind)) continue;
    if (id === 'exams' && plan.examsWithheld) {
      parts.push(`${SHEETS[id].name}: ${words.sheetWithheld}`);
      continue;
    }
    const given = plan.sheets.find((sheet) => sheet.id === id)?.fields ?? [];
    const missing = DATASETS[dataset].fields.filter((field) => !given.includes(field));
    if (missing.length > 0) parts.push(`${SHEETS[id].name}: ${headers(missing)}`);
  }
  return parts.join('; ');
}

const sayInstant = (instant: Date, zone: string): string => {
  const { date, time } = wallClock(instant, zone);
  return `${date} ${time} (${zone})`;
};
