export const start = {
  title: 'Train, certify, and know exactly what is reported about you.',
  lead: 'The portal for people of partner companies who attend workshops and sit Microsoft exams, for those who train them, and for those who receive reports.',
  register: 'Register',
  signIn: 'Sign in',
  readNotice: 'Read the privacy notice',
  promises: {
    learn: { title: 'Learn', text: 'Log how far you are in a workshop, and keep your exams by month in one place.' },
    nothingMore: {
      title: 'Nothing more leaves',
      text: 'Your employer and Microsoft get the agreed fields and no others. Exam results carry no name.',
    },
    onRecord: {
      title: 'On record',
      text: 'Each report proves what it holds, and you can read what was told about you, to whom and when.',
    },
  },
  told: {
    title: 'What your employer and Microsoft can be told',
    text: 'These fields at most; an agreement may leave some out. Exams are told by month, never by day, and without saying who.',
    list: { title: 'Registration and progress', note: 'One row per person and workshop.' },
    exams: {
      title: 'Exams',
      note: 'No name, no e-mail, no partner ID: a row does not say whose exam it was.',
    },
  },
  unsubscribe: {
    title: 'End marketing mail',
    text: 'We then write to you about your own workshops, exams and data only.',
    button: 'Send me no more offers',
    done: 'Done: we send you no more offers',
    doneText: 'It counts from now on. You can change your mind on your own page.',
    gone: 'This link can’t be used',
    goneText: 'Perhaps it was not copied whole. You can end marketing mail on your own page, too.',
  },
};
