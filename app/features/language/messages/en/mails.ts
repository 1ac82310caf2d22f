import { letters } from './letters.ts';
import { breachLetter } from './breach-letter.ts';
import { supportAnswered, supportAskedBack, supportClosed } from './support-mails.ts';

/** Kind by kind. A mail holds no personal data beyond a first name, and links. */
export const mails = {
  registration: {
    subject: 'Confirm your registration with the Partner Skills Academy',
    why: 'Somebody, probably you, registered with this address. Please confirm that it is yours. Nothing is kept for longer than seven days otherwise, and nobody is told anything.',
    link: 'Confirm the registration',
    until: 'The link works once, within seven days.',
    notYou: 'If it was not you, do nothing: what was typed is deleted by itself.',
  },
  alreadyRegistered: {
    subject: 'You are registered with the Partner Skills Academy',
    why: 'There is an account for this address, so there is nothing to register. Please sign in.',
    link: 'Sign in',
    notYou:
      'If you did not expect this mail, do nothing: nothing was changed, and nobody learns that the account exists.',
  },
  guardian: {
    subject: 'Your permission is asked: Partner Skills Academy',
    why: 'Somebody of 16 or under wants to register with the Partner Skills Academy, and named you as parent or guardian.',
    what: 'The page behind this link says who it is, what is kept and who is told. You can agree there, or refuse; then everything is deleted at once.',
    link: 'Read, and agree or refuse',
    notice: 'Privacy notice',
    until: 'Without an answer within seven days everything is deleted, too.',
  },
  guardianAgreed: {
    subject: 'Your parent or guardian has agreed: Partner Skills Academy',
    why: 'Your parent or guardian has agreed, and your account is there. Please sign in.',
    link: 'Sign in',
  },
  imported: {
    subject: 'What the Partner Skills Academy holds about you',
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    why: 'Your training centre or your employer registered you with the Partner Skills Academy, because you take part in its workshops. You have the right to know what that means.',
    held: 'We keep your name, work address, phone number, country, company, partner ID and job role, the workshops you attend and how far you are, the months of your exams and whether you passed.',
    who: 'Your employer gets this about its own people, and Microsoft about all participants. What is said about exams carries no name, and a month instead of a day.',
    source:
      'The details came from your training centre or your employer. The legal basis is the contract under which you are trained.',
    rights:
      'You can see all of it, correct it, object, or have it restricted or deleted. On your own page you also see what was reported about you, when and to whom.',
    notice: 'The privacy notice, with everything that is kept and for how long',
    signIn: 'Sign in and look',
  },
  emailChange: {
    subject: 'Confirm your new address',
    what: 'You asked us to use this address from now on. Please confirm it on the page behind this link; opening the page changes nothing yet. The link works for one day.',
    link: 'Confirm the new address',
    ignore: 'If you did not ask for this, do nothing: your address stays as it is.',
  },
  addressChanged: {
    subject: 'Your address was changed',
    greeting: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    what: 'What you asked for was done: this address is no longer the one under which you sign in to the Partner Skills Academy, and no more mail comes here. Every other sign-in was ended. A work account that was tied to it is untied.',
    notYou: (email: string) => `If it was not you, please write to ${email} at once.`,
  },
  peopleMerged: {
    subject: 'Your two entries are one now',
    greeting: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    what: 'Two entries in the Partner Skills Academy were found to be of one person: one with this address, one with another. They are one now, with all workshops, exams and choices of both. Of a workshop that stood in both, the further progress counts. Where the two said different things about an exam, somebody decides and writes to you.',
    here: 'You sign in with this address as before. The other one stays known as yours.',
    elsewhere:
      'From now on you sign in with your other address, and mail goes there. Every sign-in under this one was ended; the address stays known as yours.',
    wrong: (email: string) =>
      `If this is wrong, because the other entry is not yours, please write to ${email} at once.`,
  },
  restrictionLifted: {
    subject: 'The restriction of your data ends',
    greeting: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    what: 'The restriction under which your data were kept ends now. From here on you are in the reports to your employer and to Microsoft again, as the privacy notice says.',
    link: 'See or restrict your data',
  },
  notificationsMade: {
    subject: 'Something that you were given was corrected, erased or restricted',
    what: 'Rows of reports that you were given are not as they were. Which rows of which files, and what to do with them, is on your page.',
    link: 'Open the notifications',
  },
  placeFree: {
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    subject: 'A place has come free for you',
    text: 'A place in a workshop that you were waiting for is yours. It stands on your page, and you can begin.',
    open: 'Open my page',
    otherwise: 'If you don’t need the place any more, withdraw there: it then goes to whoever waits next.',
  },
  sessionRecorded: {
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    subject: 'A session of yours is recorded',
    text: 'A workshop session in which you have a place is recorded. Names, pictures and voices of those who take part may be seen and heard in the recording. It is for the learners of the workshop and, where that is agreed, for Microsoft, and is deleted on the day that stands beside it.',
    open: 'Open my page',
    calendar: 'The meetings as a calendar file',
    otherwise:
      'If you would rather not be seen or heard, leave camera and microphone off, or talk to your trainer before it begins.',
  },
  sessionChanged: {
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    subject: 'A session of yours has changed',
    text: 'When a workshop session in which you have a place meets, or where, has changed. What it is now stands on your page.',
    open: 'Open my page',
    calendar: 'The meetings as a calendar file',
    otherwise: 'The calendar file takes the place of what you took from it before.',
  },
  sessionCancelled: {
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    subject: 'A session of yours is cancelled',
    text: 'A workshop session in which you have a place, or wait for one, is cancelled. You stay enrolled in the workshop. Which session it is stands on your page.',
    open: 'Open my page',
    calendar: 'The meetings as a calendar file',
    otherwise: 'Your training centre can put you into another session; you need not do anything.',
  },
  sessionReopened: {
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    subject: 'A session of yours takes place after all',
    text: 'A workshop session that we told you was cancelled takes place after all. When it meets stands on your page.',
    open: 'Open my page',
    calendar: 'The meetings as a calendar file',
    otherwise: 'If you can’t come any more, please tell your trainer, or withdraw on your page.',
  },
  outcomeAsked: {
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    subject: 'How did your exam go?',
    text: 'An exam that you had booked lies behind you. Please tell us how it went: one click on the page behind this link is enough.',
    open: 'Answer',
    noSignIn:
      'You need not sign in, and opening the page changes nothing. An answer can be taken back for ten minutes. Your employer and Microsoft read results without your name.',
    stop: 'If you would rather not say, choose that: we then stop asking about this exam.',
  },
  outcomeReminded: {
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    subject: 'How your exam went: we ask once more',
    text: 'Some days ago we asked how an exam went that you had booked. We have no answer yet. Please tell us: one click on the page behind this link is enough.',
    open: 'Answer',
    noSignIn:
      'You need not sign in, and opening the page changes nothing. An answer can be taken back for ten minutes. Your employer and Microsoft read results without your name.',
    stop: 'If you would rather not say, choose that: we then stop asking about this exam, by mail and by phone.',
  },
  conflictDecided: {
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    subject: 'It is decided what counts for your exam',
    about:
      'For one of your exams two different outcomes were told to us: yours and another one. Somebody of the academy has looked at both.',
    stands: 'What was recorded stays as it is.',
    changed: 'The other one is recorded now, and takes the place of what stood there.',
    open: 'See it among your exams',
    wrong: (email: string) =>
      `If you think that this is wrong, you can ask for a correction under My data, or write to ${email}.`,
  },
  code: {
    subject: 'Your code for the Partner Skills Academy',
    yourCode: 'Your code is',
    rules:
      'It works once, within ten minutes, in the browser where it was asked for. Nobody from the academy will ever ask you for it.',
    notYou: 'If it was not you who asked, do nothing: without the code nobody gets in.',
  },
  workAccount: {
    subject: 'How to sign in to the Partner Skills Academy',
    why: 'Somebody, probably you, asked for a code to sign in with this address. It is tied to a work account, so no code is sent. Please sign in with your work account here:',
    notYou: 'If it was not you who asked, do nothing.',
  },
  accountGoes: {
    subject: 'Your account is deleted in 30 days',
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    what: 'You have not used your account at the Partner Skills Academy for a long time. What is not used is not kept: in 30 days the account is deleted, with your workshops, exams and choices.',
    stay: 'If you want to keep it, sign in once before then. That is all.',
    signIn: 'Sign in and keep the account',
    otherwise: 'If you don’t need it any more, do nothing. You can come back later as if for the first time.',
  },
  invitation: {
    subject: 'Your invitation to the Partner Skills Academy',
    person:
      'Your training centre registered this address with the Partner Skills Academy. With this link you can sign in there, see what is kept about you and what is reported.',
    staff: 'You are to work in the portal of the Partner Skills Academy. With this link your work account is let in.',
    contact:
      'Your organisation named this address to fetch its reports from the Partner Skills Academy. With this link you can sign in there.',
    rules: 'It can be used once, within seven days. Opening it changes nothing: you decide there how to sign in.',
    notExpected:
      'If you did not expect this, do nothing. Please don’t pass this message on: whoever has the link can use it.',
  },
  noticeChanged: {
    subject: 'The privacy notice of the Partner Skills Academy changes',
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    what: (day: string) => `From ${day} a new version of our privacy notice is in force.`,
    wider: (days: number) =>
      `It tells that more happens with your data than before: in what is done with it, or in what employers or Microsoft are given. For you that applies ${days} days after this mail at the earliest, and not at all if you object on your own page.`,
    notWider: 'Nobody is given more than before, and no more is done with your data.',
    read: 'What changes',
    answer: 'Read and answer on your own page',
  },
  letters,
  breachLetter,
  supportAnswered,
  supportAskedBack,
  supportClosed,
};
