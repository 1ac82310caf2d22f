import { classes } from '#app/ui/classes.ts';

import { dayOfMeeting, timesOfMeeting, zoneOfMeeting, type MeetingTimes } from './meeting-words.ts';

/** A meeting in the session's zone: the day, and below it the times. */
export function When({ meeting, zone, inline }: { meeting: MeetingTimes; zone: string; inline?: boolean }) {
  return (
    <span className={classes('tabular-nums', inline ? 'inline-flex flex-wrap gap-x-2' : 'grid')}>
      <span className="font-medium whitespace-nowrap">{dayOfMeeting(meeting, zone)}</span>
      <span className={classes('whitespace-nowrap text-ink-soft', !inline && 'text-sm')}>
        {timesOfMeeting(meeting, zone)} {zoneOfMeeting(meeting, zone)}
      </span>
    </span>
  );
}
