// The list of mails: kind → who writes it (an edge, like the worker's list of jobs).
import { outcomeAsked } from '#app/features/exams/ask-outcomes.server.ts';
import { placeFree } from '#app/features/learning/place-free-mail.server.ts';
import type { Writers } from '#app/features/mail/mails.server.ts';
import { IMPORTED } from '#app/features/people/tell-imported.server.ts';
import { addressChanged } from '#app/features/privacy/address-changed-mail.server.ts';
import { notificationsMade } from '#app/features/privacy/notifications-mail.server.ts';

export const MAIL_WRITERS: Writers = {
  imported: IMPORTED,
  'place-free': placeFree,
  'outcome-asked': outcomeAsked,
  'notifications-made': notificationsMade,
  'address-changed': addressChanged,
};
