// Runs in every test file: fixed seeds, and no test passes that complained on `console.error`.
import fc from 'fast-check';
import { afterEach, beforeEach, vi } from 'vitest';

fc.configureGlobal({ seed: 20_261_122, endOnFailure: true });

const complaints: unknown[][] = [];

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => {
    complaints.push(parts);
  });
});

afterEach(() => {
  const [first] = complaints.splice(0);
  if (first !== undefined) throw new Error(`console.error was called: ${first.map(String).join(' ')}`);
});

// A test file without a database of its own (`useDatabase`) reaches none, rather than the one in the data folder.
process.env['DATABASE_URL'] ??= 'postgresql://nobody@localhost:1/none';
