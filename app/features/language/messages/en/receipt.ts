/** What somebody reads who has just erased themselves, with the receipt of it. */
export const receipt = {
  title: 'Your data are erased',
  text: 'You are signed out everywhere, and nothing here says any more that we knew you. Recipients who were given something are told now.',
  again:
    'If you ever want to come back, please write to us: the address that you had is refused by imports and by the registration.',
  home: 'To the start page',
  lead: 'Keep this page if you want to: it names nobody, is shown once, and can’t be asked for again.',
  reference: 'Receipt',
  at: 'Erased on',
  files: 'Report files with you that were removed',
  told: 'Rows about which recipients are told',
  kept: 'What a law obliges the academy to keep, without your name',
  law: 'Law',
  until: 'Until',
  runs: 'Reports that can’t be made again as they were',
  overTitle: 'Nothing to show',
  overText: 'After an erasure the receipt stands here once.',
  erase: 'Erase my data',
  laws: {
    request: 'GDPR art. 5(2) and 12',
    notification: 'GDPR art. 19 and 5(2)',
    tombstone: 'GDPR art. 17 and 21(3)',
    disclosure: 'GDPR art. 5(2) and 30',
    ledger: 'GDPR art. 5(2) and 32',
    guardianRefusal: 'GDPR art. 8',
  },
};
