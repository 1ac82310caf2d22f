// The page about privacy is true: every rule stands on it, what people are told is what it quotes, and what keeps a rule is still there to be taken out. That the named
// test fails then is tried by test/privacy/take-out.ts.
import { readKeptRules, type KeptRule } from '#test/privacy/kept-rules.ts';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Every rule that the portal keeps, in order. */
const RULES =
  'F1 F2 F3 F4 F5 F6 C1 C2 C2b C3 C4 C5 C6 C7 C8 R1 R2 R3 R4 R5 R6 R7 R8 P1 P2 P3 P4 P5 P6 P7 S1 S2 S3 S4 S5 S6'.split(
    ' ',
  );

const MESSAGES = 'app/features/language/messages/en';
/** As it is read: without the marks of the source, and … for what is filled in. */
const asRead = (source: string): string =>
  source
    .replaceAll("\\'", "'")
    .replaceAll(/\$\{[^}]*\}/g, '…')
    .replaceAll(/\s+/g, ' ');
const TOLD = asRead(
  [...readdirSync(MESSAGES).map((name) => `${MESSAGES}/${name}`), 'prisma/seed/notice.ts']
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n'),
);

const rules = readKeptRules();

it('names every rule once, in order', () => {
  expect(rules.map(({ id }) => id)).toEqual(RULES);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, { sentences, keptBy, trials }: KeptRule) => {
  it('quotes what people read', () => {
    expect(sentences.filter((sentence) => !TOLD.includes(sentence))).toEqual([]);
  });

  it('is kept by files that are there, which hold what would be taken out', () => {
    expect(keptBy.length).toBeGreaterThan(0);
    expect(keptBy.filter((file) => !existsSync(file))).toEqual([]);
    expect(trials.length).toBeGreaterThan(0);
    const removals = trials.flatMap((trial) => trial.removals);
    const missing = removals.filter(({ file, out }) => readFileSync(file, 'utf8').split(out).length !== 2);
    expect(missing).toEqual([]);
    expect(removals.filter(({ file }) => !keptBy.includes(file))).toEqual([]);
  });

  it('names tests that are there', () => {
    const missing = trials
      .map(({ test }) => test)
      .filter(({ file, name }) => !readFileSync(file, 'utf8').replaceAll("\\'", "'").includes(name));
    expect(missing).toEqual([]);
  });
});
