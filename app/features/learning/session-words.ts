// What staff are told about workshops and sessions: refusals in words, by the field that they belong to.
import type { SessionRefusal } from './change-session.server.ts';
import type { SeatRefusal } from './seat-people.server.ts';
import type { Faults } from './session-form.ts';

export const WORKSHOP_REFUSALS = {
  'name-taken': { name: 'There is a workshop of this name already.' },
  'not-found': { form: 'This workshop is not here any more. Nothing was changed.' },
} as const satisfies Record<string, Faults>;

export const SESSION_REFUSALS: Record<SessionRefusal, Faults> = {
  'not-found': { form: 'This session is not here any more. Nothing was changed.' },
  'workshop-unknown': { workshopId: 'Choose a workshop.' },
  'trainer-unknown': { trainers: 'One of these trainers is not here any more.' },
  'meeting-held': { meetings: 'Attendance was marked for a meeting that is missing here: it can’t be taken away.' },
  'meeting-unknown': { meetings: 'Somebody else changed the meetings meanwhile. Load the page anew.' },
};

export const SEAT_REFUSALS: Record<Exclude<SeatRefusal, 'not-found'>, string> = {
  closed: 'This session is cancelled. Open it again first.',
  unknown: 'Nobody here has this address. Import them, or have them register.',
  'not-employed': 'This person works for no company at the moment, so they can’t be enrolled.',
  'already-here': 'This person is on this session already.',
  elsewhere: 'This person is on another session of this workshop. Take them off that one first.',
  full: 'All places are taken. This person stays enrolled in the workshop without a session.',
};
