// Decides what can be said to have happened: a closed list, each event with the kind of thing that it is about.

const EVENTS = {
  'signed-in': null,
  'signed-in-again': null,
  'signed-out': null,
  'sign-in.ended': null,
  // The identity provider's answer, a code or an invitation did not let somebody in.
  'sign-in.refused': null,
  refused: null,
  'code.sent': null,
  'code.unsent': null,
  'invitation.made': 'invitation',
  'invitation.used': 'invitation',
  'identity.linked': 'identity',
  'staff.added': 'staff-member',
  'staff.disabled': 'staff-member',
  'staff.enabled': 'staff-member',
  'role.asked': 'staff-member',
  'role.approved': 'staff-member',
  'role.declined': 'staff-member',
  'contact.added': 'contact',
  'contact.confirmed': 'contact',
  'contact.removed': 'contact',
  // Mail to them came back, or no server takes any for them.
  'contact.bounced': 'contact',
  // A mail to them came back, or no server takes any for them.
  'person.unreached': 'person',
  // Staff looked at people: how many, by which page.
  'people.read': null,
  'ledger.searched': null,
  'ledger.verified': null,
  'ledger.anchored': null,
  'ledger.trimmed': null,
  'backup.made': null,
  'backup.restored': null,
  'registration.asked': null,
  'registration.unsent': null,
  'registrations.expired': null,
  'guardian.asked': null,
  'guardian.refused': null,
  // An address whose guardian said no registered as of age.
  'guardian.needed': null,
  'person.registered': 'person',
  'notice.acknowledged': 'person',
  // The next version of the privacy notice: written, thrown away, made a version for good; people told of it, and theirs from then on.
  'notice.drafted': 'notice',
  'notice.redrafted': 'notice',
  'notice.draft-dropped': 'notice',
  'notice.published': 'notice',
  'notice.told': 'notice',
  'notice.applied': 'notice',
  'notice.objected': 'person',
  'consent.given': 'person',
  'consent.withdrawn': 'person',
  'progress.set': 'person',
  'enrolment.made': 'person',
  'enrolment.withdrawn': 'person',
  // Who got the place is not the actor's to know: the enrolment alone.
  'enrolment.moved-up': null,
  // By staff: put into a session.
  'enrolment.placed': 'person',
  'attendance.marked': 'person',
  'note.written': 'person',
  'workshop.added': 'workshop',
  'workshop.changed': 'workshop',
  'session.added': 'workshop-session',
  'session.changed': 'workshop-session',
  'session.cancelled': 'workshop-session',
  'session.reopened': 'workshop-session',
  'roster.downloaded': 'workshop-session',
  'recording.added': 'recording',
  'recording.changed': 'recording',
  'recording.removed': 'recording',
  // Their last day is over; who opened them is kept nowhere else.
  'recordings.expired': null,
  'sitting.booked': 'person',
  'sitting.moved': 'person',
  'sitting.cancelled': 'person',
  // A booking that was cancelled a moment ago stands again.
  'sitting.reopened': 'person',
  'sitting.not-taken': 'person',
  'outcome.recorded': 'person',
  'outcome.contested': 'person',
  'conflict.decided': 'person',
  // By the link of a mail, without a sign-in: whoever held the link.
  'outcome.answered': null,
  'outcome.unanswered': null,
  'outcome.asked': 'person',
  'outcome.asked-no-more': 'person',
  // Staff rang, and what they were told but an outcome, which has an event of its own.
  'outcome.called': 'person',
  // What came of a call, by whoever rang, in ten minutes.
  'outcome.taken-back': 'person',
  'follow-up.cancelled': 'person',
  // What was not done in time is planned for another day.
  'follow-up.planned-anew': 'person',
  'employment.confirmed': 'person',
  'employment.claimed': 'person',
  'employment.refused': 'person',
  // What was confirmed or refused a moment ago waits again.
  'employment.reopened': 'person',
  'employer.renamed': 'employer',
  'employer.domain-added': 'employer',
  'employer.domain-removed': 'employer',
  'employer.merged': 'employer',
  'person.corrected': 'person',
  'address.asked': 'person',
  'address.unsent': 'person',
  'address.changed': 'person',
  'language.chosen': 'person',
  'person.restricted': 'person',
  'restriction.lifted': 'person',
  'person.objected': 'person',
  'person.found-minor': 'person',
  'person.found-false': 'person',
  'person.erased': 'person',
  // Another entry of theirs became part of this one.
  'person.merged': 'person',
  // Two who look alike are two.
  'people.told-apart': 'person',
  // An address that was erased may be registered again.
  'address.readmitted': null,
  'person.exported': 'person',
  'request.made': 'person',
  // What staff did about a request, by its number.
  'request.entered': 'request',
  'request.noted': 'request',
  'request.person-named': 'request',
  'request.identity-asked': 'request',
  'request.identity-proved': 'request',
  'request.extended': 'request',
  'request.reminded': 'request',
  'request.file-made': 'request',
  'request.carried-out': 'request',
  'request.decided': 'request',
  'request.closed': 'request',
  'request.followed': 'request',
  'request.letter-opened': 'request',
  // An objection was weighed, and did not stand.
  'objection.rejected': 'person',
  // A question to the academy, by the number of its case; nothing of what was said, nor of whom.
  'support.asked': 'support-case',
  'support.answered': 'support-case',
  'support.asked-back': 'support-case',
  'support.replied': 'support-case',
  'support.noted': 'support-case',
  'support.passed-on': 'support-case',
  'support.handed-back': 'support-case',
  'support.warned': 'support-case',
  'support.closed': 'support-case',
  'recipients.notified': 'person',
  // A recipient says that it acted on what it was told.
  'notifications.confirmed': null,
  'import.applied': 'import-batch',
  'import.undone': 'import-batch',
  'agreement.drafted': 'agreement',
  'agreement.redrafted': 'agreement',
  'agreement.proposed': 'agreement',
  'agreement.sent-back': 'agreement',
  'agreement.rule-chosen': 'agreement',
  'agreement.approved': 'agreement',
  'agreement.withdrawn': 'agreement',
  'agreement.paused': 'agreement',
  'agreement.resumed': 'agreement',
  'run.planned': 'run',
  'run.asked-for': 'run',
  'run.built': 'run',
  'run.failed': 'run',
  'run.missed': 'run',
  'run.stale': 'run',
  'run.released': 'run',
  'delivery.made': 'run',
  'delivery.failed': 'run',
  'delivery.not-arrived': 'run',
  'report.previewed': 'run',
  'report.downloaded': 'run',
  // Its time was over: the file is gone, its hash is kept.
  'report.expired': 'run',
  'reason.asked': 'person',
  'role.granted': 'staff-member',
  'setting.changed': null,
  'retention.changed': null,
  // What went by a rule, as counts.
  'retention.carried-out': null,
  'retention.downloaded': null,
  // The Member of a country.
  'member.changed': null,
  'member.removed': null,
  'role.revoked': 'staff-member',
  // Who got what about somebody was looked up, or taken along.
  'disclosures.searched': 'person',
  'disclosures.exported': null,
  'breach.recorded': 'breach',
  'breach.file-added': 'breach',
  'breach.counted': 'breach',
  'breach.assessed': 'breach',
  'breach.reported': 'breach',
  'breach.supplemented': 'breach',
  'breach.not-reported': 'breach',
  'breach.told': 'breach',
  'breach.not-told': 'breach',
  'breach.closed': 'breach',
  'breach.reopened': 'breach',
  'breach.people-exported': 'breach',
  // By the worker: officers were reminded, and letters to people queued.
  'breach.reminded': 'breach',
  'breach.letters-queued': 'breach',
  'breaches.exported': null,
  'processor.added': 'processor',
  'processor.changed': 'processor',
  'register.exported': null,
} as const;

export type EventName = keyof typeof EVENTS;

export const EVENT_NAMES: readonly EventName[] = Object.keys(EVENTS).filter(
  (name): name is EventName => name in EVENTS,
);

/**
 * Something that happened. `subjectId` is a number, or a person's audit key; `fields` are names of fields and `details`
 * numbers, slugs or reason codes. A value of a person never stands in an event: the chain outlives the person.
 */
export type LedgerEvent = {
  readonly event: EventName;
  readonly subjectId?: string | number;
  readonly fields?: readonly string[];
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
};

/** What kind of thing an event is about, or null when it is about nothing but the actor. */
export const subjectKindOf = (event: EventName): string | null => EVENTS[event];
