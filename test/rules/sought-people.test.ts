// Who is looked for stands in no address: a search that an address carries in words (`q`) finds companies alone; every other one is posted.
import { listPaths } from '#test/support/source-files.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { expect, it } from 'vitest';

/** Lists of companies and of what was agreed with them: no person is found in any. */
const OF_COMPANIES = [
  'app/features/agreements/agreement-list.ts',
  'app/features/delivery/schedule-list.ts',
  'app/features/employers/employer-change.ts',
  'app/routes/admin.agreements._index/route.tsx',
  'app/routes/admin.agreements.new/route.tsx',
  'app/routes/admin.employers._index.tsx',
  'app/routes/admin.schedules/route.tsx',
];

const sources = listPaths()
  .files.filter((path) => /^app\/.*\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));

/** Read from an address, a field of a form, a part of a link. */
const CARRIES_Q = /get\('q'\)|name="q"|[?&]q=|\{ q: | q: [a-z]/;

it('an address carries in words what companies are searched for, and nothing else', () => {
  expect(
    sources
      .filter(({ text }) => CARRIES_Q.test(text))
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(OF_COMPANIES);
});

it('a field named search is posted', () => {
  const forms = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/<(Form|FindForm|form)\b((?:(?!<\/\1>)[\s\S])*)<\/\1>/g)].map(([whole, tag]) => ({
      path,
      whole,
      tag,
    })),
  );
  const searching = forms.filter(({ whole }) => whole.includes('name="search"'));
  expect(searching.length).toBeGreaterThan(6);
  const got = searching.filter(({ whole, tag }) => tag !== 'FindForm' && !/^<\w+[^>]*method="post"/.test(whole));
  expect(got.map(({ path }) => path)).toEqual([]);
});
