import { useMessages } from '#app/features/language/use-language.tsx';
import type { NoticeChange } from '#app/features/people/notice-changes.ts';
import { classes } from '#app/ui/classes.ts';

/** What came and went from one version of the notice to another, sentence by sentence. */
export function NoticeChanges({ changes, language }: { changes: readonly NoticeChange[]; language: string }) {
  const { versions: words } = useMessages().notice;
  const changed = changes.filter(({ kind }) => kind !== 'same');
  if (changed.length === 0) return <p className="text-ink-soft">{words.noChange}</p>;
  return (
    <ul lang={language} className="grid gap-1">
      {changed.map(({ kind, sentence }, index) => (
        <li
          key={index}
          className={classes(
            'rounded-sm border-l-4 px-3 py-1',
            kind === 'added' ? 'border-success-line bg-success-tint' : 'border-danger-line bg-danger-tint',
          )}
        >
          <span className="font-semibold">{kind === 'added' ? words.added : words.removed}: </span>
          {kind === 'added' ? <ins className="no-underline">{sentence}</ins> : <del>{sentence}</del>}
        </li>
      ))}
    </ul>
  );
}
