/** To whoever asked the academy: the answer itself, and nothing else about them. */
export const supportAnswered = {
  subject: 'An answer to your question',
  greeting: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
  what: 'This is the answer to what you asked the academy:',
  link: 'See all of it on your own page',
  again:
    'Do you still have a question? Please ask it anew: your address and what you wrote are kept no longer than the case is open.',
  page: 'Ask again',
};

export const supportAskedBack = {
  subject: 'A question about what you asked',
  greeting: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
  what: 'To answer you, the academy needs something more:',
  link: 'Answer',
  until: 'The link works once, within fourteen days, as long as the case is open.',
};

/** Nobody answered what was asked back. */
export const supportClosed = {
  subject: 'Your question was closed',
  greeting: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
  what: 'We have heard nothing from you for some time, so your question to the academy was closed.',
  gone: 'Your address and what you wrote are not kept any more.',
  link: 'Ask again',
};
