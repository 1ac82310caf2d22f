// Makes a workbook of made-up people as a version would give it, by the one road that every report goes: plan, admit, write, inspect.
import { Writable } from 'node:stream';
import { admit, type AdmittedRows, type Row } from '#reports/admission.ts';
import type { FieldId, SheetId } from '#reports/catalogue.ts';
import { planDisclosure, settlePlan, type PlannedSheet } from '#reports/minimisation.ts';
import { wallClock } from '#reports/period.ts';
import { inspectWorkbook } from '#reports/workbook/inspect-workbook.ts';
import { fromBytes } from '#reports/workbook/random-access.ts';
import { writeWorkbook } from '#reports/workbook/write-workbook.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { AgreementRecipient } from './read-agreements.server.ts';
import { SAMPLE_EXAMS, SAMPLE_MARK, SAMPLE_PEOPLE, SAMPLE_RECORDINGS, SAMPLE_STATISTICS } from './sample-people.ts';
import { listFields, type TermsWithRule } from './terms.ts';

export type SampleOrder = {
  readonly agreementId: number;
  readonly number: number;
  readonly recipient: AgreementRecipient;
  readonly terms: TermsWithRule;
};

const pad = (value: number): string => String(value).padStart(2, '0');

/** 'YYYY-MM', as many months after another. */
function monthsAfter(month: string, by: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${pad((count % 12) + 1)}`;
}

/** The last period that is over, and its first month. */
function lastPeriod({ cadence, zone }: TermsWithRule, now: Date): { period: string; month: string } {
  const month = wallClock(now, zone).date.slice(0, 7);
  if (cadence === 'monthly') return { period: monthsAfter(month, -1), month: monthsAfter(month, -1) };
  const first = monthsAfter(month, -((Number(month.slice(5)) - 1) % 3) - 3);
  return { period: `${first.slice(0, 4)}-Q${(Number(first.slice(5)) - 1) / 3 + 1}`, month: first };
}

function rowsOf(sheet: PlannedSheet, { period, month }: { period: string; month: string }): Row[] {
  const pick = (person: Readonly<Partial<Record<FieldId, string>>>): Row =>
    sheet.fields.map((field) => person[field] ?? null);
  switch (sheet.id) {
    case 'registration':
    case 'leads':
      return SAMPLE_PEOPLE.map(pick);
    case 'exams':
      return SAMPLE_EXAMS.map(({ month: after, ...row }) => pick({ ...row, exam_month: monthsAfter(month, after) }));
    case 'recordings':
      return SAMPLE_RECORDINGS.map(pick);
    case 'statistics':
      return SAMPLE_STATISTICS.map((row) => pick({ ...row, quarter: period }));
  }
}

/** A group of one, made up as the rest: where the rule changes the file, the sample shows how. */
const GROUP_OF_ONE = [
  { examId: 'DP-700', month: '2000-01', country: 'Sweden', company: 'Example Company', rows: 1, candidates: 1 },
];

export type Sample = { readonly bytes: Uint8Array<ArrayBuffer>; readonly fileName: string };

/** The finished file; refused for a version that gives nothing that can be reported. Throws when it is not what the plan says. */
export async function makeSample(
  { agreementId, number, recipient, terms }: SampleOrder,
  now: Date,
): Promise<Result<Sample, 'nothing-to-show'>> {
  const { period, month } = lastPeriod(terms, now);
  const planned = planDisclosure(
    {
      agreementId,
      versionId: 0,
      version: number,
      recipient: {
        id: 0,
        kind: recipient.kind,
        slug: 'sample',
        name: `${SAMPLE_MARK[terms.language]} · ${recipient.name}`,
      },
      datasets: terms.datasets,
      cadence: terms.cadence,
      zone: terms.zone,
      language: terms.language,
      reidentificationRule: terms.rule,
      inForceFrom: '2000-01-01',
      endsOn: null,
      contact: terms.contact,
    },
    period,
    now,
  );
  if (!planned.ok || listFields(terms.datasets).length === 0) return refused('nothing-to-show');
  const plan = terms.rule === 'coarsen' ? settlePlan(planned.plan, GROUP_OF_ONE).plan : planned.plan;
  const sheets: Partial<Record<SheetId, AdmittedRows[]>> = {};
  for (const sheet of plan.sheets) sheets[sheet.id] = [admit(plan, sheet.id, rowsOf(sheet, { period, month }))];
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const { sha256, rows } = await writeWorkbook({ plan, cutOff: now, sheets }, sink);
  const bytes = new Uint8Array(Buffer.concat(chunks));
  const { ok: passed, checks } = await inspectWorkbook(fromBytes(bytes), { plan, cutOff: now, rows, sha256 });
  if (!passed) {
    const failed = checks.filter((check) => !check.passed).map(({ id }) => id);
    throw new Error(`The sample failed its checks: ${failed.join(', ')}`);
  }
  return ok({ bytes, fileName: `sample-agreement-${agreementId}-version-${number}.xlsx` });
}
