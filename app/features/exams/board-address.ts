// The views of the trainer's board, and the address of each.
/** Each by itself as the matrix counts them, then several together. A sitting stands in one way (standing.server.ts). */
export const STANDINGS = ['unknown', 'not-asked', 'open', 'passed', 'failed', 'not-taken', 'cancelled'] as const;
export type CountedStanding = (typeof STANDINGS)[number];
export const VIEWS = [...STANDINGS, 'closed', 'all'] as const;
export type BoardView = (typeof VIEWS)[number];
export type SittingFilter = {
  view: BoardView;
  exam: string | null;
  month: string | null;
  /** Somebody's id, where a page about them leads here. */
  person?: number | null;
  /** What is looked for, and as the address carries it, sealed. */
  search: string | null;
  find?: string | null;
  page: number;
  pageSize: number;
};

type Where = Partial<Pick<SittingFilter, 'view' | 'exam' | 'month' | 'person' | 'find'>>;

/** The board's address that shows this; what is left out or null is not asked for. */
export function boardAddress({ view, exam, month, person, find }: Where): string {
  const parameters = { view, exam, month, person: person ? String(person) : null, find };
  const asked = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value ? [[name, value]] : [],
  );
  return `/train/exams?${new URLSearchParams(asked)}`;
}
