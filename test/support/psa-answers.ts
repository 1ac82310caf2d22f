// Asks `psa` and reads its answers, as a person or a script on the command line does. The verb runs in the process of the test: a process for
// each would take most of the time. What only a process shows is tested with `startPsa`.
import { runVerb } from '#app/cli-program.ts';
import { expect } from 'vitest';
import type { Ended } from './report-process.ts';

export type Answer = { readonly code: number | null; readonly value: unknown };

/** Runs a verb to its end, on the database of the test file. */
export async function psa(...words: readonly string[]): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  const code = await runVerb(words, {
    say: (text) => void (stdout += text),
    complain: (text) => void (stderr += text),
  });
  return { code, stdout, stderr };
}

/** Asks for JSON: one value on standard output, and nothing else anywhere. */
export async function ask(...words: readonly string[]): Promise<Answer> {
  const { code, stdout, stderr } = await psa(...words, '--json');
  expect(stderr, words.join(' ')).toBe('');
  expect(stdout.trim().split('\n'), words.join(' ')).toHaveLength(1);
  return { code, value: JSON.parse(stdout) as unknown };
}

export const SHA256 = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
