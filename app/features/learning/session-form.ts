// Decides what the forms of workshops and sessions may send, and says what is wrong with what was typed.
import { z } from 'zod';

import { ok, refused, type Result } from '#app/platform/result.ts';
import { plainLine, typedLine } from '#app/platform/text.ts';
import { LANGUAGES, type Language } from '#reports/catalogue.ts';
import { isHttps } from './meeting-link.ts';
import { instantsOf, ZONES, type Instants, type WallMeeting } from './meeting-times.ts';

const id = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);
const places = z
  .string()
  .trim()
  .regex(/^([1-9]\d{0,4})?$/, 'Places are a whole number from 1 to 99999; leave it empty for as many as come.')
  .transform((typed) => (typed === '' ? null : Number(typed)));

/** Of what the form showed; none for something new. */
export const revision = z
  .string()
  .regex(/^\d{0,9}$/)
  .transform((typed) => (typed === '' ? null : Number(typed)));

const workshopSchema = z.strictObject({
  revision,
  name: typedLine(200, { empty: 'Give the workshop a name.', long: 'A name has at most 200 characters.' }),
  examCode: z
    .string()
    .transform((typed) => plainLine(typed).toUpperCase())
    .pipe(z.string().regex(/^([A-Z0-9]{1,6}-[A-Z0-9]{1,8})?$/, 'An exam ID is written like AZ-104.'))
    .transform((code) => (code === '' ? null : code)),
  places,
  open: z.enum(['yes', 'no'], { error: 'Say whether people can enrol by themselves.' }),
});
export type WorkshopInput = {
  /** Of what the form showed, null for a new one; left out where nothing was shown before. */
  revision?: number | null;
  name: string;
  examCode: string | null;
  places: number | null;
  open: boolean;
};
export const WORKSHOP_FIELDS = ['revision', 'name', 'examCode', 'places', 'open'] as const;
export type TypedWorkshop = Record<(typeof WORKSHOP_FIELDS)[number], string>;
/** What is wrong, by field; `form` where it is none of them. */
export type Faults = Readonly<Record<string, string>>;

const UNREADABLE: Faults = { form: 'This form could not be read. Nothing was changed.' };

const faultsOf = (error: z.ZodError): Faults =>
  Object.fromEntries(error.issues.toReversed().map(({ path, message }) => [String(path[0] ?? 'form'), message]));

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
const texts = (form: FormData, name: string): string[] =>
  form.getAll(name).map((value) => (typeof value === 'string' ? value : ''));

export function readTypedWorkshop(form: FormData): TypedWorkshop {
  return {
    revision: text(form, 'revision'),
    name: text(form, 'name'),
    examCode: text(form, 'examCode'),
    places: text(form, 'places'),
    open: text(form, 'open'),
  };
}

export function parseWorkshop(form: FormData): Result<WorkshopInput, Faults> {
  const parsed = workshopSchema.safeParse({ revision: '', ...Object.fromEntries(form) });
  if (!parsed.success) {
    return refused(
      parsed.error.issues.some(({ code }) => code === 'unrecognized_keys') ? UNREADABLE : faultsOf(parsed.error),
    );
  }
  return ok({ ...parsed.data, open: parsed.data.open === 'yes' });
}

const sessionSchema = z.strictObject({
  workshopId: id,
  revision,
  title: typedLine(200, {
    empty: 'Give the session a title that tells it from the others.',
    long: 'A title has at most 200 characters.',
  }),
  language: z.enum(LANGUAGES, { error: 'Choose a language.' }),
  zone: z.string().refine((zone) => ZONES.includes(zone), 'Choose a time zone.'),
  places,
  link: z
    .string()
    .trim()
    .refine((typed) => typed === '' || isHttps(typed), 'A link begins with https://')
    .transform((typed) => (typed === '' ? null : typed)),
  recorded: z.enum(['', 'yes']).transform((ticked) => ticked === 'yes'),
  trainers: z.array(id).max(20, 'A session has at most 20 trainers.'),
  meetings: z.array(z.strictObject({ id: id.nullable(), date: z.string(), start: z.string(), end: z.string() })),
});

export type MeetingInput = Instants & { readonly id: number | null };
export type SessionInput = {
  workshopId: number;
  /** Of what the form showed, null for a new one; left out where nothing was shown before. */
  revision?: number | null;
  title: string;
  language: Language;
  zone: string;
  places: number | null;
  link: string | null;
  /** It is recorded, which those in it are told. */
  recorded: boolean;
  trainers: number[];
  meetings: MeetingInput[];
};
export type TypedMeeting = WallMeeting & { readonly id: string };
export type TypedSession = {
  workshopId: string;
  revision: string;
  title: string;
  language: string;
  zone: string;
  places: string;
  link: string;
  /** 'yes' or nothing. */
  recorded: string;
  trainers: string[];
  meetings: TypedMeeting[];
};

const SESSION_FIELDS = new Set(
  'workshopId revision title language zone places link recorded trainer meetingId date start end'.split(' '),
);
export const MOST_MEETINGS = 60;

/** What was typed, to be shown again. Rows of meetings that are wholly empty are left out. */
export function readTypedSession(form: FormData): TypedSession {
  const [ids, dates, starts, ends] = [
    texts(form, 'meetingId'),
    texts(form, 'date'),
    texts(form, 'start'),
    texts(form, 'end'),
  ];
  return {
    workshopId: text(form, 'workshopId'),
    revision: text(form, 'revision'),
    title: text(form, 'title'),
    language: text(form, 'language'),
    zone: text(form, 'zone'),
    places: text(form, 'places'),
    link: text(form, 'link'),
    recorded: text(form, 'recorded'),
    trainers: texts(form, 'trainer'),
    meetings: dates
      .map((date, index) => ({ id: ids[index] ?? '', date, start: starts[index] ?? '', end: ends[index] ?? '' }))
      .filter(({ date, start, end }) => date !== '' || start !== '' || end !== ''),
  };
}

function readMeetings(
  meetings: readonly (WallMeeting & { id: number | null })[],
  zone: string,
): Result<MeetingInput[], string> {
  if (meetings.length > MOST_MEETINGS) return refused(`A session has at most ${MOST_MEETINGS} meetings.`);
  const read: MeetingInput[] = [];
  for (const [index, meeting] of meetings.entries()) {
    const instants = instantsOf(meeting, zone);
    if (instants === null) return refused(`Meeting ${index + 1}: give a day, a start and a later end on the same day.`);
    read.push({ id: meeting.id, ...instants });
  }
  const byStart = read.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  const overlaps = byStart.some(({ startsAt }, index) => {
    const before = byStart[index - 1];
    return before !== undefined && startsAt < before.endsAt;
  });
  return overlaps ? refused('Two meetings overlap.') : ok(byStart);
}

export function parseSession(form: FormData): Result<SessionInput, Faults> {
  const lists = ['meetingId', 'date', 'start', 'end'].map((name) => form.getAll(name).length);
  if ([...form.keys()].some((name) => !SESSION_FIELDS.has(name)) || new Set(lists).size > 1) return refused(UNREADABLE);
  const typed = readTypedSession(form);
  const parsed = sessionSchema.safeParse({
    ...typed,
    meetings: typed.meetings.map((meeting) => ({ ...meeting, id: meeting.id === '' ? null : meeting.id })),
  });
  if (!parsed.success) return refused(faultsOf(parsed.error));
  const meetings = readMeetings(parsed.data.meetings, parsed.data.zone);
  return meetings.ok ? ok({ ...parsed.data, meetings: meetings.value }) : refused({ meetings: meetings.reason });
}
