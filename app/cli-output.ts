// Decides how a verb of the command line answers: for people as lines, for machines (`--json`) as one JSON value, and with
// the exit code that scripts go by: 0 done, 2 refused, 1 fault.

export const EXIT = { done: 0, fault: 1, refused: 2 } as const;

/** Something that a person can mend: bad input, held, not genuine, chain broken. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly detail: unknown;
  /** `detail` is what `--json` prints instead of the message. */
  constructor(message: string, detail?: unknown) {
    super(message);
    this.detail = detail;
  }
}

/** Where the words of a verb go. */
export type Streams = { readonly say: (text: string) => void; readonly complain: (text: string) => void };

export const STANDARD_STREAMS: Streams = {
  say: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
};

export type Output = Streams & { readonly json: boolean };

/** Runs a verb with what it needs open. A verb that gives a number ends with it; any other is done. */
export type Perform = (work: (output: Output) => Promise<unknown>) => Promise<void>;

/** Prints a result: `value` as JSON, or `lines` for people. */
export function print({ json, say }: Output, value: unknown, lines: readonly string[]): void {
  say(json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''));
}

/** Prints why a verb ended without its effect, and gives the exit code. */
export function printFailure({ json, say, complain }: Output, error: unknown): number {
  const refused = error instanceof RefusedError;
  const message = error instanceof Error ? error.message : String(error);
  if (json) say(`${JSON.stringify((refused ? error.detail : undefined) ?? { error: message })}\n`);
  else complain(`${message}\n`);
  return refused ? EXIT.refused : EXIT.fault;
}

/** Columns of text, each as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
