// Removes mails that became files in the data folder once nobody here is known by the address that they went to: of an erasure, a change of address or a registration that came to nothing,
// no address stays there, whoever was written to and however it ended.
import { inRoleSql } from '#app/platform/db.server.ts';
import { removeMailsTo } from '#app/platform/kept-mails.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

/** By which address somebody can still be written to, and for how long. */
const KNOWN = `
  select a from unnest($1::text[]) a
  where exists (select from person_emails where email = a)
    or exists (select from email_changes where new_email = a and expires_at > psa_now())
    or exists (select from registrations where a in (email, guardian_email) and expires_at > psa_now())
    or exists (select from support_cases where lower(asker_email) = a)
    or exists (select from mails where lower(to_address) = a and state in ('queued', 'sending'))
    or exists (select from staff_members where lower(email) = a)
    or exists (select from recipient_contacts where lower(email) = a)`;

/** The job. Gives how many. */
export const removeMailsToNobody = (): Promise<number> =>
  removeMailsTo(async (addresses) => {
    const { rows } = await inRoleSql(
      'psa_worker',
      SYSTEM,
      (client) => client.query<{ a: string }>(KNOWN, [addresses]),
      { readOnly: true },
    );
    const known = new Set(rows.map(({ a }) => a));
    return addresses.filter((address) => !known.has(address));
  });
