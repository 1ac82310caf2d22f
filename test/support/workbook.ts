// Reads finished workbooks by ways that share nothing with how they were written.
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { readSheet } from 'read-excel-file/node';
import { inflateRawSync } from 'node:zlib';

/** Every cell of a sheet as an independent reader sees it, by the row; null for an empty cell. */
export async function readCells(path: string, sheet: string): Promise<(string | number | null)[][]> {
  const rows = await readSheet(path, sheet);
  return rows.map((row) => row.map((cell) => (typeof cell === 'number' || cell === null ? cell : String(cell))));
}

/** Everything in the file as one text: each part inflated, by a reader of the central directory alone. */
export async function readAllText(path: string): Promise<string> {
  const file = await readFile(path);
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const parts: string[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let entry = 0; entry < file.readUInt16LE(end + 10); entry++) {
    const packed = file.readUInt32LE(at + 20);
    const [name, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)];
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const bytes = file.subarray(start, start + packed);
    parts.push(file.toString('utf8', at + 46, at + 46 + name));
    parts.push((file.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return parts.join('\n');
}

/** Runs `psa` as a process of its own. Gives the exit code and both outputs. */
export function runPsa(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['app/cli.ts', ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { code: status, stdout, stderr };
}
