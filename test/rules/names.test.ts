// Files and folders say what they hold.
import { listPaths } from '#test/support/source-files.ts';
import { describe, expect, it } from 'vitest';

const EMPTY_WORDS = new Set(['utils', 'util', 'helpers', 'helper', 'misc', 'common', 'manager', 'data', 'info']);
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Whose names others decide: routes by URL, Remix's entries, Prisma's migrations, and files that people read. */
const NAMED_BY_OTHERS = /^(app\/routes\/|app\/(root|entry\.(server|client))\.tsx$|prisma\/migrations\/|.*README\.md$)/;

const { files, folders } = listPaths();
const ours = [...files, ...folders].filter((path) => !NAMED_BY_OTHERS.test(path));
const stem = (path: string) => (path.split('/').at(-1) ?? '').split('.')[0] ?? '';

describe('names', () => {
  it('are no empty words', () => {
    expect(ours.filter((path) => EMPTY_WORDS.has(stem(path)))).toEqual([]);
  });

  it('are kebab-case', () => {
    expect(ours.filter((path) => !KEBAB.test(stem(path)))).toEqual([]);
  });

  it('of tests mirror what they test by room', () => {
    const strays = files.filter(
      (path) =>
        /\.test\.tsx?$/.test(path) && !/^test\/(reports|features|flows|browser|faults|rules|platform)\//.test(path),
    );
    expect(strays).toEqual([]);
  });
});
