// What the record of processing says beside what the data map, the agreements and the settings say: about whom, by which ways, and how it is kept safe (art. 30(1)).
import type { Channel } from '#app/features/agreements/channel-names.ts';
import type { DataClassName } from './data-classes.ts';

/** About whom each class of data is. A class more in the data map does not compile until it is here. */
export const SUBJECTS: Readonly<Record<DataClassName, string>> = {
  reported: 'people who learn',
  examReported: 'people who learn',
  account: 'people who learn',
  right: 'people who learn',
  pending: 'people who register, and their guardians',
  request: 'people who learn',
  asker: 'people who ask about their data without an account',
  support: 'people who learn, and whoever else asks the academy',
  supportAsker: 'people without an account who ask the academy',
  notification: 'people who learn',
  proof: 'people who learn',
  consent: 'people who learn',
  history: 'people who learn',
  opening: 'people who learn',
  moment: 'people who learn',
  tombstone: 'people who were erased',
  disclosure: 'people who learn',
  ledger: 'everybody who did something',
  staff: 'staff',
  contact: 'contacts of recipients',
  signIn: 'everybody who signs in',
  wayIn: 'everybody who signs in',
  guardianRefusal: 'people whose guardian said no',
  breach: 'nobody by name',
  register: 'nobody',
};

type Way = { readonly name: string; readonly how: string; readonly why: string; readonly basis: string };

/** Why and how by each channel, and on which basis (S4). */
export const WAYS: Readonly<Record<Channel, Way>> = {
  portal: {
    name: 'Portal',
    how: 'The recipient’s confirmed contacts sign in and download; the first download is the disclosure. The file goes after the period that is set.',
    why: 'Nothing leaves that nobody fetches, and who fetched is known.',
    basis: 'contract: the agreement with the recipient',
  },
  graph: {
    name: 'SharePoint (Microsoft Graph)',
    how: 'Uploaded over TLS into the agreed document library; what arrived is asked for before anything is sent again.',
    why: 'The recipient keeps its reports in its own tenant.',
    basis: 'contract: the agreement with the recipient',
  },
  sftp: {
    name: 'SFTP',
    how: 'Sent to the recipient’s server, whose key was agreed, with a key of the academy’s own.',
    why: 'The recipient reads its reports by machine.',
    basis: 'contract: the agreement with the recipient',
  },
  folder: {
    name: 'Folder',
    how: 'Put into a folder of the academy, from which somebody hands it on; the copy goes with the file that it was made of.',
    why: 'For recipients who agreed to be handed it in person.',
    basis: 'contract: the agreement with the recipient',
  },
};

/** The ways by which the academy hears from people and writes to them. */
export const OWN_WAYS: readonly Way[] = [
  {
    name: 'Registration and the own account',
    how: 'People type it themselves, over TLS; nobody is a person here before the address is proved.',
    why: 'To train them, and to report as agreed.',
    basis: 'contract; consent where it is asked for',
  },
  {
    name: 'Import by staff',
    how: 'Files of training centres, read apart, previewed row by row, taken back as a whole; people are written to before anything about them leaves.',
    why: 'To train whom an employer has registered.',
    basis: 'contract; people are told (art. 14)',
  },
  {
    name: 'Mail',
    how: 'By the mail server, over TLS alone; names of fields, links and a first name, no other personal data.',
    why: 'To run the account, to ask about exams, to tell what has to be told.',
    basis: 'contract; consent for news and offers',
  },
  {
    name: 'Support',
    how: 'People ask on their own page or, without an account, on a public one; they are answered by mail. Contact data goes when the case is closed.',
    why: 'To help whoever asks.',
    basis: 'contract; legitimate interest of whoever asks without an account',
  },
  {
    name: 'Phone',
    how: 'Calls to people who learn, after mails stayed unanswered; three contacts at most.',
    why: 'To ask how an exam went.',
    basis: 'contract',
  },
];

/** In general terms, as art. 30(1)(g) asks. */
export const SAFETY: readonly string[] = [
  'Row security of the database lets each kind of user read its own rows alone; reports are read by a role that sees the agreed fields and nothing else.',
  'Every finished report is opened again and checked before it leaves, and its hash is kept.',
  'Sign-in by work accounts or one-time codes, no passwords; grave steps ask for a fresh proof; sign-ins end when rights do.',
  'Two people approve agreements, roles of administrators and privacy officers, and reports that were drafted by one of them.',
  'What is done is recorded by ids and names of fields in a chain of hashes, anchored outside the database each day.',
  'Everything travels over TLS; mail holds no personal data beyond a first name.',
  'Exam rows carry no name and no day; how many could be recognised is counted before they leave.',
];
