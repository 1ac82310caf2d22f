// How benchmarks measure: medians of several runs, each in a process of its own where memory counts.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

export const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(2)} s`;

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export type Measured = { readonly ms: number; readonly peakMb: number };

/** Runs one part of a benchmark in a fresh process, and gives what it said. */
export async function measureApart(file: string, part: string): Promise<Measured> {
  // The floor runs as Node comes; flags that bound our memory would slow it down.
  const flags = part === 'floor' ? [] : process.execArgv;
  const child = spawn(process.execPath, [...flags, file, part], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await text(child.stdout);
  if (said === '') throw new Error(`${part} ended with nothing to say`);
  return JSON.parse(said) as Measured;
}

/** Says, as the last thing of such a process, how long it took and how much memory the process had at most. */
export function tell(ms: number): void {
  process.stdout.write(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1_024 }));
}
