import { useMessages } from '#app/features/language/use-language.tsx';
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

/** How a sitting stands, in English. */
export function StandingBadge({ standing }: { standing: Standing }) {
  const { tone, words } = LOOKS[standing];
  return <Badge tone={tone}>{words.charAt(0).toUpperCase() + words.slice(1)}</Badge>;
}

/** How a sitting of one's own stands, in the page's language; `exam` names it where nothing else does. */
export function OwnStandingBadge({ standing, exam }: { standing: Standing; exam?: string }) {
  const { standings } = useMessages().exams;
  const words = standings[standing];
  return (
    <Badge tone={LOOKS[standing].tone} className="whitespace-normal">
      {exam ? `${exam} ${words}` : words.charAt(0).toUpperCase() + words.slice(1)}
    </Badge>
  );
}
