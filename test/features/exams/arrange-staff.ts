// A trainer for the tests of exams.
import type { StaffActor } from '#app/features/access/actor.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import type { TestDatabase } from '#test/support/database.ts';

export const arrangeStaff = async (database: TestDatabase, email: string): Promise<StaffActor> => {
  await grantRole({ kind: 'system', name: 'test' }, { email, name: 'Bram Visser', role: 'trainer' });
  const [made] = await database.query<{ id: number }>('select id from staff_members where email = $1', [email]);
  return { kind: 'staff', staffId: made?.id ?? 0, roles: ['trainer'], name: 'Bram Visser' };
};
