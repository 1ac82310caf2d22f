/** Decides when an exam row could be read as one person's: fewer than two listed people could be behind it (design §3.6). */

/** Exam rows of one exam, month, country and company, and how many listed people could be behind them. */
export type ExposedGroup = Readonly<{
  examId: string;
  month: string;
  country: string | null;
  company: string | null;
  /** Exam rows in the group. */
  rows: number;
  /** Listed people of that company and country, enrolled in a workshop that leads to the exam. */
  candidates: number;
}>;
export type Exposure = readonly ExposedGroup[];

export const FEWEST_CANDIDATES = 2;

export const isExposed = (group: ExposedGroup): boolean => group.rows > 0 && group.candidates < FEWEST_CANDIDATES;

/** Exam rows with fewer than two candidates. */
export const exposedRows = (exposure: Exposure): number =>
  exposure.filter(isExposed).reduce((sum, group) => sum + group.rows, 0);
