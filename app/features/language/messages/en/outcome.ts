/** The page behind the link of a mail that asks how an exam went. */
export const outcome = {
  title: 'How did your exam go?',
  ask: (exam: string) => `How did ${exam} go?`,
  lead: (month: string) =>
    `You had it booked for ${month}. One answer is enough, and you need not sign in. Your employer and Microsoft read results without your name.`,
  follows: {
    passed: 'Congratulations',
    failed: 'You can book it again',
    'not-taken': 'It is reported to nobody',
    'rather-not-say': 'We don’t ask about this exam again',
  },
  thanks: 'Thank you',
  youAnswered: (answer: string) => `Your answer: ${answer}.`,
  canUndo: (time: string) => `Until ${time} you can take it back. From then on it counts.`,
  undo: 'Take it back',
  settled: {
    counts: 'This answer counts now. If it is not right, sign in and contest it among your exams.',
    'not-taken':
      'It is recorded that you did not take it, and reported to nobody. If you did, sign in and enter the exam anew.',
    'rather-not-say':
      'We don’t ask about this exam again. If you change your mind, sign in and tell it among your exams.',
  },
  disputed:
    'Something else was recorded for this exam. Your answer is kept, and staff of the academy decide; until then the recorded one stands.',
  known: 'There is nothing to answer any more',
  knownText: 'How this exam went is known already, or it was cancelled or moved. You find it among your exams.',
  gone: 'This link can’t be used',
  goneText:
    'It is older than three months, or the address was not copied whole. Once you are signed in, you can tell how each of your exams went.',
  signIn: 'Sign in',
};
