// Decides how meetings are written for calendar programs (RFC 5545). Who is in a session never stands there.

export type CalendarEvent = {
  /** The same for as long as the meeting is, so that a calendar changes it instead of adding another. */
  readonly uid: string;
  /** How often it was changed. */
  readonly revision: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly title: string;
  readonly text?: string | undefined;
  readonly link?: string | undefined;
  readonly cancelled: boolean;
};

const LINE_OCTETS = 75;

/** '20261203T080000Z'. In UTC, so that no calendar has to know a zone's rules. */
const utc = (instant: Date): string => instant.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** Text of a person, with what would end the line or the value made harmless. */
const text = (value: string): string => value.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');

/** No line is longer than 75 octets, and no letter is cut. */
function fold(line: string): string {
  const folded: string[] = [];
  let part = '';
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (octets + size > LINE_OCTETS) {
      folded.push(part);
      part = ' ';
      octets = 1;
    }
    part += sign;
    octets += size;
  }
  return [...folded, part].join('\r\n');
}

const linesOf = (
  { uid, revision, startsAt, endsAt, title, text: about, link, cancelled }: CalendarEvent,
  madeAt: Date,
) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `DTSTAMP:${utc(madeAt)}`,
  `SEQUENCE:${revision}`,
  `DTSTART:${utc(startsAt)}`,
  `DTEND:${utc(endsAt)}`,
  `SUMMARY:${text(title)}`,
  ...(about === undefined ? [] : [`DESCRIPTION:${text(about)}`]),
  ...(link === undefined ? [] : [`LOCATION:${text(link)}`, `URL:${link}`]),
  `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  'END:VEVENT',
];

/** The file's text, with CRLF. `madeAt` is when it is asked for. */
export function renderCalendar(name: string, events: readonly CalendarEvent[], madeAt: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Partner Skills Academy//Workshops//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${text(name)}`,
    ...events.flatMap((event) => linesOf(event, madeAt)),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
