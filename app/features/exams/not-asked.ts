// Why nobody may be asked how an exam went, in words for staff.

export const NOT_ASKED_REASONS = [
  'erased',
  'false-registration',
  'minor',
  'objected',
  'restricted',
  'asked-no-more',
  'not-told',
] as const;
export type NotAskedReason = (typeof NOT_ASKED_REASONS)[number];

export const NOT_ASKED_WORDS: Readonly<Record<NotAskedReason, string>> = {
  erased: 'erased',
  'false-registration': 'the registration was found to be false',
  minor: 'found to be a minor',
  objected: 'objected to reporting',
  restricted: 'their data is restricted',
  'asked-no-more': 'would rather not say',
  'not-told': 'not told yet what is held about them',
};
