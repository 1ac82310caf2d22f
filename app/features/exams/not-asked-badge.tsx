import { Badge } from '#app/ui/badge.tsx';

import { NOT_ASKED_WORDS, type NotAskedReason } from './not-asked.ts';

/** That nobody may ask, and why. */
export function NotAskedBadge({ because }: { because: NotAskedReason }) {
  return (
    <span className="block">
      <Badge className="whitespace-normal">Not to be asked</Badge>
      <span className="block text-sm text-ink-soft">{NOT_ASKED_WORDS[because]}</span>
    </span>
  );
}
