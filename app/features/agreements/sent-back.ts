// Decides why a draft is sent back. Without zod, for browsers, too.

export const SENT_BACK_WORDS = {
  fields: 'the fields',
  filters: 'whose rows it gives',
  schedule: 'when it is sent',
  channels: 'how it is sent, or where',
  other: 'something else, told in person',
} as const;
export type SentBackBecause = keyof typeof SENT_BACK_WORDS;
export const SENT_BACK_REASONS = [
  'fields',
  'filters',
  'schedule',
  'channels',
  'other',
] as const satisfies readonly SentBackBecause[];
