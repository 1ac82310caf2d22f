// Decides which pages a person is offered, and which of them is home.
import type { SignedInActor } from './actor.ts';
import { isPermitted, type Permission } from './permissions.ts';

export type NavigationEntry = {
  to: string;
  label: string;
  icon:
    | 'overview'
    | 'learning'
    | 'exams'
    | 'runs'
    | 'agreements'
    | 'schedules'
    | 'reports'
    | 'contacts'
    | 'employments'
    | 'staff'
    | 'ledger'
    | 'shield'
    | 'upload'
    | 'phone'
    | 'settings';
};

const PAGES: readonly (NavigationEntry & { permission: Permission })[] = [
  { to: '/me', label: 'My learning', icon: 'learning', permission: 'learning:read' },
  { to: '/me/exams', label: 'Exams', icon: 'exams', permission: 'own-exam:list' },
  { to: '/me/data', label: 'My data', icon: 'shield', permission: 'data:read' },
  { to: '/me/support', label: 'Help', icon: 'phone', permission: 'own-case:list' },
  { to: '/admin', label: 'Overview', icon: 'overview', permission: 'overview:read' },
  { to: '/desk', label: 'Desk', icon: 'overview', permission: 'desk:read' },
  { to: '/desk/requests', label: 'Requests', icon: 'shield', permission: 'request:list' },
  { to: '/train', label: 'Workshops', icon: 'learning', permission: 'session:list' },
  { to: '/train/exams', label: 'Exams', icon: 'exams', permission: 'sitting:list' },
  { to: '/train/follow-up', label: 'Follow-up', icon: 'phone', permission: 'follow-up:list' },
  { to: '/train/import', label: 'Import', icon: 'upload', permission: 'import:list' },
  { to: '/admin/support', label: 'Support', icon: 'phone', permission: 'support:list' },
  { to: '/admin/runs', label: 'Runs', icon: 'runs', permission: 'run:list' },
  { to: '/reports', label: 'Reports', icon: 'reports', permission: 'report:list' },
  { to: '/admin/agreements', label: 'Agreements', icon: 'agreements', permission: 'agreement:list' },
  { to: '/admin/schedules', label: 'Schedules', icon: 'schedules', permission: 'schedule:list' },
  { to: '/admin/contacts', label: 'Contacts', icon: 'contacts', permission: 'contact:list' },
  { to: '/admin/employers', label: 'Employers', icon: 'employments', permission: 'employer:list' },
  { to: '/admin/employments', label: 'To confirm', icon: 'employments', permission: 'employment:list' },
  { to: '/admin/people', label: 'Duplicates', icon: 'staff', permission: 'duplicate:list' },
  { to: '/admin/staff', label: 'Staff', icon: 'staff', permission: 'staff:list' },
  { to: '/admin/settings', label: 'Settings', icon: 'settings', permission: 'setting:list' },
  { to: '/desk/notices', label: 'Notices', icon: 'shield', permission: 'notice:list' },
  { to: '/desk/disclosures', label: 'Disclosures', icon: 'upload', permission: 'disclosure:search' },
  { to: '/desk/breaches', label: 'Breaches', icon: 'shield', permission: 'breach:read' },
  { to: '/desk/register', label: 'Register', icon: 'reports', permission: 'register:read' },
  { to: '/desk/retention', label: 'Retention', icon: 'shield', permission: 'retention:read' },
  { to: '/desk/audit', label: 'Audit', icon: 'ledger', permission: 'ledger:search' },
];

/** Where somebody lands who may open none of the pages. */
export const NO_ACCESS = '/no-access';

/** The pages that this actor may open, in the order of the rail. */
export function listPages(actor: SignedInActor): NavigationEntry[] {
  return PAGES.filter((page) => isPermitted(actor, page.permission)).map(({ to, label, icon }) => ({
    to,
    label,
    icon,
  }));
}

/** Where this actor lands after signing in. */
export function homeOf(actor: SignedInActor): string {
  return listPages(actor)[0]?.to ?? NO_ACCESS;
}
