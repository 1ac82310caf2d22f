// What staff are told about workshops and sessions: refusals in words, by the field that they belong to.
import type { SessionRefusal } from './change-session.server.ts';
import type { RecordingRefusal } from './recordings.server.ts';
import type { SeatRefusal } from './seat-people.server.ts';
import type { Faults } from './session-form.ts';

export const WORKSHOP_REFUSALS = {
  'name-taken': { name: 'There is a workshop of this name already.' },
  'not-found': { form: 'This workshop is not here any more. Nothing was changed.' },
  // The page shows both values.
  'changed-meanwhile': {},
} as const satisfies Record<string, Faults>;

export const SESSION_REFUSALS: Record<SessionRefusal, Faults> = {
  'not-found': { form: 'This session is not here any more. Nothing was changed.' },
  'workshop-unknown': { workshopId: 'Choose a workshop.' },
  'trainer-unknown': { trainers: 'One of these trainers is not here any more.' },
  'meeting-held': { meetings: 'Attendance was marked for a meeting that is missing here: it can’t be taken away.' },
  'recording-late': {
    recorded: 'It has met already: those in it have to be told before. It can’t be recorded any more.',
  },
  'recording-there': { recorded: 'There is a recording of it. Remove that one first.' },
  'changed-meanwhile': {},
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

/** Why a session has no recording, or another one can't be added. */
export const RECORDING_REFUSALS: Record<RecordingRefusal, Faults> = {
  'not-found': { form: 'This recording is not here any more. Nothing was changed.' },
  'changed-meanwhile': {},
  'last-day': { until: 'Choose a day from today to the last one that the settings allow.' },
  'not-recorded': {
    form: 'Those in this session were not told that it is recorded, so no recording of it can be kept. For a session to come, say so on its form before it first meets.',
  },
  'told-late': {
    form: 'Those in this session were told that it is recorded after it had begun. They have to be told before, so no recording of it can be kept.',
  },
  'not-met': { form: 'A recording can be added once a meeting of this session is over.' },
  'too-old': { form: 'The last meeting was so long ago that a recording of it may not be kept any more.' },
};
