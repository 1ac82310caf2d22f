// What the form of a session offers to choose from, and what it shows of a session that is there.
import type { StaffActor } from '#app/features/access/actor.ts';
import { LANGUAGE_NAMES } from '#app/features/language/language.ts';
import { LANGUAGES } from '#reports/catalogue.ts';
import { findSessionToChange } from './list-sessions.server.ts';
import { wallOf, ZONES } from './meeting-times.ts';
import type { SessionChoices } from './session-fields.tsx';
import type { TypedSession } from './session-form.ts';

export type SessionForm = {
  readonly shown: TypedSession;
  readonly choices: SessionChoices;
  readonly name: string;
  readonly cancelled: boolean;
};

const NEW: TypedSession = {
  workshopId: '',
  revision: '',
  title: '',
  language: 'en',
  zone: 'Europe/Amsterdam',
  places: '',
  link: '',
  recorded: '',
  trainers: [],
  meetings: [],
};

/** The form of a session, or of a new one of `workshopId`; null for a session that is not there. */
export async function findSessionForm(
  actor: StaffActor,
  id: number | null,
  workshopId: string,
): Promise<SessionForm | null> {
  const found = await findSessionToChange(actor, id);
  if (found === null) return null;
  const { session, workshops, trainers } = found;
  const choices = {
    workshops,
    trainers,
    languages: LANGUAGES.map((code) => ({ code, name: LANGUAGE_NAMES[code] })),
    zones: ZONES,
  };
  if (session === null) {
    const shown = {
      ...NEW,
      workshopId,
      trainers: trainers.some(({ id: one }) => one === actor.staffId) ? [String(actor.staffId)] : [],
    };
    return { shown, choices, name: '', cancelled: false };
  }
  return {
    shown: {
      workshopId: String(session.workshopId),
      revision: String(session.revision),
      title: session.title,
      language: session.language,
      zone: session.zone,
      places: String(session.places ?? ''),
      link: session.link ?? '',
      recorded: session.recorded ? 'yes' : '',
      trainers: session.trainers.map((trainer) => String(trainer.id)),
      meetings: session.meetings.map((meeting) => ({ id: String(meeting.id), ...wallOf(meeting, session.zone) })),
    },
    choices,
    name: `${session.workshop}: ${session.title}`,
    cancelled: session.cancelledAt !== null,
  };
}
