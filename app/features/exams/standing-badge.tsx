import { Badge, type Tone } from '#app/ui/badge.tsx';

import type { Standing } from './sitting.ts';

const LOOKS: Record<Standing, { tone: Tone; words: string }> = {
  booked: { tone: 'accent', words: 'booked' },
  'this-month': { tone: 'info', words: 'this month' },
  unknown: { tone: 'warn', words: 'outcome unknown' },
  passed: { tone: 'success', words: 'passed' },
  failed: { tone: 'danger', words: 'failed' },
  'not-taken': { tone: 'neutral', words: 'not taken' },
  cancelled: { tone: 'neutral', words: 'cancelled' },
};

/** How a sitting stands; `exam` names it where nothing else does. */
export function StandingBadge({ standing, exam }: { standing: Standing; exam?: string }) {
  const { tone, words } = LOOKS[standing];
  return <Badge tone={tone}>{exam ? `${exam} ${words}` : words.charAt(0).toUpperCase() + words.slice(1)}</Badge>;
}
