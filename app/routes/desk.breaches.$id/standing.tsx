// How a breach stands, in words and shapes.
import { sayMinutes } from '#app/features/privacy/breach.ts';
import { Badge } from '#app/ui/badge.tsx';
import { formatDayTime } from '#app/ui/format.ts';

export const DrillBadge = () => <Badge tone="info">Drill</Badge>;

const SHORT_MINUTES = 24 * 60;

/** Elapsed hours, told as hours and minutes: a day can have 23 or 25. */
export function TimeLeft({ minutesLeft, deadline }: { minutesLeft: number; deadline: Date }) {
  return (
    <span>
      <Badge tone={minutesLeft < 0 ? 'danger' : minutesLeft < SHORT_MINUTES ? 'warn' : 'neutral'}>
        {minutesLeft < 0 ? `${sayMinutes(minutesLeft)} over` : `${sayMinutes(minutesLeft)} left`}
      </Badge>
      <span className="mt-0.5 block text-sm whitespace-nowrap text-ink-soft">until {formatDayTime(deadline)}</span>
    </span>
  );
}

export function StandingBadge({ isClosed, isRunning }: { isClosed: boolean; isRunning: boolean }) {
  if (isClosed) return <Badge tone="success">Closed</Badge>;
  return isRunning ? <Badge tone="warn">To be decided</Badge> : <Badge tone="accent">Open</Badge>;
}
