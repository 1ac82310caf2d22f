/** To people whose data a breach touched (GDPR art. 34). */
export const breachLetter = {
  subject: 'What happened to data about you at the Partner Skills Academy',
  greeting: (name: string) => (name === '' ? 'Good day,' : `Dear ${name},`),
  sorry:
    'Something happened to data about you that should not have happened. We are sorry for it, and tell you here what we know.',
  whatHappened: 'What happened',
  kinds: {
    'wrong-recipient': 'A report with data about you reached somebody for whom it was not meant.',
    'lost-file': 'A report with data about you is, or was, where it should not be.',
    'account-taken':
      'Somebody who had no right to it was signed in as one of those who fetch reports. Reports with data about you could be read there.',
    other: 'Something touched data that the academy keeps about you.',
  },
  between: (from: string, to: string) => `It happened between ${from} and ${to}.`,
  on: (day: string) => `It happened on ${day}.`,
  since: (day: string) => `It happened on ${day} or later.`,
  known: (day: string) => `We have known of it since ${day}.`,
  whatOfYou: 'Which data it is about',
  byName: 'By your name, as far as you stand there:',
  withoutName: 'About exams, without your name and without a day:',
  account:
    'What else your account holds: language, city, workshops and sign-ins. We keep no passwords and no bank or identity numbers.',
  stillFinding: 'We are still finding that out, and write again.',
  whatMayCome: 'What may come of it',
  consequences: {
    'unwanted-contact': 'You may get mails or calls that you did not ask for.',
    phishing: 'Somebody may pretend to write for the academy or for your employer.',
    'known-at-work': 'Others may learn where you work and what you study.',
    'exam-known': 'Others may guess how an exam of yours went.',
    unavailable: 'Your data could not be used for some time, or some of it has to be entered again.',
  },
  whatWeDid: 'What we have done',
  measures: {
    'deletion-confirmed': 'Whoever had the file has confirmed in writing that it is deleted.',
    'access-ended': 'The account was shut out, and its sign-ins ended.',
    'file-withdrawn': 'The file was taken back from where it was.',
    'cause-mended': 'What made it possible was mended.',
    'police-told': 'We have told the police.',
  },
  whatYouCanDo: 'What you can do',
  advice:
    'Be wary of messages that ask for a password, a code or money. Nobody from the academy will ever ask you for them.',
  ask: (name: string, email: string) => `You can ask anything about it: ${name}, ${email}.`,
  complain: (name: string, address: string) =>
    `You can also complain to the supervisory authority: ${name}, ${address}.`,
};
