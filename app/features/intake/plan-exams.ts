// Decides what a file of exam sittings changes: booked, moved to another month, or an outcome that became known. A recorded outcome is never
// overwritten, and a sitting that was cancelled or not taken never comes back by a file.
import { Fates, groupRows, type PlannedRow, type Tally } from './plan-import.ts';
import type { Refused } from './refusals.ts';
import { sittingKey, type KnownPerson, type KnownSitting, type Register } from './register.ts';
import type { ExamRow } from './row-schemas.ts';

type Outcome = 'passed' | 'failed';
export type NewSitting = {
  personId: number;
  employmentId: number;
  examCode: string;
  attempt: number;
  month: string;
  outcome: Outcome | null;
};

export type ExamPlan = {
  readonly rows: readonly PlannedRow[];
  readonly tally: Tally;
  readonly refused: readonly Refused[];
  readonly sittings: readonly NewSitting[];
  readonly moved: readonly { id: number; before: string; after: string }[];
  /** `state` is the sitting's, before. */
  readonly outcomes: readonly { sittingId: number; outcome: Outcome; state: string }[];
};

type Draft = {
  sittings: NewSitting[];
  moved: { id: number; before: string; after: string }[];
  outcomes: { sittingId: number; outcome: Outcome; state: string }[];
};

const isOpen = ({ outcome, state }: KnownSitting) => outcome === null && (state === 'booked' || state === 'taken');
const isClosed = ({ state }: KnownSitting) => state === 'cancelled' || state === 'not-taken';

function withKnownThings(rows: readonly ExamRow[], register: Register, fates: Fates): ExamRow[] {
  return rows.filter((row) => {
    const person = register.persons.get(row.email);
    if (register.suppressed.has(row.email) || person?.isBlocked === true)
      fates.refuse(row.number, 'email', 'suppressed');
    else if (person === undefined) fates.refuse(row.number, 'email', 'person-unknown');
    else if (person.employment === null) fates.refuse(row.number, 'email', 'person-not-employed');
    else if (!register.examCodes.has(row.exam_id)) fates.refuse(row.number, 'exam_id', 'exam-unknown');
    else if (row.result !== null && row.exam_month > register.monthNow)
      fates.refuse(row.number, 'result', 'outcome-ahead');
    else return true;
    return false;
  });
}

/** A person's rows for one exam: one row a month, and one without a result at most, since one sitting is open at most. */
function withoutContradictions(rows: readonly ExamRow[], fates: Fates): ExamRow[] {
  const passed: ExamRow[] = [];
  const months = groupRows(rows, (row) => row.exam_month);
  const openMonths = [...months.values()].filter((group) => group.some((row) => row.result === null));
  for (const group of months.values()) {
    const [row, ...again] = group;
    if (row === undefined) continue;
    const isContradicted =
      again.some((other) => other.result !== row.result) || (row.result === null && openMonths.length > 1);
    if (isContradicted) for (const { number } of group) fates.refuse(number, 'exam_month', 'rows-contradict');
    else {
      passed.push(row);
      for (const { number } of again) fates.set(number, 'same');
    }
  }
  return passed.sort((one, other) => (one.exam_month < other.exam_month ? -1 : 1));
}

/** A row for a month in which the register has a sitting. */
function planKnownMonth(row: ExamRow, sitting: KnownSitting, fates: Fates, draft: Draft): void {
  if (isClosed(sitting)) fates.refuse(row.number, 'exam_month', 'sitting-closed');
  else if (sitting.outcome === null && row.result !== null) {
    draft.outcomes.push({ sittingId: sitting.id, outcome: row.result, state: sitting.state });
    fates.note(row.number, [{ field: 'result', before: null, after: row.result }]);
    fates.set(row.number, 'changed');
  } else if (sitting.outcome !== null && row.result !== null && sitting.outcome !== row.result)
    fates.refuse(row.number, 'result', 'outcome-differs');
  else fates.set(row.number, 'same');
}

function planSittings(
  rows: readonly ExamRow[],
  person: KnownPerson,
  examCode: string,
  register: Register,
  fates: Fates,
  draft: Draft,
): void {
  const known = register.sittings.get(sittingKey(person.id, examCode)) ?? [];
  // Of two in one month (failed, and taken again) the one that the row tells of; else the open one; else the latest.
  const inMonth = ({ exam_month: month, result }: ExamRow) => {
    const there = known.filter((sitting) => sitting.month === month).sort((one, other) => other.attempt - one.attempt);
    return there.find((sitting) => !isClosed(sitting) && sitting.outcome === result) ?? there.find(isOpen) ?? there[0];
  };
  const elsewhere: ExamRow[] = [];
  for (const row of rows) {
    const sitting = inMonth(row);
    if (sitting === undefined) elsewhere.push(row);
    else planKnownMonth(row, sitting, fates, draft);
  }
  const named = new Set(rows.map((row) => row.exam_month));
  const open = known.find((sitting) => isOpen(sitting) && !named.has(sitting.month));
  // The open sitting moves to the row that is open too, or else to the latest.
  const moving = open === undefined ? undefined : (elsewhere.find((row) => row.result === null) ?? elsewhere.at(-1));
  let attempt = Math.max(0, ...known.map((sitting) => sitting.attempt));
  for (const row of elsewhere) {
    if (row === moving && open !== undefined) {
      draft.moved.push({ id: open.id, before: open.month, after: row.exam_month });
      fates.note(row.number, [{ field: 'exam_month', before: open.month, after: row.exam_month }]);
      if (row.result !== null) {
        draft.outcomes.push({ sittingId: open.id, outcome: row.result, state: open.state });
        fates.note(row.number, [{ field: 'result', before: null, after: row.result }]);
      }
      fates.set(row.number, 'changed');
    } else if (person.employment !== null) {
      attempt += 1;
      draft.sittings.push({
        personId: person.id,
        employmentId: person.employment.id,
        examCode,
        attempt,
        month: row.exam_month,
        outcome: row.result,
      });
      fates.set(row.number, 'created');
    }
  }
}

export function planExams(
  rows: readonly ExamRow[],
  names: Readonly<Record<string, string>>,
  register: Register,
): ExamPlan {
  const fates = new Fates(names);
  const draft: Draft = { sittings: [], moved: [], outcomes: [] };
  const possible = withKnownThings(rows, register, fates);
  for (const group of groupRows(possible, (row) =>
    sittingKey(register.persons.get(row.email)?.id ?? 0, row.exam_id),
  ).values()) {
    const person = register.persons.get(group[0]?.email ?? '');
    const examCode = group[0]?.exam_id;
    if (person !== undefined && examCode !== undefined)
      planSittings(withoutContradictions(group, fates), person, examCode, register, fates, draft);
  }
  return { ...draft, rows: fates.rows(), tally: fates.tally(), refused: fates.refused };
}
