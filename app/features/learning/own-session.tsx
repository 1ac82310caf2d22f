import { useLanguage, useMessages } from '#app/features/language/use-language.tsx';
import { Icon } from '#app/ui/icon.tsx';

import type { OwnSession as Session } from './enrolments.server.ts';
import { dayOfMeeting, timesOfMeeting, zoneOfMeeting } from './meeting-words.ts';

const LINK = 'font-medium text-accent underline underline-offset-2';

/** 'Thu, 3 Dec 2026, 09:00–12:00 CET', in the reader's language and the session's zone. */
export function useMeetingWords(): (next: NonNullable<Session['next']>, zone: string) => string {
  const language = useLanguage();
  return (next, zone) =>
    `${dayOfMeeting(next, zone, language)}, ${timesOfMeeting(next, zone, language)} ${zoneOfMeeting(next, zone, language)}`;
}

/** The session that the learner is in: when it meets next, where, and for the calendar. */
export function OwnSession({ session, workshop, waiting }: { session: Session; workshop: string; waiting: boolean }) {
  const { home } = useMessages();
  const tell = useMeetingWords();
  const { id, title, zone, cancelled, recorded, link, next, over } = session;
  const words = home.session;
  return (
    <div className="my-2 grid gap-1 rounded-sm bg-sunken px-3 py-2">
      <p className="font-medium wrap-anywhere">{words.of(title)}</p>
      {cancelled ? <p className="text-danger">{words.cancelled}</p> : null}
      {cancelled || next === null ? null : <p className="tabular-nums">{words.next(tell(next, zone))}</p>}
      {over && !cancelled ? <p className="text-ink-soft">{words.over}</p> : null}
      {recorded && !cancelled ? (
        <p className="flex max-w-prose items-start gap-1.5">
          <Icon name="info" size="small" className="mt-1" />
          <span>{words.recorded}</span>
        </p>
      ) : null}
      {cancelled || waiting ? null : (
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          {link === null ? null : (
            <a href={link} rel="noreferrer" className={LINK}>
              {words.join}
            </a>
          )}
          <a href={`/me/sessions/${id}/calendar.ics`} className={LINK}>
            <Icon name="download" size="small" className="mr-1 inline align-text-bottom" />
            {words.calendar}
            <span className="sr-only"> {words.calendarOf(workshop)}</span>
          </a>
        </p>
      )}
      {cancelled || waiting || link === null ? null : <p className="text-sm text-ink-soft">{words.seen}</p>}
    </div>
  );
}
