import { ChangedMeanwhile } from '#app/ui/changed-meanwhile.tsx';
import { differencesOf } from '#app/ui/differences.ts';

import type { SessionChoices } from './session-fields.tsx';
import type { TypedSession } from './session-form.ts';

const LABELS = {
  title: 'Title',
  language: 'Language',
  zone: 'Time zone',
  places: 'Places',
  link: 'Teams link',
  recorded: 'It is recorded',
  trainers: 'Trainers',
  meetings: 'Meetings',
} as const;

function inWords(session: TypedSession, { trainers, languages }: SessionChoices): Record<keyof typeof LABELS, string> {
  const { title, language, zone, places, link, recorded, meetings } = session;
  return {
    title,
    language: languages.find(({ code }) => code === language)?.name ?? language,
    zone: zone.replace('_', ' '),
    places: places.trim() === '' ? 'as many as come' : places,
    link,
    recorded: recorded === 'yes' ? 'yes' : 'no',
    trainers: trainers
      .filter(({ id }) => session.trainers.includes(String(id)))
      .map(({ name }) => name)
      .join(', '),
    meetings: meetings
      .map(({ date, start, end }) => `${date} ${start}–${end}`)
      .toSorted()
      .join(', '),
  };
}

/** Told to whom sends a form that is older than the session: what stands there now, and what stands in the form. */
export function SessionChanged({
  now,
  typed,
  choices,
}: {
  now: TypedSession;
  typed: TypedSession;
  choices: SessionChoices;
}) {
  return <ChangedMeanwhile differences={differencesOf(LABELS, inWords(now, choices), inWords(typed, choices))} />;
}

/** What was typed, as a form that is made from what stands there now. A meeting that is not there any more is a new one. */
export const madeFrom = (typed: TypedSession, now: TypedSession): TypedSession => ({
  ...typed,
  revision: now.revision,
  meetings: typed.meetings.map((meeting) =>
    now.meetings.some(({ id }) => id === meeting.id) ? meeting : { ...meeting, id: '' },
  ),
});
