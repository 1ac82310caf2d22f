import { Link } from '@remix-run/react';

import { VERSION_STATE_WORDS, type VersionState } from '#app/features/agreements/version-state.ts';
import { Badge, type Tone } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';

const TONES: Readonly<Record<VersionState, Tone>> = {
  draft: 'neutral',
  proposed: 'info',
  coming: 'accent',
  'in-force': 'success',
  past: 'neutral',
  withdrawn: 'neutral',
};

export function StateBadge({ state }: { state: VersionState }) {
  return <Badge tone={TONES[state]}>{VERSION_STATE_WORDS[state]}</Badge>;
}

export type ListedVersion = { readonly number: number; readonly state: VersionState; readonly from: string };

/** Past, present and coming, the newest first. */
export function Versions({
  id,
  versions,
  selected,
}: {
  id: number;
  versions: readonly ListedVersion[];
  selected: number;
}) {
  return (
    <Card title="Versions">
      <ol className="grid gap-1">
        {versions.map(({ number, state, from }) => (
          <li key={number}>
            <Link
              to={`/admin/agreements/${id}?version=${number}`}
              preventScrollReset
              aria-current={number === selected ? 'page' : undefined}
              className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-md px-2 py-1.5 hover:bg-sunken aria-[current=page]:bg-accent-tint"
            >
              <span className="font-medium">Version {number}</span>
              <StateBadge state={state} />
              <span className="w-full text-sm text-ink-soft">from {from}</span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
