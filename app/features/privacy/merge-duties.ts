// Decides what recipients are owed a word about when two people are one (P6): only rows that now read otherwise than they did, so that nobody is
// told that a row was wrong which was right.
import { DATASETS, isFieldId, type FieldId } from '#reports/catalogue.ts';
import type { MergePlan } from './merge-plan.ts';
import type { MergeEmployment, MergeSide } from './merge-side.ts';

export type MergeDuty = {
  readonly cause: 'corrected' | 'restricted' | 'objection';
  readonly fields: readonly FieldId[];
  readonly enrolmentIds: readonly number[];
  readonly sittingIds: readonly number[];
};

type Rows = Pick<MergeDuty, 'enrolmentIds' | 'sittingIds'>;

const rowsOf = ({ enrolments, sittings }: MergeSide, employmentId: number | null = null): Rows => {
  const isOf = (row: { employmentId: number }): boolean => employmentId === null || row.employmentId === employmentId;
  return {
    enrolmentIds: enrolments.filter(isOf).map(({ id }) => id),
    sittingIds: sittings.filter(isOf).map(({ id }) => id),
  };
};

type Named = Pick<MergeSide, 'firstName' | 'lastName' | 'phone' | 'email'>;
/** What a merge can change of a row: the rest of it stays as it was. */
const OF_PERSON: Partial<Record<FieldId, (of: Named) => string | null>> = {
  first_name: ({ firstName }) => firstName,
  last_name: ({ lastName }) => lastName,
  phone: ({ phone }) => phone,
  email: ({ email }) => email,
};
const OF_EMPLOYMENT: Partial<Record<FieldId, (of: MergeEmployment) => string>> = {
  country: ({ countryCode }) => countryCode,
  job_role: ({ jobRole }) => jobRole,
};

const changed = <Of>(values: Partial<Record<FieldId, (of: Of) => string | null>>, was: Of, is: Of): FieldId[] =>
  DATASETS.F1.fields.filter(isFieldId).filter((field) => values[field]?.(was) !== values[field]?.(is));

function ofSide(side: MergeSide, other: MergeSide, becomes: Named): MergeDuty[] {
  const rows = rowsOf(side);
  const fields = changed<Named>(OF_PERSON, side, becomes);
  return [
    ...(fields.length > 0 ? [{ cause: 'corrected' as const, fields, ...rows }] : []),
    ...(side.restrictedAt === null && other.restrictedAt !== null
      ? [{ cause: 'restricted' as const, fields: [], ...rows }]
      : []),
    ...(side.objectedAt === null && other.objectedAt !== null
      ? [{ cause: 'objection' as const, fields: [], ...rows }]
      : []),
  ];
}

/** Duties about rows of either; nothing for a side that has none. */
export function planDuties(kept: MergeSide, gone: MergeSide, { employments, takes }: MergePlan): MergeDuty[] {
  const becomes = takes.phone ? { ...kept, phone: gone.phone } : kept;
  const moved = employments.joined.flatMap(({ stands, ends }) => {
    const fields = changed(OF_EMPLOYMENT, ends, stands);
    const owner = kept.employments.includes(ends) ? kept : gone;
    return fields.length > 0 ? [{ cause: 'corrected' as const, fields, ...rowsOf(owner, ends.id) }] : [];
  });
  return [...ofSide(kept, gone, becomes), ...ofSide(gone, kept, becomes), ...moved].filter(
    ({ enrolmentIds, sittingIds }) => enrolmentIds.length + sittingIds.length > 0,
  );
}
