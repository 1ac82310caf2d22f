// When a meeting is, whatever the clocks do that night; and how it reads.
import { instantsOf, wallOf, ZONES } from '#app/features/learning/meeting-times.ts';
import { dayOfMeeting, timesOfMeeting, zoneOfMeeting } from '#app/features/learning/meeting-words.ts';
import { expect, it } from 'vitest';

const at = (date: string, start: string, end: string, zone = 'Europe/Amsterdam') =>
  instantsOf({ date, start, end }, zone);
const utc = (date: string, start: string, end: string, zone?: string) => {
  const found = at(date, start, end, zone);
  return found && [found.startsAt.toISOString(), found.endsAt.toISOString()];
};

it('is by the wall clock of the zone, in winter and in summer', () => {
  expect(utc('2026-12-03', '09:00', '12:00')).toEqual(['2026-12-03T08:00:00.000Z', '2026-12-03T11:00:00.000Z']);
  expect(utc('2026-07-03', '09:00', '12:00')).toEqual(['2026-07-03T07:00:00.000Z', '2026-07-03T10:00:00.000Z']);
  expect(utc('2026-12-03', '09:00', '12:00', 'Europe/Lisbon')?.[0]).toBe('2026-12-03T09:00:00.000Z');
});

it('comes as much later where the clocks skip it, and is the first where they repeat it', () => {
  expect(utc('2027-03-28', '02:30', '05:00')).toEqual(['2027-03-28T01:30:00.000Z', '2027-03-28T03:00:00.000Z']);
  expect(utc('2026-10-25', '02:30', '03:30')).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T02:30:00.000Z']);
  // Skipped and over before it begins.
  expect(utc('2027-03-28', '02:30', '03:15')).toBeNull();
});

it.each([
  ['2026-02-30', '09:00', '12:00'],
  ['2026-2-3', '09:00', '12:00'],
  ['2026-02-03', '9:00', '12:00'],
  ['2026-02-03', '25:00', '26:00'],
  ['2026-02-03', '12:00', '12:00'],
  ['2026-02-03', '12:00', '09:00'],
  ['', '', ''],
])('is not %s %s–%s', (date, start, end) => expect(at(date, start, end)).toBeNull());

it('shows in a form what was typed into it, in every zone that is offered', () => {
  for (const zone of ZONES) {
    const typed = { date: '2026-12-03', start: '09:15', end: '12:00' };
    const instants = instantsOf(typed, zone);
    expect(instants && wallOf(instants, zone)).toEqual(typed);
  }
});

it('reads in the session’s zone, whatever the reader’s is', () => {
  const meeting = at('2026-12-03', '09:00', '12:00', 'Europe/Helsinki');
  if (meeting === null) throw new Error('This is a time');
  const words = [dayOfMeeting, timesOfMeeting, zoneOfMeeting].map((tell) => tell(meeting, 'Europe/Helsinki'));
  expect(words).toEqual(['Thu, 3 Dec 2026', '09:00–12:00', 'EET']);
});
