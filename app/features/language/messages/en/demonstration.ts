/** The sign-in page of a demonstration: words that no browser loads. */
export const demonstration = {
  lead: 'This is a demonstration with made-up people. Choose whose portal you want to see; no password is needed.',
  nobody: 'There is nobody to sign in as yet',
  nobodyText: 'The sample data has not been imported. Start the demonstration again, and it will be.',
  really: 'As people really sign in',
  reallyText:
    'Try it with the address of one of the sample’s learners or contacts. In a demonstration without a mail server, the mail becomes a file in the folder “mail” of the data folder.',
  personas: {
    learner: { title: 'Learner', does: 'Sets progress, sees exams by month and what was reported.' },
    trainer: { title: 'Trainer', does: 'Books exams for people and records how they went.' },
    administrator: { title: 'Administrator', does: 'Reads each run: preview, checks, file.' },
    'privacy-officer': {
      title: 'Privacy officer',
      does: 'Decides about runs that wait, and releases them with a reason.',
    },
    microsoft: { title: 'Microsoft contact', does: 'Fetches the reports about all participants.' },
    employer: { title: 'Employer contact', does: 'Fetches the reports about the own people, and nothing else.' },
  },
};
