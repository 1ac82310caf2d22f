// Reads PostgreSQL's COPY text format, by the batch: one pass of native splitting, and escapes looked at only where there are any.

const NEWLINE = 0x0a;

const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A value as COPY wrote it: `\N` is null, and a backslash stands before what would end a field. */
function decode(field: string): string | null {
  if (!field.includes('\\')) return field;
  if (field === '\\N') return null;
  return field.replace(/\\(.)/gs, (_, letter: string) => ESCAPED[letter] ?? letter);
}

function splitRows(text: string): (string | null)[][] {
  const lines = text.split('\n');
  if (!text.includes('\\')) return lines.map((line) => line.split('\t'));
  return lines.map((line) => (line.includes('\\') ? line.split('\t').map(decode) : line.split('\t')));
}

/** The rows of a COPY … TO STDOUT stream, in batches of what arrived together. Text fields; null for SQL null. */
export async function* readCopyText(stream: AsyncIterable<Buffer>): AsyncGenerator<(string | null)[][]> {
  let rest: Buffer | undefined;
  for await (const chunk of stream) {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end === -1) {
      rest = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
      continue;
    }
    const whole = chunk.subarray(0, end);
    yield splitRows((rest === undefined ? whole : Buffer.concat([rest, whole])).toString('utf8'));
    rest = end + 1 < chunk.length ? chunk.subarray(end + 1) : undefined;
  }
  if (rest !== undefined) throw new Error('The database ended in the middle of a row');
}
