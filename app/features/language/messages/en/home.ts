import { counter } from '../../plural.ts';

const count = counter('en');

/** Said after a progress was set. */
const changed: Readonly<
  Record<'same' | 'done' | 'lower' | 'higher', (workshop: string, from: number, to: number) => string>
> = {
  same: (workshop, _from, to) => `${workshop} already stood at ${to} %.`,
  done: (workshop) => `${workshop} is done. Well done!`,
  lower: (workshop, from, to) => `${workshop} went down from ${from} % to ${to} %.`,
  higher: (workshop, _from, to) => `${workshop} is at ${to} % now.`,
};

/** The learner's home: workshops, the next step, what was last reported. */
export const home = {
  title: 'My learning',
  hello: (name: string) => `Hello, ${name}`,
  ahead: (workshops: number, exams: number) =>
    `${count(workshops, { one: 'workshop', other: 'workshops' })}, ${exams === 0 ? 'no exam' : count(exams, { one: 'exam', other: 'exams' })} ahead.`,
  next: 'Next:',
  steps: {
    outcome: (exam: string) => `tell how ${exam} went`,
    progress: (workshop: string) => `set your progress in ${workshop}`,
    book: (exam: string) => `book ${exam}`,
    enrol: 'choose a workshop',
  },
  unconfirmed:
    'Nobody has confirmed yet that you work for the company you named. Your training centre does; until then you are in no report.',
  workshops: 'Workshops',
  noWorkshop: 'No workshop yet',
  noWorkshopText:
    'Enrol in an open one below. Once a training centre has enrolled you in another, it stands here, and you can say how far you are.',
  leadsTo: (exam: string) => `leads to ${exam}`,
  waiting: 'You are on the waiting list. A place that comes free is yours at once, and we tell you by e-mail.',
  lastSet: (day: string) => `Last set ${day}`,
  notSet: 'As your training centre told us; not set here yet',
  notBegun: 'Not begun yet',
  done: 'Done',
  progressIn: (workshop: string) => `Progress in ${workshop}`,
  percentIn: (workshop: string) => `Progress in ${workshop}, percent`,
  save: 'Save',
  change: 'Change',
  less: (percent: number) => `That is less than the ${percent} % it stood at. Say why, then save it.`,
  why: 'Why is it less?',
  choose: 'Choose…',
  because: {
    mistake: 'It was a mistake',
    'started-over': 'I started over',
    'content-changed': 'The workshop changed',
  },
  faults: {
    'out-of-range': 'Progress goes from 0 to 100.',
    'not-whole': 'Enter a whole number from 0 to 100, such as 40.',
    'because-missing': 'Say why it is less than before. Nothing was changed yet.',
    unreadable: 'This form could not be read. Nothing was changed.',
    'not-open': 'Nobody can enrol in this workshop by themselves just now. Your training centre can tell you more.',
  },
  changed,
  more: 'More',
  moreOf: (workshop: string) => `about ${workshop}`,
  history: 'How it went so far',
  saidBy: { person: 'you', staff: 'your trainer', system: 'an import' },
  recordings: 'Recordings',
  until: (day: string) => `until ${day}`,
  recordingsFor:
    'For the learners of this workshop and, where that is agreed, for Microsoft. Who opens one is written down, seen by your trainers, and forgotten when the recording goes.',
  session: {
    of: (title: string) => `Session: ${title}`,
    next: (when: string) => `Next meeting: ${when}`,
    over: 'All meetings are over.',
    cancelled:
      'This session is cancelled. You stay enrolled in the workshop; your training centre can put you into another one.',
    recorded:
      'This session is recorded: names, pictures and voices of those who take part may be seen and heard in it. The recording is for the learners of this workshop and, where that is agreed, for Microsoft.',
    join: 'Open the online meeting',
    seen: 'Your name and picture will be visible to others there.',
    calendar: 'Calendar file',
    calendarOf: (workshop: string) => `of ${workshop}`,
    note: 'Note of your trainers, in no report',
  },
  withdraw: {
    title: 'Withdraw',
    text: 'The workshop leaves this page and every report from now on. If somebody waits for your place, it is theirs at once. You can enrol again, and then begin at 0 %.',
    leaveText: 'You lose your turn. You can enrol again, and then wait behind everybody else.',
    button: 'Withdraw',
    leave: 'Leave the waiting list',
    from: (workshop: string) => `from ${workshop}`,
    done: (workshop: string) => `You have withdrawn from ${workshop}. You find it among the open workshops.`,
  },
  enrol: {
    title: 'Open workshops',
    text: 'You can enrol by yourself. Your employer and Microsoft are told of it in their next report.',
    button: 'Enrol',
    in: (workshop: string) => `in ${workshop}`,
    session: 'Session',
    withoutSession: 'no particular session',
    limited: 'limited places',
    recorded: 'is recorded',
    recordedText:
      'What is marked “is recorded” may show names, pictures and voices of those who take part. The recording is for the learners of the workshop and, where that is agreed, for Microsoft.',
    enrolled: (workshop: string) => `You are enrolled in ${workshop}.`,
    waiting: (workshop: string) => `All places of ${workshop} are taken: you are on the waiting list.`,
  },
  certificate: {
    get: 'Certificate (PDF)',
    of: (workshop: string) => `of ${workshop}`,
    title: 'Certificate of completion',
    saysThat: 'This certifies that',
    hasCompleted: 'has completed the workshop',
    byAddress: 'This typeface lacks signs of the person’s name: the registered address stands for it.',
    madeBy: (academy: string) => `Issued by the ${academy}, from what the person recorded in the portal.`,
  },
  exams: 'Exams',
  allExams: 'Book, move, or tell how it went',
  reported: {
    title: 'What was last reported about you',
    nothing:
      'Nothing yet. When a report with you in it reaches your employer or Microsoft, it stands here with each field.',
    fields: (fields: number, what: string) => `${count(fields, { one: 'field', other: 'fields' })}, ${what}`,
    workshops: (rows: number) => count(rows, { one: 'workshop', other: 'workshops' }),
    exams: (rows: number) => `${count(rows, { one: 'exam', other: 'exams' })} without your name`,
    show: 'show',
    reportOf: (period: string, fields: string) => `Report of ${period}: ${fields}.`,
    all: 'All my data: see, download, correct, restrict, erase',
  },
};
