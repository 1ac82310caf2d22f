// Tells staff by mail that something waits for a person, at most once an hour: what it is stands on the portal, and only there.
import type { ClientBase } from 'pg';

/** Who acts: administrators on what failed, was missed, paused or came back; privacy officers on what waits for a release. */
export type AttentionRole = 'administrator' | 'privacy-officer';

/** Queues a mail to everybody of that role, unless one was queued within the hour; in the transaction that made it due. */
export async function queueAttention(client: ClientBase, role: AttentionRole): Promise<void> {
  await client.query(
    `insert into mails (kind, staff_id, about)
     select 'attention', s.id, floor(extract(epoch from psa_now()) / 3600)::int
     from staff_members s
     where s.disabled_at is null and exists (select from staff_roles where staff_id = s.id and role = $1 and revoked_at is null)
     on conflict do nothing`,
    [role],
  );
}
