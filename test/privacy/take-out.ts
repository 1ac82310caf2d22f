// Takes the keeping of each rule out of a copy of the project and runs the tests that docs/privacy.md names for it: they pass before and fail then.
// `npm run test:rules-kept [-- RULE …]`
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { readKeptRules, type Removal, type Trial } from './kept-rules.ts';

/** What Prisma generates and nobody commits. */
const GENERATED = 'app/platform/prisma-client';
/** Where every run of the tests tells what came of it (vitest.config.ts). */
const TOLD = 'test/.results/vitest.json';
const TEST_LIMIT_MS = 5 * 60_000;

function copyProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'psa-without-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter((name) => name !== '')) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(file, join(folder, file));
  }
  cpSync(GENERATED, join(folder, GENERATED), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

type Told = {
  readonly assertionResults: readonly {
    readonly title: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
  }[];
};
type Outcome = { readonly status: 'passed' | 'failed' | 'missing'; readonly why: string };

/** 'missing' where no test has that name. */
function runTest(folder: string, { file, name }: Trial['test']): Outcome {
  const told = join(folder, TOLD);
  rmSync(told, { force: true });
  const pattern = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', file, '-t', pattern],
    { cwd: folder, encoding: 'utf8', timeout: TEST_LIMIT_MS },
  );
  let suites: Told[];
  try {
    ({ testResults: suites } = JSON.parse(readFileSync(told, 'utf8')) as { testResults: Told[] });
  } catch {
    throw new Error(`${file} told nothing: ${stdout}${stderr}`);
  }
  const results = suites
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ title }) => title.includes(name));
  const failed = results.find(({ status }) => status === 'failed');
  if (failed !== undefined) return { status: 'failed', why: reasonIn(failed.failureMessages) };
  return { status: results.some(({ status }) => status === 'passed') ? 'passed' : 'missing', why: '' };
}

/** What was expected, what came, and at which line of the test. */
function reasonIn(messages: readonly string[]): string {
  const message = stripVTControlCharacters(messages[0] ?? '');
  const said = (message.split(/\n\s+at /)[0] ?? '').replaceAll(/\s+/g, ' ').slice(0, 400);
  return `${said} (${/[\w-]+\.test\.ts:\d+/.exec(message)?.[0] ?? 'before it began'})`;
}

function takeOut(folder: string, removals: readonly Removal[]): () => void {
  const before = removals.map(({ file }) => [join(folder, file), readFileSync(join(folder, file), 'utf8')] as const);
  for (const { file, out, in: rest } of removals) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(out).length !== 2) throw new Error(`${file} does not hold this once: ${out}`);
    writeFileSync(
      path,
      text.replace(out, () => rest),
    );
  }
  return () => {
    for (const [path, text] of before.toReversed()) writeFileSync(path, text);
  };
}

const wanted = process.argv.slice(2);
const rules = readKeptRules().filter(({ id }) => wanted.length === 0 || wanted.includes(id));
const folder = copyProject();
const asItIs = new Map<string, Outcome>();
const faults = new Set<string>();
try {
  for (const { id, trials } of rules) {
    if (trials.length === 0) faults.add(id);
    for (const { removals, test } of trials) {
      const key = `${test.file} ${test.name}`;
      const whole = asItIs.get(key) ?? runTest(folder, test);
      asItIs.set(key, whole);
      const putBack = takeOut(folder, removals);
      const without = runTest(folder, test);
      putBack();
      const isKept = whole.status === 'passed' && without.status === 'failed';
      if (!isKept) faults.add(id);
      process.stdout.write(
        `${isKept ? 'kept' : 'NOT KEPT'} ${id}: ${whole.status} as it is, ${without.status} without ${removals.map(({ file }) => file).join(', ')} · ${test.name}\n    ${without.why || whole.why}\n`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(
  faults.size === 0 ? `${rules.length} rules, each kept by what is named\n` : `Not shown: ${[...faults].join(', ')}\n`,
);
process.exitCode = faults.size === 0 ? 0 : 1;
