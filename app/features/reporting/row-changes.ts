// Decides how a row that came, went or changed reads: what it is about, what stands on it, and why, in words.
import { fieldOf, isFieldId, type FieldId, type SheetId } from '#reports/catalogue.ts';
import { GATE_REASONS, type GateReason } from './run.ts';

export const CHANGE_KINDS = ['changed', 'added', 'removed'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A row as its file has it: the fields of the sheet, in its order, and a text for each. */
export type RowValues = { readonly fields: readonly string[]; readonly cells: readonly string[] };

export type CellChange = { readonly header: string; readonly before: string; readonly now: string };

/** What the register says today of what stands on a row. */
export type RowStanding = {
  readonly ref: number;
  /** Null where it is not in the register any more. */
  readonly reason: GateReason | null;
  /** Enrolled still, or a sitting that belongs into this run. */
  readonly isReported: boolean;
  /** What came true after the earlier file was read. */
  readonly since: readonly RowNews[];
};

/** What may have let a row in, in the order in which it is told. */
const NEWS = {
  enrolled: 'enrolled since',
  confirmed: 'the employment was confirmed since',
  acknowledged: 'the privacy notice was acknowledged since',
  informed: 'was told of the register since',
  'of-this-period': 'is of this period',
  'of-a-later-month': 'is booked for a later month',
  'outcome-known': 'the outcome became known, or another, since',
} as const;
export type RowNews = keyof typeof NEWS;

const headerOf = (field: string): string => (isFieldId(field) ? fieldOf(field).headers.en : field);

const TITLES: Readonly<Record<SheetId, readonly (readonly FieldId[])[]>> = {
  registration: [['first_name', 'last_name'], ['workshop_name']],
  exams: [['exam_id'], ['exam_month'], ['country']],
  recordings: [['workshop_name'], ['recording_link']],
  leads: [['first_name', 'last_name'], ['workshop_name']],
  statistics: [['subject'], ['country']],
};

const valueOf = ({ fields, cells }: RowValues, field: FieldId): string => cells[fields.indexOf(field)] ?? '';

/** 'Sanne de Vries · Azure Administrator', as far as the agreement gives it. */
export function titleOf(sheet: SheetId, row: RowValues): string {
  const parts = TITLES[sheet].map((fields) =>
    fields
      .map((field) => valueOf(row, field))
      .join(' ')
      .trim(),
  );
  const [first = '', ...rest] = parts;
  const named = first === '' ? valueOf(row, 'email') : first;
  return [named, ...rest].filter((part) => part !== '').join(' · ');
}

/** What else stands on the row: 'Phone: +31…'. */
export function restOf(sheet: SheetId, { fields, cells }: RowValues): string[] {
  const told = TITLES[sheet].flat();
  return fields.flatMap((field, index) => {
    const text = cells[index] ?? '';
    return told.some((known) => known === field) || text === '' ? [] : [`${headerOf(field)}: ${text}`];
  });
}

/** The cells of fields that both files hold and that read otherwise. */
export function changesOf(now: RowValues, before: RowValues): CellChange[] {
  return now.fields.flatMap((field, index) => {
    const at = before.fields.indexOf(field);
    if (at < 0) return [];
    const [was, is] = [before.cells[at] ?? '', now.cells[index] ?? ''];
    return was === is ? [] : [{ header: headerOf(field), before: was, now: is }];
  });
}

export type RowReason = { readonly code: GateReason; readonly words: string };

const becauseOf = (code: GateReason): RowReason => ({ code, words: GATE_REASONS[code] });

const NOT_REPORTED: Readonly<Record<SheetId, string>> = {
  registration: 'the enrolment was cancelled, or waits for a place',
  exams: 'is of another period, and there is no news of it',
  recordings: 'its last day is over',
  leads: 'the enrolment was cancelled, or waits for a place',
  statistics: 'the table of this quarter has no such cell of ten people or more',
};

function whyGone(sheet: SheetId, { reason, isReported }: RowStanding): RowReason {
  if (reason === null) return { code: 'erased', words: 'is not in the register any more: erased, or taken back' };
  if (reason !== 'in') return becauseOf(reason);
  if (isReported) return { code: 'in', words: 'would be in a file that is built now' };
  return {
    code: 'out-of-period',
    words: NOT_REPORTED[sheet],
  };
}

/** Why a row came, went or stands there otherwise, as the register is today: the gate's own reason, and what it means for this row. */
export function whyOf(kind: ChangeKind, sheet: SheetId, standing: RowStanding): RowReason {
  const gone = whyGone(sheet, standing);
  if (kind === 'removed') return gone;
  if (gone.code !== 'in') return { code: gone.code, words: `would not be in a file that is built now: ${gone.words}` };
  if (kind === 'changed') return becauseOf('in');
  const [news] = standing.since;
  return { code: 'in', words: news === undefined ? 'may be in it, and might not then' : NEWS[news] };
}
