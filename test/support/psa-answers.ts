// Asks `psa` and reads its answers, as a person or a script on the command line does.
import { expect } from 'vitest';
import type { TestDatabase } from './database.ts';
import { startPsa, type Ended } from './report-process.ts';

export type Answer = { readonly code: number | null; readonly value: unknown };

export type Asking = {
  /** Runs a verb to its end. */
  readonly psa: (...words: readonly string[]) => Promise<Ended>;
  /** Asks for JSON: one value on standard output, and nothing else anywhere. */
  readonly ask: (...words: readonly string[]) => Promise<Answer>;
};

export function usePsa(database: TestDatabase): Asking {
  const psa = (...words: readonly string[]): Promise<Ended> => startPsa(words, database.env).ended;
  return {
    psa,
    async ask(...words) {
      const { code, stdout, stderr } = await psa(...words, '--json');
      expect(stderr, words.join(' ')).toBe('');
      expect(stdout.trim().split('\n'), words.join(' ')).toHaveLength(1);
      return { code, value: JSON.parse(stdout) as unknown };
    },
  };
}

export const SHA256 = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
