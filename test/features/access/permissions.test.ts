import type { SignedInActor } from '#app/features/access/actor.ts';
import { actorSettings } from '#app/features/access/actor.ts';
import { homeOf, listPages } from '#app/features/access/navigation.ts';
import { describeRoles, isPermitted, PERMISSIONS, type Permission } from '#app/features/access/permissions.ts';
import { describe, expect, it } from 'vitest';

const LEARNER: SignedInActor = { kind: 'person', personId: 1, name: 'Sanne' };
const CONTACT: SignedInActor = { kind: 'contact', contactId: 2, recipientId: 3, name: 'Dana' };
const VISITOR: SignedInActor = { kind: 'visitor', identityId: 5, name: '' };
const staff = (...roles: ('trainer' | 'administrator' | 'privacy-officer')[]): SignedInActor => ({
  kind: 'staff',
  staffId: 4,
  roles,
  name: 'Bram',
});
const permissions = Object.keys(PERMISSIONS).filter((name): name is Permission => name in PERMISSIONS);
const heldBy = (actor: SignedInActor): Permission[] =>
  permissions.filter((permission) => isPermitted(actor, permission));

describe('a role', () => {
  it('holds what is listed for it and nothing else', () => {
    const own = ['sign-in:list', 'sign-in:end'];
    expect(heldBy(LEARNER)).toEqual([
      ...own,
      'learning:read',
      'progress:set',
      'enrolment:change',
      'certificate:fetch',
      'own-session:fetch',
      'recording:open',
      'own-exam:list',
      'own-exam:change',
      'data:read',
      'data:export',
      'data:change',
      'data:erase',
      'address:change',
      'own-case:list',
      'own-case:write',
      'own-notice:answer',
    ]);
    expect(heldBy(CONTACT)).toEqual([
      ...own,
      'seat:change',
      'report:list',
      'report:fetch',
      'report:verify',
      'notification:confirm',
      'colleague:confirm',
      'colleague:remove',
    ]);
    expect(heldBy(VISITOR)).toEqual([...own, 'invitation:ask']);
    expect(heldBy(staff('trainer'))).toEqual([
      ...own,
      'seat:change',
      'support:list',
      'support:answer',
      'session:list',
      'workshop:change',
      'session:change',
      'roster:read',
      'roster:change',
      'roster:download',
      'recording:add',
      'recording:change',
      'search:use',
      'person:find',
      'person:read',
      'enrolment:list',
      'sitting:list',
      'sitting:book',
      'sitting:change',
      'outcome:record',
      'conflict:decide',
      'follow-up:list',
      'follow-up:change',
      'import:list',
      'import:make',
      'import:undo',
    ]);
    expect(heldBy(staff('administrator'))).toEqual([
      ...own,
      'seat:change',
      'support:list',
      'support:answer',
      'overview:read',
      'search:use',
      'person:read',
      'enrolment:list',
      'sitting:list',
      'schedule:list',
      'run:start',
      'run:list',
      'run:read',
      'run:download',
      'reason:ask',
      'staff:list',
      'staff:add',
      'staff:disable',
      'role:ask',
      'role:decide',
      'contact:list',
      'contact:add',
      'contact:confirm',
      'contact:remove',
      'employment:list',
      'employment:confirm',
      'employer:list',
      'employer:change',
      'employer:merge',
      'agreement:list',
      'agreement:draft',
      'agreement:approve',
      'agreement:pause',
      'duplicate:list',
      'duplicate:dismiss',
      'person:merge',
      'setting:list',
      'setting:change',
    ]);
    expect(heldBy(staff('privacy-officer'))).toEqual([
      ...own,
      'seat:change',
      'support:list',
      'search:use',
      'schedule:list',
      'run:list',
      'run:read',
      'run:release',
      'run:download',
      'reason:ask',
      'staff:list',
      'role:decide',
      'agreement:list',
      'agreement:choose-rule',
      'agreement:approve',
      'notice:list',
      'notice:draft',
      'notice:publish',
      'desk:read',
      'request:list',
      'request:read',
      'request:enter',
      'request:change',
      'request:decide',
      'request:export',
      'retention:read',
      'retention:change',
      'retention:run',
      'retention:download',
      'ledger:search',
      'ledger:verify',
      'disclosure:search',
      'disclosure:export',
      'breach:read',
      'breach:record',
      'breach:decide',
      'breach:tell',
      'breach:export',
      'register:read',
      'processor:change',
    ]);
  });

  it('that nobody granted holds nothing but what everybody has who is signed in: to see and end their own sign-ins', () => {
    expect(heldBy(staff())).toEqual(['sign-in:list', 'sign-in:end']);
    expect(describeRoles(staff())).toBe('');
    expect(listPages(staff())).toEqual([]);
    expect(homeOf(staff())).toBe('/no-access');
  });

  it('adds up with another', () => {
    expect(listPages(staff('trainer', 'administrator')).map(({ to }) => to)).toEqual([
      '/admin',
      '/train',
      '/train/exams',
      '/train/follow-up',
      '/train/import',
      '/admin/support',
      '/admin/runs',
      '/admin/agreements',
      '/admin/schedules',
      '/admin/contacts',
      '/admin/employers',
      '/admin/employments',
      '/admin/people',
      '/admin/staff',
      '/admin/settings',
    ]);
  });
});

it('tells the database a recipient for contacts only', () => {
  expect(actorSettings(CONTACT)).toEqual({ 'psa.actor_kind': 'contact', 'psa.actor_id': '2', 'psa.recipient_id': '3' });
  expect(Object.keys(actorSettings(LEARNER))).not.toContain('psa.recipient_id');
});
