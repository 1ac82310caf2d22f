export const notice = {
  title: 'Privacy notice',
  lead: 'What the academy keeps about people who learn, who is given it, why, and for how long.',
  none: 'No notice has been published yet.',
  version: (version: number) => `Version ${version}`,
  since: (day: string) => `published on ${day}`,
  who: {
    title: 'Who is given what',
    text: 'These fields and no others can leave the academy. An agreement may leave some out, and never adds one.',
    list: 'The list of participants: one line for each workshop, with the name',
    exams: 'Exams: without a name, by month, never by day',
    field: 'Field',
    recipients: 'Who is given it',
    purpose: 'Why',
    basis: 'Legal basis',
    period: 'How long we keep it',
    employer: 'Your employer',
    microsoft: 'Microsoft',
    notAgreed: 'not at present',
    nobody: 'nobody',
    employerNote: 'Your employer sees its own people only. Microsoft sees all participants.',
    beside:
      'Beside these tables: recordings of workshops, with the workshop’s name, can be given to Microsoft, and counts of ten people or more to partners of the academy. Neither holds a field of yours.',
  },
  agreed: 'What is shared only if you agree',
  kept: {
    title: 'What else is kept',
    text: 'Nobody outside the academy is given any of this.',
    what: 'What',
  },
  bases: {
    contract: 'Contract',
    consent: 'Consent',
    'legal obligation': 'Legal obligation',
    'legitimate interest': 'Legitimate interest',
  },
  classes: {
    reported: {
      what: 'What is reported about registration and progress',
      why: 'To report registration and progress as agreed.',
      howLong:
        'While the account is active, one year after its last use at most; two years if you only asked to hear from us.',
    },
    examReported: {
      what: 'What is reported about exams',
      why: 'To report exam months and outcomes without names.',
      howLong:
        'While the account is active, one year after its last use at most; two years if you only asked to hear from us.',
    },
    account: {
      what: 'The account: addresses, language, city, enrolments, mails',
      why: 'To run the account: find it, write to you, know in which language.',
      howLong:
        'While the account is active, one year after its last use at most; two years if you only asked to hear from us.',
    },
    right: {
      what: 'Restrictions and objections',
      why: 'To keep you out of reports where you or the law say so.',
      howLong:
        'While the account is active, one year after its last use at most; two years if you only asked to hear from us.',
    },
    pending: {
      what: 'A registration that is not confirmed yet',
      why: 'To know, once the address is proved and a guardian agreed where one is needed, what was typed.',
      howLong: 'Seven days, unless it becomes an account.',
    },
    request: {
      what: 'Requests about your data',
      why: 'To carry out what you ask for as your right, and to prove it.',
      howLong: 'Three years after it was decided.',
    },
    support: {
      what: 'Questions to the academy',
      why: 'To answer you.',
      howLong: 'One year after it is closed.',
    },
    notification: {
      what: 'Corrections told to recipients',
      why: 'To tell recipients, without naming anybody, that a row which they were given was corrected, erased or restricted.',
      howLong: 'Three years after it was made.',
    },
    proof: {
      what: 'Notices read',
      why: 'To prove what you were told.',
      howLong:
        'While the account is active, one year after its last use at most; two years if you only asked to hear from us.',
    },
    consent: {
      what: 'Consents given and withdrawn',
      why: 'To do what you agreed to and nothing beyond it, and to prove who said so.',
      howLong:
        'While the account is active, one year after its last use at most; two years if you only asked to hear from us.',
    },
    history: {
      what: 'The history of progress, outcomes and imports',
      why: 'To show how a value came about, and to undo a wrong import.',
      howLong:
        'While the account is active, one year after its last use at most; two years if you only asked to hear from us.',
    },
    opening: {
      what: 'Which recordings of sessions you opened, and when',
      why: 'To know who opened a recording of others; your trainers can see it.',
      howLong: 'Until the recording goes, a year at most.',
    },
    moment: {
      what: 'What staff changed a moment ago about your employment or your exams',
      why: 'To take a mistake back at once.',
      howLong: 'Ten minutes; removed within an hour.',
    },
    guardianRefusal: {
      what: 'An address whose guardian said no, as a keyed hash',
      why: 'To ask the guardian again when it comes back.',
      howLong: 'One year.',
    },
    tombstone: {
      what: 'A keyed hash of an erased address, never the address',
      why: 'To keep an erased person from coming back with the next import.',
      howLong: 'Until the key is changed; reviewed yearly.',
    },
    disclosure: {
      what: 'Which rows left in which report',
      why: 'To prove what was told, when, to whom and under which agreement; you can read it, too.',
      howLong: 'Three years after the report; reviewed yearly.',
    },
    ledger: {
      what: 'The audit record, by numbers and field names only',
      why: 'To prove what was done and by whom.',
      howLong: 'At least one year.',
    },
    signIn: {
      what: 'Sign-ins: when, how, with which kind of browser',
      why: 'To let you in, show you where you are signed in, and end it.',
      howLong: 'Thirty days after the sign-in ended.',
    },
    wayIn: {
      what: 'Steps of signing in: codes, invitations, limits',
      why: 'To tie one step to the next and to keep attackers out; as keyed hashes where one will do.',
      howLong: 'Ten minutes to seven days, deleted within thirty days after.',
    },
  },
  onOnePage: 'Where your data goes: all of it on one page',
  cookies: {
    title: 'Cookies',
    text: 'Only what the service needs. Nobody else is told of your visit, with or without “Do Not Track”.',
    name: 'Name',
    purpose: 'What it is for',
    lifetime: 'How long',
    signedIn: 'Knows that you are signed in.',
    way: 'Ties the steps of signing in to this browser.',
    theme: 'Remembers the colours that you chose; names nobody.',
    language: 'Remembers the language that you chose; names nobody.',
    eightHours: '8 hours',
    oneYear: '1 year',
  },
  rights: {
    title: 'Your rights',
    text: 'You can see what is kept, correct it, have it restricted or erased, object, take it with you, and withdraw a consent. It is free of charge, most of it works at once on your own page, and anything else is answered within one month.',
    noDecisions: 'Nothing is decided about you by a machine alone.',
    officer: 'Data protection officer',
    authority: 'Supervisory authority, to complain to',
    others: 'Authorities of other countries',
  },
  text: 'The notice in full',
  versions: {
    title: 'Versions',
    text: 'Every version is kept. A change is announced by e-mail and here.',
    first: 'The first version.',
    changes: (version: number) => `What changed from version ${version}`,
    noChange: 'No sentence changed.',
    added: 'Added',
    removed: 'Removed',
    whole: (version: number) => `Version ${version} in full`,
  },
};
