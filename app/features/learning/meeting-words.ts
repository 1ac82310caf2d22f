// How meetings read: in the session's own zone, with its short name where the reader's clock may show another time.

const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };
const made = new Map<string, Intl.DateTimeFormat>();

function formatIn(language: string, zone: string, kind: 'day' | 'short' | 'time' | 'zone'): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${kind}`;
  const options: Record<typeof kind, Intl.DateTimeFormatOptions> = {
    day: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    short: { day: 'numeric', month: 'short' },
    time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    zone: { timeZoneName: 'short', hour: '2-digit' },
  };
  const found =
    made.get(key) ?? new Intl.DateTimeFormat(LOCALES[language] ?? language, { ...options[kind], timeZone: zone });
  made.set(key, found);
  return found;
}

export type MeetingTimes = { readonly startsAt: Date; readonly endsAt: Date };

/** 'Tue, 3 Dec 2026'. */
export const dayOfMeeting = ({ startsAt }: MeetingTimes, zone: string, language = 'en'): string =>
  formatIn(language, zone, 'day').format(startsAt);

/** '3 Dec'. */
export const shortDayOfMeeting = ({ startsAt }: MeetingTimes, zone: string, language = 'en'): string =>
  formatIn(language, zone, 'short').format(startsAt);

/** '09:00–12:00'. */
export function timesOfMeeting({ startsAt, endsAt }: MeetingTimes, zone: string, language = 'en'): string {
  const time = formatIn(language, zone, 'time');
  return `${time.format(startsAt)}–${time.format(endsAt)}`;
}

/** 'CET'. */
export const zoneOfMeeting = ({ startsAt }: MeetingTimes, zone: string, language = 'en'): string =>
  formatIn(language, zone, 'zone')
    .formatToParts(startsAt)
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone;
