// Reads docs/privacy.md: which rule says what to people, what keeps it, how that is taken out, and which test fails then. The page is the only such list.
import { readFileSync } from 'node:fs';

/** A change of one file that takes a rule's keeping away. */
export type Removal = { readonly file: string; readonly out: string; readonly in: string };
/** What is taken out at once, and the test that fails then. */
export type Trial = {
  readonly removals: readonly Removal[];
  readonly test: { readonly file: string; readonly name: string };
};
export type KeptRule = {
  /** 'C2b'. */
  readonly id: string;
  readonly title: string;
  /** Sentences of the notice or of the page where people read them; none where nobody has to be told. */
  readonly sentences: readonly string[];
  /** Files that keep it. */
  readonly keptBy: readonly string[];
  readonly trials: readonly Trial[];
};

export const PAGE = 'docs/privacy.md';

/** ```diff after a line that names the file: what it has now, what it has without the rule; or the test that fails once all above are taken out. */
const STEP =
  /^- taken out of `(?<changed>[^`]+)`:\n+ *```diff\n(?<diff>[\s\S]*?)^ *```|^- then fails `(?<file>[^`]+)`: “(?<name>.*)”$/gm;

function removalOf(file: string, diff: string): Removal {
  const lines = diff.split('\n').map((line) => line.replace(/^ {2}/, ''));
  const side = (sign: '-' | '+'): string =>
    lines
      .filter((line) => line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('\n');
  return { file, out: side('-'), in: side('+') };
}

function trialsOf(section: string): Trial[] {
  const trials: Trial[] = [];
  let removals: Removal[] = [];
  for (const { groups = {} } of section.matchAll(STEP)) {
    const { changed, diff = '', file = '', name = '' } = groups;
    if (changed !== undefined) removals.push(removalOf(changed, diff));
    else {
      trials.push({ removals, test: { file, name } });
      removals = [];
    }
  }
  if (removals.length > 0) throw new Error(`${PAGE} names no test after: ${removals[0]?.out ?? ''}`);
  return trials;
}

function readSection(section: string): KeptRule {
  const lines = section.split('\n');
  const [id = '', title = ''] = (lines[0] ?? '').split(' · ');
  const sentences = lines.filter((line) => line.startsWith('> ')).map((line) => line.slice(2).trim());
  const keptBy = [...(/^- kept by (.*)$/m.exec(section)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(
    ([, file = '']) => file,
  );
  return { id, title, sentences, keptBy, trials: trialsOf(section) };
}

/** The rules in the order of the page. */
export const readKeptRules = (): KeptRule[] => readFileSync(PAGE, 'utf8').split(/^### /m).slice(1).map(readSection);
