// Calendar files as RFC 5545 wants them.
import { renderCalendar, type CalendarEvent } from '#app/features/learning/calendar.ts';
import { expect, it } from 'vitest';

const EVENT: CalendarEvent = {
  uid: 'meeting-7@portal.example',
  revision: 3,
  startsAt: new Date('2026-12-03T08:00:00Z'),
  endsAt: new Date('2026-12-03T11:00:00Z'),
  title: 'Azure; Administrator, part 1\\2',
  text: 'One\nTwo',
  link: 'https://meet.example/a?b=c',
  cancelled: false,
};
const MADE = new Date('2026-11-22T10:00:00.123Z');
const render = (change: Partial<CalendarEvent> = {}) => renderCalendar('Azure', [{ ...EVENT, ...change }], MADE);

it('names the meeting, its revision and its instants, with text that ends no value', () => {
  expect(render().split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Partner Skills Academy//Workshops//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Azure',
    'BEGIN:VEVENT',
    'UID:meeting-7@portal.example',
    'DTSTAMP:20261122T100000Z',
    'SEQUENCE:3',
    'DTSTART:20261203T080000Z',
    'DTEND:20261203T110000Z',
    'SUMMARY:Azure\\; Administrator\\, part 1\\\\2',
    'DESCRIPTION:One\\nTwo',
    'LOCATION:https://meet.example/a?b=c',
    'URL:https://meet.example/a?b=c',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

it('says that a meeting is cancelled', () => expect(render({ cancelled: true })).toContain('STATUS:CANCELLED'));

it('folds long lines at 75 octets without cutting a letter, and unfolds to the same', () => {
  const title = '漢字 Žluťoučký kůň 🐎 '.repeat(20).trim();
  const file = render({ title });
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}\r\n`);
});

it('lets nobody write lines of their own', () => {
  const lines = render({ title: 'A\r\nATTENDEE:mailto:x@x.example' }).split('\r\n');
  expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
});
