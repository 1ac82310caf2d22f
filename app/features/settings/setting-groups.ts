// How the settings are grouped on their page.

/** The sections, in their order, each with what it is about. */
export const GROUPS = {
  association: {
    title: 'Name and colours',
    about: 'How the portal, its mails and its workbooks name the association, and the colour of what can be clicked.',
  },
  privacy: {
    title: 'Privacy contact and supervisory authority',
    about: 'Whom people can turn to about their data: named in the notice and in mails.',
  },
  words: { title: 'Words of the programme', about: 'What Microsoft calls things; it has renamed them before.' },
  'follow-up': {
    title: 'Follow-up after exams',
    about: 'How often somebody is asked how an exam went. Plans that stand follow at the next full hour.',
  },
  periods: { title: 'Periods and limits', about: 'Within what the privacy rules and the portal itself can hold.' },
} as const;
export type GroupName = keyof typeof GROUPS;
