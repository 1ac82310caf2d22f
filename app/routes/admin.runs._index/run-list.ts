// Decides which runs the list shows and in which order, from its address.
import { dayOf, isDayState, type DueFilter } from '#app/features/delivery/report-calendar.ts';
import type { RunView } from '#app/features/reporting/runs.server.ts';

export type ListedRun = Pick<RunView, 'id' | 'period' | 'state' | 'reasons' | 'needsPerson'> & {
  recipient: string;
  /** What tells two companies of one name apart. */
  partnerId: string | null;
  version: number;
  rows: number | null;
  examRows: number | null;
  cutOff: Date | null;
};

/** An employer's Partner ID, as its slug holds it. */
export function partnerIdOf({ kind, slug }: RunView['recipient']): string | null {
  return kind === 'employer' ? slug.replace(/^employer-/, '') : null;
}

export function summarise(run: RunView): ListedRun {
  const rowsOf = (sheet: string): number | null => run.build?.sheets.find(({ id }) => id === sheet)?.rows ?? null;
  return {
    id: run.id,
    period: run.period,
    state: run.state,
    reasons: run.reasons,
    needsPerson: run.needsPerson,
    recipient: run.recipient.name,
    partnerId: partnerIdOf(run.recipient),
    version: run.version.number,
    rows: rowsOf('registration'),
    examRows: rowsOf('exams'),
    cutOff: run.build?.cutOff ?? null,
  };
}

const ORDERS = {
  recipient: (a: ListedRun, b: ListedRun) => a.recipient.localeCompare(b.recipient, 'en'),
  rows: (a: ListedRun, b: ListedRun) => (a.rows ?? -1) - (b.rows ?? -1),
  'exam-rows': (a: ListedRun, b: ListedRun) => (a.examRows ?? -1) - (b.examRows ?? -1),
} as const;
export type Order = keyof typeof ORDERS;

export type RunListView = {
  period: string | null;
  waiting: boolean;
  order: Order | null;
  descending: boolean;
  /** Where the list is of a day or of a state instead of a period. */
  due?: DueFilter;
};

/** Reads `due` (a day) and `as` (how reports stand there); null where neither is asked. */
export function readDueFilter(parameters: URLSearchParams): DueFilter | null {
  const day = dayOf(parameters.get('due'));
  const asked = parameters.get('as');
  const state = isDayState(asked) ? asked : null;
  return day === null && state === null ? null : { day, state };
}

/** Reads `period`, `show` and `sort` (with a leading '-' for descending); what it does not know it passes over. */
export function parseRunList(parameters: URLSearchParams, periods: readonly string[]): RunListView {
  const sort = parameters.get('sort') ?? '';
  const key = sort.replace(/^-/, '');
  const asked = parameters.get('period');
  return {
    period: asked !== null && periods.includes(asked) ? asked : (periods[0] ?? null),
    waiting: parameters.get('show') === 'waiting',
    order: key === 'recipient' || key === 'rows' || key === 'exam-rows' ? key : null,
    descending: sort.startsWith('-'),
  };
}

/** Without an order of its own, what waits for a person stands first. */
export const sortRuns = (runs: ListedRun[], { order, descending }: RunListView): ListedRun[] =>
  order === null ? runs : runs.sort((a, b) => ORDERS[order](a, b) * (descending ? -1 : 1));

export function selectRuns(runs: readonly ListedRun[], view: RunListView): ListedRun[] {
  const selected = runs.filter((run) => run.period === view.period && (!view.waiting || run.needsPerson));
  return sortRuns(selected, view);
}
