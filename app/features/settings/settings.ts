// The settings that there are: what each may be, what it is until an administrator decides otherwise, and how it is called. A setting that does
// not stand here does not exist, and one stands here only where it takes effect wherever its value is said or used.
import { PROPOSED } from '#app/features/language/academy.ts';
import { PROPOSED_HOLIDAYS } from './holidays.ts';
import { accent, days, email, line, link, whole, type Setting } from './setting-kinds.ts';

export type SettingValues = {
  readonly academyName: string;
  readonly academyShortName: string;
  readonly accentLight: string;
  readonly accentDark: string;
  readonly privacyContact: string;
  readonly privacyEmail: string;
  readonly authorityName: string;
  readonly authorityAddress: string;
  readonly authoritiesAddress: string;
  readonly holidays: string;
  readonly partnerIdName: string;
  readonly followUpContacts: number;
  readonly followUpReminderDays: number;
  readonly followUpCallDays: number;
  readonly recordingDays: number;
  readonly contestDays: number;
  readonly catchUpReports: number;
  readonly reportFileDays: number;
};
export type SettingName = keyof SettingValues;

export const SETTINGS: { readonly [Name in SettingName]: Setting<SettingValues[Name]> } = {
  academyName: line(60, {
    group: 'association',
    label: 'Name',
    hint: 'In sentences on pages, as the sender and in the text of mails, on certificates, and as the maker of workbooks.',
    fallback: PROPOSED.name,
  }),
  academyShortName: line(24, {
    group: 'association',
    label: 'Short name',
    hint: 'Beside the mark on every page, and in the titles of pages.',
    fallback: PROPOSED.shortName,
  }),
  accentLight: accent('light', {
    group: 'association',
    label: 'Accent where it is light',
    hint: 'Links, buttons and what is chosen.',
    fallback: '#3a4cd1',
  }),
  accentDark: accent('dark', {
    group: 'association',
    label: 'Accent where it is dark',
    hint: 'The same for those who read light on dark.',
    fallback: '#9dabff',
  }),
  privacyContact: line(80, {
    group: 'privacy',
    label: 'Contact for data protection',
    hint: 'Who answers for what is done with data; on the notice.',
    fallback: 'LLPA',
  }),
  privacyEmail: email({
    group: 'privacy',
    label: 'Their address',
    hint: 'On the notice, where a registration can’t go on, and in mails about decisions and changed addresses.',
    fallback: 'privacy@psa.example',
  }),
  authorityName: line(80, {
    group: 'privacy',
    label: 'Supervisory authority',
    hint: 'Of the country in which the association sits; on the notice.',
    fallback: 'Autoriteit Persoonsgegevens',
  }),
  authorityAddress: link({
    group: 'privacy',
    label: 'Its web address',
    hint: 'Where a complaint is made.',
    fallback: 'https://autoriteitpersoonsgegevens.nl/',
  }),
  authoritiesAddress: link({
    group: 'privacy',
    label: 'Authorities of the other countries',
    hint: 'A list of all of them: anybody may also go to the one of their own country.',
    fallback: 'https://www.edpb.europa.eu/about-edpb/about-edpb/members_en',
  }),
  holidays: days({
    group: 'privacy',
    label: 'Holidays',
    hint: 'A request that would be due on one is due on the next working day. A line for each: the day and its name.',
    fallback: PROPOSED_HOLIDAYS,
  }),
  partnerIdName: line(30, {
    group: 'words',
    label: 'Number of a partner in the programme',
    hint: 'Stands in brackets after “Partner ID” on forms and in the headers of workbooks, and is a header that imports know, beside the ones before.',
    fallback: PROPOSED.partnerId,
  }),
  followUpContacts: whole(0, 9, 'contacts', {
    group: 'follow-up',
    label: 'Contacts about one exam, at most',
    hint: 'A mail, a reminder, then calls. With 0 nobody is asked.',
    fallback: 3,
  }),
  followUpReminderDays: whole(1, 60, 'days', {
    group: 'follow-up',
    label: 'From the mail to the reminder',
    hint: 'The mail goes in the morning of the first day after the exam month, and never before the day after it was planned.',
    fallback: 7,
  }),
  followUpCallDays: whole(1, 60, 'days', {
    group: 'follow-up',
    label: 'From the reminder to a call',
    hint: 'And from one call to the next, where more are allowed.',
    fallback: 7,
  }),
  recordingDays: whole(1, 365, 'days', {
    group: 'periods',
    label: 'How long a recording is there, at most',
    hint: 'From the last meeting that is over. Then it leaves every page, and who opened it is forgotten.',
    fallback: 90,
  }),
  contestDays: whole(14, 90, 'days', {
    group: 'periods',
    label: 'An outcome can be contested for',
    hint: 'By its learner, from when it was recorded. The notice promises fourteen days; it can’t be less.',
    fallback: 14,
  }),
  catchUpReports: whole(1, 12, 'reports', {
    group: 'periods',
    label: 'Reports made up for after an outage, of each agreement',
    hint: 'The newest ones. Older ones are marked as missed, and stand on the overview.',
    fallback: 2,
  }),
  reportFileDays: whole(30, 366, 'days', {
    group: 'periods',
    label: 'How long a report’s file is kept',
    hint: 'From when it was published or brought out; the hash and the record of whose rows left stay. What reads otherwise than in the last report is told as long as both files are there: with quarterly reports, 92 days and more.',
    fallback: 90,
  }),
};

const isName = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name);
export const SETTING_NAMES: readonly SettingName[] = Object.keys(SETTINGS).filter(isName);
export const isSettingName = isName;

/** The stored value if it still is one that the setting may be, else what the code proposes. */
export function valueOf<Name extends SettingName>(name: Name, stored: unknown): SettingValues[Name] {
  const { schema, fallback } = SETTINGS[name];
  return schema.safeParse(stored).data ?? fallback;
}
