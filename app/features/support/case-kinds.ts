// What a support case can be about, who is to write next, and how it ends.

export const TOPICS = ['account', 'workshop', 'exam', 'report', 'other'] as const;
export type Topic = (typeof TOPICS)[number];

/** What is written in a case: by whoever asked, by staff to them, and by staff for staff. */
export type MessageKind = 'question' | 'reply' | 'answer' | 'asked-back' | 'note';

export const CLOSED_HOW = ['answered', 'request', 'time-over', 'erased'] as const;
export type ClosedHow = (typeof CLOSED_HOW)[number];

/** Of what somebody asks or is answered, in characters. */
export const LONGEST_WORDS = 4000;
/** Within as many days whoever was asked back writes again by the link of the mail. */
export const REPLY_DAYS = 14;
/** Staff are told so many days before a case that went quiet is closed by itself. */
export const WARNED_DAYS = 7;
