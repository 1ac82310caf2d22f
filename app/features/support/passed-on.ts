// Decides who sees which support cases: whoever answers them sees all, a privacy officer what was passed on to them (S1).
import type { StaffActor } from '#app/features/access/actor.ts';
import { isPermitted } from '#app/features/access/permissions.ts';

export const seesEveryCase = (actor: StaffActor): boolean => isPermitted(actor, 'support:answer');
