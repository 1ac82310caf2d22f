// Cases that went quiet (R3). One that waits for whoever asked is closed: staff are told a week before, and they by mail as it is closed. One that waits for staff never is:
// administrators are told, each week anew. What anybody writes meanwhile lets the time run anew.
import type { PoolClient } from 'pg';

import { actorSettings } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { queueAttention } from '#app/features/mail/attention.server.ts';
import { queueMail } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { WARNED_DAYS } from './case-kinds.ts';
import { closeHeldCase } from './close-case.server.ts';

const SYSTEM = { kind: 'system', name: 'support' } as const;

const WARN = `
  with quiet as (
    update support_cases set warned_at = psa_now()
    where closed_at is null and last_at < psa_now() - make_interval(days => greatest($1 - ${WARNED_DAYS}, 0))
      and (warned_at is null or waits_for = 'staff' and warned_at < psa_now() - make_interval(days => ${WARNED_DAYS}))
    returning id, waits_for as "waitsFor"
  ), queued as (
    insert into mails (kind, staff_id, about)
    select 'support-quiet', s.id, q.id from quiet q cross join staff_members s
    where q."waitsFor" = 'asker' and s.disabled_at is null and exists (
      select from staff_roles where staff_id = s.id and role in ('administrator', 'trainer') and revoked_at is null)
    on conflict (kind, staff_id, about) where staff_id is not null
      do update set state = 'queued', attempts = 0, sent_at = null, claimed_at = null, next_attempt_at = null
  )
  select * from quiet order by id`;

// Not before staff were told for as long, whatever the period was when they were; and not while a link or a mail of the case is under way.
const QUIET = `
  select c.id, c.person_id as "personId", c.asker_email as email from support_cases c
  where c.closed_at is null and c.waits_for = 'asker' and c.last_at < psa_now() - make_interval(days => $1)
    and c.warned_at < psa_now() - make_interval(days => ${WARNED_DAYS})
    and not exists (select from support_messages m where m.case_id = c.id and m.reply_expires_at > psa_now())
    and not exists (select from mails w where w.state in ('queued', 'sending') and (w.case_id = c.id
      or w.kind in ('support-answered', 'support-asked-back') and w.about in (select m.id from support_messages m where m.case_id = c.id)))
  order by c.id for update skip locked`;

type QuietCase = { readonly id: number; readonly personId: number | null; readonly email: string | null };

/** Where it goes is read before the closing, with which it goes. */
async function closeQuiet(client: PoolClient, { id, personId, email }: QuietCase): Promise<void> {
  const mail = { kind: 'support-closed', about: id } as const;
  if (personId !== null) await queueMail(client, { ...mail, personId });
  else if (email !== null) await queueMail(client, { ...mail, caseId: id, toAddress: email, body: '' });
  await closeHeldCase(client, id, 'time-over');
}

/** `days` without a word, as the rule says. Gives how many cases were closed. */
export async function closeQuietCases(days: number): Promise<number> {
  await inRoleSql('psa_worker', actorSettings(SYSTEM), async (client) => {
    const { rows } = await client.query<{ id: number; waitsFor: string }>(WARN, [days]);
    for (const { id } of rows) await appendEvent(client, { event: 'support.warned', subjectId: id });
    if (rows.some(({ waitsFor }) => waitsFor === 'staff')) await queueAttention(client, 'administrator');
  });
  return inRoleSql('psa_worker', actorSettings(SYSTEM), async (client) => {
    const { rows } = await client.query<QuietCase>(QUIET, [days]);
    for (const one of rows) await closeQuiet(client, one);
    return rows.length;
  });
}
