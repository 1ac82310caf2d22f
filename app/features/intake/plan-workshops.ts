// Decides what a file of the workshop catalogue changes: new workshops, and the exam that each leads to.
import { Fates, foldName, groupRows, type PlannedRow, type Tally } from './plan-import.ts';
import type { Refused } from './refusals.ts';
import type { Register } from './register.ts';
import type { WorkshopRow } from './row-schemas.ts';

export type WorkshopPlan = {
  readonly rows: readonly PlannedRow[];
  readonly tally: Tally;
  readonly refused: readonly Refused[];
  /** Exams that are not known yet. */
  readonly exams: readonly string[];
  readonly workshops: readonly { name: string; examCode: string | null }[];
  readonly changes: readonly { id: number; before: string | null; after: string | null }[];
};

export function planWorkshops(
  rows: readonly WorkshopRow[],
  names: Readonly<Record<string, string>>,
  register: Register,
): WorkshopPlan {
  const fates = new Fates(names);
  const exams = new Set<string>();
  const workshops: { name: string; examCode: string | null }[] = [];
  const changes: { id: number; before: string | null; after: string | null }[] = [];
  for (const [name, group] of groupRows(rows, (row) => foldName(row.workshop_name))) {
    const [row, ...again] = group;
    if (row === undefined) continue;
    if (again.some((other) => other.exam_id !== row.exam_id)) {
      for (const { number } of group) fates.refuse(number, 'exam_id', 'rows-contradict');
      continue;
    }
    const known = register.workshops.get(name);
    if (row.exam_id !== null && !register.examCodes.has(row.exam_id)) exams.add(row.exam_id);
    if (known === undefined) workshops.push({ name: row.workshop_name, examCode: row.exam_id });
    else if (known.examCode !== row.exam_id) {
      changes.push({ id: known.id, before: known.examCode, after: row.exam_id });
      fates.note(row.number, [{ field: 'exam_id', before: known.examCode, after: row.exam_id }]);
    }
    fates.set(row.number, known === undefined ? 'created' : known.examCode === row.exam_id ? 'same' : 'changed');
    for (const { number } of again) fates.set(number, 'same');
  }
  return { rows: fates.rows(), tally: fates.tally(), refused: fates.refused, exams: [...exams], workshops, changes };
}
