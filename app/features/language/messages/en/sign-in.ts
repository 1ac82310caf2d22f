import { counter } from '../../plural.ts';

const count = counter('en');

/** The pages on the way in, and where one is signed in. */
export const signIn = {
  title: 'Sign in',
  lead: 'There are no passwords here: your organisation’s sign-in, or a code by e-mail.',
  or: 'or',
  newHere: 'New here?',
  knownHere: 'Registered already?',
  workAccount: 'With the account that you use at work. You may be signed in there already.',
  microsoft: 'Continue with Microsoft',
  address: 'Your e-mail address',
  addressHint: 'The one your training centre or your organisation gave us. We send a code of six digits to it.',
  sendCode: 'Send me a code',
  staff: 'Academy staff:',
  staffHere: 'sign in here',
  faults: {
    address: 'Enter an e-mail address such as name@company.example.',
    code: 'The code has six digits. Copy it from the mail as it stands there.',
    over: 'This code can’t be used any more: it is older than ten minutes, was tried too often, or a newer one was sent. Have another one sent.',
  },
  wrongCode: (triesLeft: number) =>
    `That is not the code of the mail. You have ${count(triesLeft, { one: 'try', other: 'tries' })} left.`,
  code: {
    title: 'Enter your code',
    lead: 'If the address is known here, a code is on its way to it. It works for ten minutes, in this browser.',
    leadOfProof: 'We have sent a code to your address. It works for ten minutes, in this browser.',
    another: 'Another code is on its way',
    anotherText: 'The one before can’t be used any more.',
    label: 'Code',
    hint: 'Six digits, from the mail “Your code for the Partner Skills Academy”.',
    continue: 'Continue',
    noMail: 'No mail after a minute? Look among unwanted mail, then:',
    sendAnother: 'Send another code',
    otherAddress: 'Use another address',
  },
  proof: {
    title: 'Is it still you?',
    lead: 'What comes next can’t be taken back, so we make sure that nobody else is at your screen. It holds for a quarter of an hour.',
    entra: 'Sign in once more with the account of your organisation.',
    code: 'We send a code to your address, and you enter it on the next page.',
    demo: 'In this demonstration one press is enough.',
    stillMe: 'It is still me',
    notNow: 'Not now',
  },
  invitation: {
    title: 'Your invitation',
    invited: 'You are invited',
    why: {
      person:
        'Your training centre registered you with the Partner Skills Academy. Sign in to see your workshops and exams, what is kept about you, and who was told what.',
      staff: 'You are to work in this portal. Sign in with your work account of the training association.',
      contact: 'Your organisation named you to fetch its reports. Sign in to find them.',
    },
    staffAccount: 'From then on this account lets you in.',
    workAccount: 'With the account that you use at work. From then on it lets you in.',
    byCode: 'Without a work account: we send a code of six digits to the address that was invited.',
    sendCode: 'Send a code to the invited address',
    notSetUp: 'Signing in this way is not set up yet',
    notSetUpText: 'Please tell an administrator of the academy. The invitation stays good.',
    gone: 'This invitation can’t be used',
    goneText:
      'It was used already, is older than seven days, or a newer one took its place. Perhaps the address was not copied whole.',
    goneNext:
      'If you have been here before, simply sign in. Else ask whoever invited you for another one: your training centre, or an administrator of the academy.',
  },
  noAccess: {
    title: 'No access',
    noRole: 'You have no role here at the moment',
    noRoleText:
      'You are signed in, and there is nothing that you may open. An administrator of the academy gives and takes roles; ask one of them, then sign in again.',
    unknown: 'This account belongs to nobody known here',
    unknownText:
      'Your organisation let you in, but the account is tied to no learner, no report recipient and no member of staff. We don’t go by the address in it: anybody could have put one there.',
    asked: 'If a learner is registered under that address, an invitation is on its way there',
    askedText: 'Open the link in it in this browser, and choose “Continue with Microsoft”. It works for seven days.',
    registered: 'I was registered by my training centre',
    address: 'The address that you were registered with',
    addressHint: 'We send an invitation to it, which ties it to this account. To no other address.',
    send: 'Send the invitation',
    others: 'Somebody else',
    reports: 'You fetch reports: ask an administrator of the academy for an invitation.',
    staff: 'You are staff: sign out, and choose “Academy staff: sign in here”.',
    wrong: 'You used the wrong account: sign out, and start again.',
  },
  signIns: {
    title: 'Where you are signed in',
    lead: (minutes: number) =>
      `A sign-in ends by itself after ${minutes} minutes without use, and after eight hours at most. End one that you don’t know: it is out at once.`,
    endOthers: 'End all others',
    list: 'Sign-ins',
    thisOne: 'This one',
    methods: { entra: 'Work account', code: 'Code by e-mail', demo: 'Demonstration' },
    since: (time: string) => `since ${time}`,
    lastUsed: (time: string) => `last used ${time}`,
    signOutHere: 'Sign out here',
    end: 'End',
    endOf: (browser: string, time: string) => `End the sign-in of ${browser}, since ${time}`,
    nowhere: 'You are signed in nowhere else.',
    learnsToo: 'You learn here, too. To come back, sign in again.',
    toLearning: 'Go to my learning',
  },
};
