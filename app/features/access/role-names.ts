// How roles read on a page, and what each lets one do.
import type { StaffRole } from './actor.ts';

export const STAFF_ROLE_WORDS: Readonly<Record<StaffRole, { readonly name: string; readonly does: string }>> = {
  trainer: { name: 'Trainer', does: 'Books exams, records outcomes, sees the people of workshops.' },
  administrator: { name: 'Administrator', does: 'Keeps staff, recipients’ contacts and agreements, reads each run.' },
  'privacy-officer': { name: 'Privacy officer', does: 'Releases runs that wait, reads the audit, answers requests.' },
};
