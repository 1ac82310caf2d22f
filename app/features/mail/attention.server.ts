// Tells staff by mail that something waits for a person, at most once an hour: what it is stands on the portal, and only there.
import type { ClientBase } from 'pg';

/** Who acts: administrators on what failed, was missed, paused or came back; privacy officers on what waits for a release. */
export type AttentionRole = 'administrator' | 'privacy-officer';

/**
 * Queues a mail to everybody of that role, in the transaction that made it due. One that has not gone yet says this, too; where one went within the
 * hour, the next goes as the hour is over. Always in one order: two who tell the same people at once don't wait for each other crosswise.
 */
export async function queueAttention(client: ClientBase, role: AttentionRole): Promise<void> {
  await client.query(
    `insert into mails (kind, staff_id, about, next_attempt_at)
     select 'attention', s.id, case when w.went then h.next else h.next - 1 end, case when w.went then to_timestamp(h.next * 3600.0) end
     from staff_members s
       cross join (select floor(extract(epoch from psa_now()) / 3600)::int + 1 as next) h
       cross join lateral (select exists (
         select from mails m where m.kind = 'attention' and m.staff_id = s.id and m.about = h.next - 1 and m.state <> 'queued') as went) w
     where s.disabled_at is null and exists (select from staff_roles where staff_id = s.id and role = $1 and revoked_at is null)
     order by s.id
     on conflict do nothing`,
    [role],
  );
}
