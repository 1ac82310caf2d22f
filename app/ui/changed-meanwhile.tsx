import type { Difference } from './differences.ts';
import { Notice } from './notice.tsx';

const shown = (value: string): string => (value.trim() === '' ? 'nothing' : value);

/** What stands there now beside what was typed, where both are not the same. Sent again, the form counts as one that was made from what is told here. */
export function ChangedMeanwhile({ differences }: { differences: readonly Difference[] }) {
  return (
    <Notice
      live
      tone="warn"
      title="Somebody else changed this since you opened this page. Nothing of yours was saved yet."
    >
      {differences.length === 0 ? (
        <p>What you typed is what stands there by now, or they changed something that is not on this form.</p>
      ) : (
        <ul className="my-1 grid gap-1">
          {differences.map(({ label, theirs, mine }) => (
            <li key={label} className="wrap-anywhere">
              <span className="font-medium">{label}:</span> now <b>{shown(theirs)}</b>, yours <b>{shown(mine)}</b>
            </li>
          ))}
        </ul>
      )}
      <p>Yours stands below. Save again to put it in place of theirs, or write theirs there first.</p>
    </Notice>
  );
}
