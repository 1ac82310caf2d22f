// The academy's own made-up staff, one for each role.
import { grantRole } from '#app/features/access/staff.server.ts';

const STAFF = [
  { email: 'ilse.vermeer@psa.example', name: 'Ilse Vermeer', role: 'trainer' },
  { email: 'bram.visser@psa.example', name: 'Bram Visser', role: 'administrator' },
  { email: 'noor.dekker@psa.example', name: 'Noor Dekker', role: 'privacy-officer' },
] as const;

export async function seedStaff(): Promise<void> {
  for (const member of STAFF) await grantRole({ kind: 'system', name: 'seed' }, member);
}
