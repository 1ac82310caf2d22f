// Decides what recipients are owed a word about when two people are one (P6): only rows that now read otherwise than they did, so that nobody is
// told that a row was wrong which was right.
import type { FieldId } from '#reports/catalogue.ts';
import type { MergePlan } from './merge-plan.ts';
import type { MergeSide } from './merge-side.ts';

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

const changed = (...differences: readonly (readonly [FieldId, unknown, unknown])[]): FieldId[] =>
  differences.flatMap(([field, was, is]) => (was === is ? [] : field));

function ofSide(side: MergeSide, other: MergeSide, kept: MergeSide, phone: string | null): MergeDuty[] {
  const rows = rowsOf(side);
  const fields = changed(
    ['first_name', side.firstName, kept.firstName],
    ['last_name', side.lastName, kept.lastName],
    ['phone', side.phone, phone],
    ['email', side.email, kept.email],
  );
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
  const phone = takes.phone ? gone.phone : kept.phone;
  const moved = employments.joined.flatMap(({ stands, ends }) => {
    const fields = changed(
      ['country', ends.countryCode, stands.countryCode],
      ['job_role', ends.jobRole, stands.jobRole],
    );
    const owner = kept.employments.includes(ends) ? kept : gone;
    return fields.length > 0 ? [{ cause: 'corrected' as const, fields, ...rowsOf(owner, ends.id) }] : [];
  });
  return [...ofSide(kept, gone, kept, phone), ...ofSide(gone, kept, kept, phone), ...moved].filter(
    ({ enrolmentIds, sittingIds }) => enrolmentIds.length + sittingIds.length > 0,
  );
}
