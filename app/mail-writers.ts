// The list of mails: kind → who writes it (an edge, like the worker's list of jobs).
import { reportPublished, reportRenewed } from '#app/features/delivery/published-mail.server.ts';
import { contactsToConfirm } from '#app/features/employers/ask-contacts.server.ts';
import { outcomeAsked, outcomeReminded } from '#app/features/exams/ask-outcomes.server.ts';
import { conflictDecided } from '#app/features/exams/decide-conflict.server.ts';
import { placeFree } from '#app/features/learning/place-free-mail.server.ts';
import {
  sessionCancelled,
  sessionChanged,
  sessionRecorded,
  sessionReopened,
} from '#app/features/learning/session-mails.server.ts';
import type { Writers } from '#app/features/mail/mails.server.ts';
import { noticeChanged } from '#app/features/notices/tell-notices.server.ts';
import { guardianAgreed } from '#app/features/people/registration-mails.server.ts';
import { IMPORTED } from '#app/features/people/tell-imported.server.ts';
import { attention } from '#app/features/reporting/attention-mail.server.ts';
import { addressChanged } from '#app/features/privacy/address-changed-mail.server.ts';
import { peopleMerged } from '#app/features/privacy/people-merged-mail.server.ts';
import {
  requestDecided,
  requestExtended,
  requestIdentity,
  requestReceived,
} from '#app/features/privacy/request-mails.server.ts';
import { requestReminder } from '#app/features/privacy/request-reminders.server.ts';
import { accountGoes } from '#app/features/privacy/warn-inactive.server.ts';
import { notificationsMade } from '#app/features/privacy/notifications-mail.server.ts';
import { breachLetter } from '#app/features/privacy/tell-touched.server.ts';
import { breachReminder } from '#app/features/privacy/watch-breaches.server.ts';

import {
  supportAnswered,
  supportAskedBack,
  supportClosed,
  supportQuiet,
} from '#app/features/support/support-mails.server.ts';

export const MAIL_WRITERS: Writers = {
  imported: IMPORTED,
  'guardian-agreed': guardianAgreed,
  'place-free': placeFree,
  'session-recorded': sessionRecorded,
  'session-changed': sessionChanged,
  'session-cancelled': sessionCancelled,
  'session-reopened': sessionReopened,
  'outcome-asked': outcomeAsked,
  'outcome-reminded': outcomeReminded,
  'conflict-decided': conflictDecided,
  'notifications-made': notificationsMade,
  'address-changed': addressChanged,
  'report-published': reportPublished,
  'report-renewed': reportRenewed,
  attention,
  'people-merged': peopleMerged,
  'contacts-to-confirm': contactsToConfirm,
  'notice-changed': noticeChanged,
  'request-received': requestReceived,
  'request-identity': requestIdentity,
  'request-extended': requestExtended,
  'request-decided': requestDecided,
  'request-reminder': requestReminder,
  'breach-clock-first': breachReminder,
  'breach-clock-second': breachReminder,
  'breach-clock-last': breachReminder,
  'breach-letter': breachLetter,
  'account-goes': accountGoes,
  'support-answered': supportAnswered,
  'support-asked-back': supportAskedBack,
  'support-closed': supportClosed,
  'support-quiet': supportQuiet,
};
