// Tells what changed from one version of the notice to the next, sentence by sentence (C6).

export type NoticeChange = { readonly kind: 'same' | 'added' | 'removed'; readonly sentence: string };

/** The sentences of a text; line ends within a paragraph count as spaces. */
export function sentencesOf(body: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return body
    .split(/\n\s*\n/)
    .flatMap((paragraph) => [...segmenter.segment(paragraph.replaceAll(/\s+/g, ' '))])
    .map(({ segment }) => segment.trim())
    .filter((sentence) => sentence !== '');
}

/** How many sentences the ends of both texts have in common, by where the ends begin. */
function commonEnds(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row !== undefined)
        row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  return lengths;
}

/** The sentences of both versions in reading order, the fewest of them added or removed. */
export function changesBetween(before: string, after: string, language: string): NoticeChange[] {
  const [old, now] = [sentencesOf(before, language), sentencesOf(after, language)];
  const common = commonEnds(old, now);
  const changes: NoticeChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [gone, come] = [old[i], now[j]];
    if (gone !== undefined && gone === come) {
      changes.push({ kind: 'same', sentence: gone });
      i++;
      j++;
    } else if (gone !== undefined && (come === undefined || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      changes.push({ kind: 'removed', sentence: gone });
      i++;
    } else {
      changes.push({ kind: 'added', sentence: come ?? '' });
      j++;
    }
  }
  return changes;
}
