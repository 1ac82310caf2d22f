// Reminds privacy officers of requests whose time runs out (P2): on day 21 and 26 of the first month, ten and five days before the end of an extension, and once it is
// over; and of what was kept of somebody who asked to be erased, as the last day for each part of it is over. Each once, by a mail that says how many and nothing of whom.
import { actorSettings } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { env } from '#app/platform/env.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { TODAY } from './list-requests.server.ts';
import { daysLeftInWords } from './request-words.ts';

const SYSTEM = { kind: 'system', name: 'privacy' } as const;

const RECEIVED_ON = `(r.received_at at time zone 'Europe/Amsterdam')::date`;
const LAST_KEEP = '(select max(k.until) from privacy_request_keeps k where k.request_id = r.id)';

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
    -- The account is erased as a whole once the last of what is kept is over; what was kept for a part alone that ended before is somebody's to take out.
    union all select r.id, 'reminded-keep-over' from privacy_requests r where r.person_id is not null and ${LAST_KEEP} < ${TODAY}
    union all select r.id, 'keep-ended' from privacy_requests r
    where r.person_id is not null and ${LAST_KEEP} >= ${TODAY} and exists (
      select from privacy_request_keeps k where k.request_id = r.id and k.until < ${TODAY} and not exists (
        select from privacy_request_steps s where s.request_id = r.id and s.step = 'keep-ended' and (s.at at time zone 'Europe/Amsterdam')::date > k.until))
  ), made as (
    insert into privacy_request_steps (request_id, step) select id, step from due where step is not null
    on conflict do nothing returning id, request_id, step
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

// What a reminder is about may have been done meanwhile, and a part that ended is no news once everything has.
const STANDS = `
  select r.id, r.due_on - ${TODAY} as left, s.step
  from privacy_request_steps s join privacy_requests r on r.id = s.request_id
  where s.id = $1 and case s.step when 'reminded-keep-over' then r.person_id is not null
    when 'keep-ended' then r.person_id is not null and ${LAST_KEEP} >= ${TODAY} else r.closed_at is null end`;

const KEEP_WORDS: Readonly<Partial<Record<string, { readonly subject: string; readonly what: string }>>> = {
  'reminded-keep-over': {
    subject: 'what was kept is kept no longer',
    what: 'Something was kept of somebody who asked to be erased, and the last day for that is over. If nothing else keeps it, have the person erased now.',
  },
  'keep-ended': {
    subject: 'something that was kept is kept no longer',
    what: 'More than one thing was kept of somebody who asked to be erased, and the last day for one of them is over. See which, and have taken out what was kept for that alone.',
  },
};

/** `about` is the step of the reminder. Staff read English. */
export const requestReminder: Writer = {
  async write(client, _to, about) {
    const { rows } = await client.query<{ id: number; left: number; step: string }>(STANDS, [about]);
    const [request] = rows;
    if (request === undefined) return null;
    const link = { label: 'Open the request', href: `${env().origin}/desk/requests/${request.id}` };
    const ended = KEEP_WORDS[request.step];
    if (ended !== undefined)
      return { subject: `Request ${request.id}: ${ended.subject}`, paragraphs: [ended.what, link] };
    return {
      subject: `Request ${request.id}: ${daysLeftInWords(request.left)}`,
      paragraphs: [
        `A request of somebody about their data waits for an answer: ${daysLeftInWords(request.left)}.`,
        link,
      ],
    };
  },
};
