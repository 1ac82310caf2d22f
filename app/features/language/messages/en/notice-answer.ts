/** What the page says on which somebody reads and answers a newer notice. */
export const noticeAnswer = {
  title: 'The privacy notice changes',
  from: (day: string) => `From ${day} a new version is in force.`,
  wider: (day: string) =>
    `It tells that more happens with your data than in the version that you know: in what is done with it, or in what employers or Microsoft are given. That applies to you from ${day}, unless you object.`,
  notWider: 'Nobody is given more than before, and no more is done with your data.',
  read: 'See what changes, and answer',
  stays: 'You objected. What is new in it does not apply to you: a report that needs it leaves you out.',
  changed: 'What changes',
  whole: 'The notice in full',
  acknowledge: 'I have read it',
  object: 'I object',
  objectHint:
    'The version that you know goes on to apply to you, and a report that needs the new one leaves you out. Nothing in your training depends on it, and you can still agree later.',
  acknowledged: 'Thank you. This version is yours from now on.',
  objected: 'Your objection is noted. What is new does not apply to you.',
  none: 'You know the newest version of the notice.',
};
