/** The checks that a finished workbook must pass; each finding names the first thing that was wrong. */
export const CHECKS = {
  archive: 'the zip is whole, every byte of it is accounted for, and nothing is encrypted',
  entries: 'exactly the expected parts',
  times: 'no part tells when it was made',
  fixed: 'the parts around the rows are the ones that the plan gives',
  sheets: 'exactly the planned sheets, in order and visible',
  names: 'no defined names but print titles and filter',
  properties: 'nobody in the properties',
  formats: 'only text and whole numbers, no date formats',
  links: 'no links and nothing external',
  active: 'no formulas and no macros',
  attachments: 'no comments, drawings or objects',
  hidden: 'no hidden rows, columns or sheets',
  headers: "exactly the plan's columns, in order",
  cells: 'every cell is inert text, or a whole percentage where one belongs',
  rows: 'as many rows as were recorded, numbered without a gap',
  months: 'exam time by month or quarter, no day anywhere',
  order: 'exam rows stand in the order of their own values',
  about: 'About says what the plan gives and nothing else',
  sha256: 'the bytes are the recorded ones',
} as const;
export type CheckId = keyof typeof CHECKS;

export type Check = Readonly<{ id: CheckId; passed: boolean; detail: string }>;

export class Findings {
  readonly #wrong = new Map<CheckId, string>();

  /** Notes that a check failed; the first detail stands. Details name parts, rows and columns, never a value. */
  fail(id: CheckId, detail: string): void {
    if (!this.#wrong.has(id)) this.#wrong.set(id, detail);
  }

  expect(condition: boolean, id: CheckId, detail: string): void {
    if (!condition) this.fail(id, detail);
  }

  /** Whether nothing has been wrong so far. */
  get none(): boolean {
    return this.#wrong.size === 0;
  }

  report(): Check[] {
    return Object.entries(CHECKS).map(([name, promise]) => {
      const id = name as CheckId;
      return { id, passed: !this.#wrong.has(id), detail: this.#wrong.get(id) ?? promise };
    });
  }
}
