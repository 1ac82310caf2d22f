/** Letters about what somebody asked for as their right: printed, or read under My data; the mails that lead there name nothing of it. */
export const letters = {
  title: (kind: string, day: string) => `Your request of ${day}: ${kind}`,
  number: (id: number) => `Number ${id}`,
  greeting: (name: string) => (name === '' ? 'Dear reader,' : `Dear ${name},`),
  closing: 'Yours sincerely,',
  contact: (name: string, email: string) => `If you have questions, please write to ${name}, ${email}.`,
  complain: (authority: string, address: string, others: string) =>
    `If you do not agree, you can complain to the supervisory authority, ${authority} (${address}), or to that of your own country (${others}), and you can go to court.`,
  receipt: {
    what: (day: string) => `We received your request on ${day}.`,
    due: (day: string) =>
      `We answer it by ${day}. It costs you nothing. Should it take longer, we tell you within the first month, and why.`,
    identity: 'Before we carry it out we make sure that it is you who asks. We may ask you for more for that.',
  },
  identity: {
    what: 'Before we carry out your request we have to be sure that it is you who asks, so that nobody else gets or changes your data.',
    please: 'Please help us with this:',
    kept: 'What you show us for that is not kept.',
  },
  extension: {
    what: (day: string) =>
      `We need more time than a month for your request. We answer it by ${day}, three months after we received it at the latest.`,
    reason: 'The reason:',
  },
  decision: {
    'carried-out': 'We have done what you asked for.',
    partly: 'We have done a part of what you asked for.',
    refused: 'We do not do what you asked for.',
    reason: 'The reason:',
    answer: 'Our answer:',
    kept: 'This is kept, although you asked for its erasure:',
    keptLine: (what: string, law: string, until: string) => `${what}: ${law}, until ${until}. Then it is deleted.`,
    account: 'Your data is ready under My data on your page, as files that you can take along.',
    file: 'Your data comes with this letter.',
    erased: 'Everything that we held about you has been erased, and so has your account.',
    restricted: 'From now on nothing about you is in any report.',
    back: 'From now on you are in the reports to your employer and to Microsoft again, as the privacy notice says.',
    withdrawn: 'Your consent is withdrawn from now on. What was done before stays lawful.',
    told: 'Whoever was given data about you that this changes has been told.',
  },
  mail: {
    subject: {
      receipt: 'We received your request',
      identity: 'We need something from you for your request',
      extension: 'Your request takes longer',
      decision: 'Your request is answered',
    },
    what: {
      receipt: 'We received a request of yours about your data. By when we answer stands on your page.',
      identity:
        'Before we carry out a request about your data we have to be sure that it is you. What we ask of you stands on your page.',
      extension:
        'A request of yours about your data takes longer than a month. Why, and until when, stands on your page.',
      decision: 'A request of yours about your data is answered. The answer stands on your page.',
    },
    link: 'Open my data',
    notYou: (email: string) => `If you did not ask for anything, please write to ${email}.`,
  },
};
