// How benchmarks measure: medians of several runs, each in a process of its own where memory counts.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

export const percentile95 = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.ceil(values.length * 0.95) - 1] ?? NaN;

/** How long each question took, in milliseconds, one after the other. */
export async function timesOf<T>(asked: readonly T[], ask: (question: T) => Promise<unknown>): Promise<number[]> {
  const times = [];
  for (const question of asked) times.push(await timed(() => ask(question)));
  return times;
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(2)} s`;

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

type Measured = { readonly ms: number; readonly peakMb: number };

/** Runs one part of a benchmark in a fresh process, and gives what it said. */
export async function measureApart(file: string, part: string): Promise<Measured> {
  // The floor runs as Node comes; flags that bound our memory would slow it down.
  const flags = part === 'floor' ? [] : process.execArgv;
  const child = spawn(process.execPath, [...flags, file, part], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await text(child.stdout);
  if (said === '') throw new Error(`${part} ended with nothing to say`);
  return JSON.parse(said) as Measured;
}

export type Results = {
  /** Median of a part's times, in milliseconds. */
  readonly of: (part: string) => number;
  /** The most memory that a part took in any of its processes. */
  readonly peakMb: (part: string) => number;
  /** How many times the floor's time a part took. */
  readonly ratio: (part: string) => string;
};

/** Measures the parts of a benchmark, the floor among them, in turns; `before` puts everything back to where it was. */
export async function measureInTurns(
  file: string,
  parts: readonly string[],
  runs: number,
  before: () => Promise<void>,
): Promise<Results> {
  const measured = new Map(parts.map((part): [string, Measured[]] => [part, []]));
  for (let run = 0; run < runs; run++) {
    for (const [part, times] of measured) {
      await before();
      times.push(await measureApart(file, part));
    }
  }
  const of = (part: string): number => median((measured.get(part) ?? []).map(({ ms }) => ms));
  return {
    of,
    peakMb: (part) => Math.max(...(measured.get(part) ?? []).map(({ peakMb }) => peakMb)),
    ratio: (part) => (of(part) / of('floor')).toFixed(2),
  };
}

/** Says, as the last thing of such a process, how long it took and how much memory the process had at most. */
export function tell(ms: number): void {
  process.stdout.write(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1_024 }));
}
