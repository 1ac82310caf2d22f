// Closes cases that went quiet (R3): staff are told a week before, and what anybody writes meanwhile lets the time run anew.
import { actorSettings } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { WARNED_DAYS } from './case-kinds.ts';
import { closeHeldCase } from './close-case.server.ts';

const SYSTEM = { kind: 'system', name: 'support' } as const;

const WARN = `
  with quiet as (
    update support_cases set warned_at = psa_now()
    where closed_at is null and warned_at is null and last_at < psa_now() - make_interval(days => greatest($1 - ${WARNED_DAYS}, 0)) returning id
  ), queued as (
    insert into mails (kind, staff_id, about)
    select 'support-quiet', s.id, q.id from quiet q cross join staff_members s
    where s.disabled_at is null and exists (
      select from staff_roles where staff_id = s.id and role in ('administrator', 'trainer') and revoked_at is null)
    on conflict (kind, staff_id, about) where staff_id is not null
      do update set state = 'queued', attempts = 0, sent_at = null, claimed_at = null, next_attempt_at = null
  )
  select id from quiet order by id`;

// Not before they were told for as long, whatever the period was when they were.
const QUIET = `
  select id from support_cases where closed_at is null and last_at < psa_now() - make_interval(days => $1)
    and warned_at < psa_now() - make_interval(days => ${WARNED_DAYS}) order by id for update skip locked`;

/** `days` without a word, as the rule says. Gives how many cases were closed. */
export async function closeQuietCases(days: number): Promise<number> {
  await inRoleSql('psa_worker', actorSettings(SYSTEM), async (client) => {
    const { rows } = await client.query<{ id: number }>(WARN, [days]);
    for (const { id } of rows) await appendEvent(client, { event: 'support.warned', subjectId: id });
  });
  return inRoleSql('psa_worker', actorSettings(SYSTEM), async (client) => {
    const { rows } = await client.query<{ id: number }>(QUIET, [days]);
    for (const { id } of rows) await closeHeldCase(client, id, 'time-over');
    return rows.length;
  });
}
