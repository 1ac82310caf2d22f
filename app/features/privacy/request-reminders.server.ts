// Reminds privacy officers of requests whose time runs out (P2): on day 21 and 26 of the first month, ten and five days before the end of an extension, and once it is
// over; and of what was kept of somebody who asked to be erased, once the last day for that is over. Each once, by a mail that says how many and nothing of whom.
import { actorSettings } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { env } from '#app/platform/env.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { TODAY } from './list-requests.server.ts';
import { daysLeftInWords } from './request-words.ts';

const SYSTEM = { kind: 'system', name: 'privacy' } as const;

const RECEIVED_ON = `(r.received_at at time zone 'Europe/Amsterdam')::date`;

// Of several that are due, as after an entry that came late, the last alone is said.
const REMIND = `
  with due as (
    select r.id, case
      when ${TODAY} > r.due_on then 'reminded-late'
      when r.extended_at is null and ${TODAY} >= ${RECEIVED_ON} + 26 then 'reminded-day-26'
      when r.extended_at is null and ${TODAY} >= ${RECEIVED_ON} + 21 then 'reminded-day-21'
      when r.extended_at is not null and ${TODAY} >= r.due_on - 5 then 'reminded-five-left'
      when r.extended_at is not null and ${TODAY} >= r.due_on - 10 then 'reminded-ten-left'
    end as step
    from privacy_requests r where r.closed_at is null
    -- An account is erased as a whole: before the last of what is kept is over, there is nothing to be done.
    union all select r.id, 'reminded-keep-over' from privacy_requests r
    where r.person_id is not null and (select max(k.until) from privacy_request_keeps k where k.request_id = r.id) < ${TODAY}
  ), made as (
    insert into privacy_request_steps (request_id, step) select id, step from due where step is not null
    on conflict (request_id, step) where step like 'reminded-%' do nothing returning id, request_id, step
  ), queued as (
    insert into mails (kind, staff_id, about)
    select 'request-reminder', s.id, m.id from made m cross join staff_members s
    where s.disabled_at is null and exists (select from staff_roles where staff_id = s.id and role = 'privacy-officer' and revoked_at is null)
    on conflict do nothing
  )
  select request_id as "requestId", step from made order by request_id`;

/** The job. Gives how many requests officers were reminded of. */
export const remindOfRequests = (): Promise<number> =>
  inRoleSql('psa_worker', actorSettings(SYSTEM), async (client) => {
    const { rows } = await client.query<{ requestId: number; step: string }>(REMIND);
    for (const { requestId, step } of rows)
      await appendEvent(client, { event: 'request.reminded', subjectId: requestId, details: { step } });
    return rows.length;
  });

const STANDS = `
  select r.id, r.due_on - ${TODAY} as left, s.step = 'reminded-keep-over' as "isKeepOver"
  from privacy_request_steps s join privacy_requests r on r.id = s.request_id
  where s.id = $1 and case when s.step = 'reminded-keep-over' then r.person_id is not null else r.closed_at is null end`;

/** `about` is the step of the reminder. Staff read English. */
export const requestReminder: Writer = {
  async write(client, _to, about) {
    const { rows } = await client.query<{ id: number; left: number; isKeepOver: boolean }>(STANDS, [about]);
    const [request] = rows;
    if (request === undefined) return null;
    const link = { label: 'Open the request', href: `${env().origin}/desk/requests/${request.id}` };
    if (request.isKeepOver)
      return {
        subject: `Request ${request.id}: what was kept is kept no longer`,
        paragraphs: [
          'Something was kept of somebody who asked to be erased, and the last day for that is over. If nothing else keeps it, have the person erased now.',
          link,
        ],
      };
    return {
      subject: `Request ${request.id}: ${daysLeftInWords(request.left)}`,
      paragraphs: [
        `A request of somebody about their data waits for an answer: ${daysLeftInWords(request.left)}.`,
        link,
      ],
    };
  },
};
