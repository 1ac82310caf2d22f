// Finds whom nobody has used an account for, when they go, and what keeps those who are due: one definition in SQL for the forecast, the warning, the preview and, under lock, the
// deletion itself.
import type { PoolClient } from 'pg';

import type { DuePerson } from './due-person.ts';
import { hasKeep } from './keeps.server.ts';
import { WARNED_DAYS, type LiveReason } from './retention-rules.ts';

const DAY = (time: string): string => `(${time} at time zone 'Europe/Amsterdam')::date`;

// Whatever happened in an account counts as use, whoever did it; and so does a meeting that one had a place in. `$1` is one person, or null for everybody.
const USED = `
  select p.id, greatest(${DAY('p.created_at')}, u.used_on, n.last, g.last, s.last, o.last, c.last, a.last, m.last, q.last, r.last) as used_on
  from persons p
  left join account_uses u on u.person_id = p.id
  left join (select n.person_id, max(greatest(${DAY('n.enrolled_at')}, t.last)) as last from enrolments n
    left join (select session_id, max(${DAY('ends_at')}) as last from session_meetings where ends_at <= psa_now() group by 1) t
      on t.session_id = n.session_id and n.state = 'enrolled'
    where $1::int is null or n.person_id = $1 group by 1) n on n.person_id = p.id
  left join (select n.person_id, max(${DAY('e.recorded_at')}) as last from progress_entries e join enrolments n on n.id = e.enrolment_id
    where $1::int is null or n.person_id = $1 group by 1) g on g.person_id = p.id
  left join (select person_id, max(${DAY('created_at')}) as last from sittings where $1::int is null or person_id = $1 group by 1) s on s.person_id = p.id
  left join (select s.person_id, max(${DAY('e.recorded_at')}) as last from outcome_entries e join sittings s on s.id = e.sitting_id
    where $1::int is null or s.person_id = $1 group by 1) o on o.person_id = p.id
  left join (select person_id, max(${DAY('recorded_at')}) as last from consent_entries where $1::int is null or person_id = $1 group by 1) c on c.person_id = p.id
  left join (select person_id, max(${DAY('acknowledged_at')}) as last from notice_acknowledgements where $1::int is null or person_id = $1 group by 1) a on a.person_id = p.id
  left join (select kept_id, max(${DAY('merged_at')}) as last from person_merges where $1::int is null or kept_id = $1 group by 1) m on m.kept_id = p.id
  -- Whoever was answered has time to read it.
  left join (select person_id, max(${DAY('last_at')}) as last from support_cases where $1::int is null or person_id = $1 group by 1) q on q.person_id = p.id
  left join (select person_id, max(greatest(${DAY('received_at')}, ${DAY('decided_at')})) as last from privacy_requests
    where $1::int is null or person_id = $1 group by 1) r on r.person_id = p.id
  where p.erased_at is null and p.found_minor_at is null and p.found_false_at is null and ($1::int is null or p.id = $1)`;

// Somebody who never took part, and whose consent to be contacted stands.
const IS_PROSPECT = `(not exists (select from enrolments n where n.person_id = p.id) and not exists (select from sittings s where s.person_id = p.id)
  and exists (select from (select distinct on (consent) given from consent_entries c where c.person_id = p.id order by consent, id desc) last where given))`;

/** A run that takes longer is stuck: whoever it holds is asked about by the gate before it goes, and is gone from it by then. */
const RUN_KEEPS_DAYS = 7;

// Of a run: it is of people, not of numbers; it is not stuck; and something of it can still go by itself.
const CAN_STILL_GO = `r.kind <> 'partner' and u.planned_at > psa_now() - interval '${RUN_KEEPS_DAYS} days'
  and (not exists (select from deliveries d where d.run_id = u.id)
    or exists (select from deliveries d where d.run_id = u.id and d.state in ('queued', 'sending', 'unknown', 'failed')))`;

const STANDS_THERE = `case when g.sheet = 'exams' then g.refs && array(select s.id from sittings s where s.person_id = p.id)
      else g.sheet = any(psa_enrolment_sheets()) and g.refs && array(select n.id from enrolments n where n.person_id = p.id) end`;
const OWN_ROW = `
  select from builds b join build_pages g on g.build_id = b.id
  where b.run_id = u.id and not exists (select from builds newer where newer.run_id = u.id and newer.number > b.number)
    and ${STANDS_THERE}`;

// Whoever may stand in a file that is yet to be made, or stands in the one that was made last.
const HOLDS_PERSON = `case when u.state in ('planned', 'stale')
  then r.kind <> 'employer' or r.employer_id in (select e.employer_id from employments e where e.person_id = p.id)
  else exists (${OWN_ROW}) end`;

// What is not finished keeps a person. Whatever has cases, claims or orders of its own adds its line here, and a word to LIVE_REASONS.
const LIVE: readonly (readonly [LiveReason, string])[] = [
  ['kept-by-law', hasKeep('p.id')],
  ['restricted', 'p.restricted_at is not null or p.objected_at is not null'],
  ['request', 'exists (select from privacy_requests r where r.person_id = p.id and r.decided_at is null)'],
  ['case', 'exists (select from support_cases c where c.person_id = p.id and c.closed_at is null)'],
  // Whoever is gone can't be told any more (art. 34), and it may be decided at any time until it is closed.
  [
    'breach',
    `exists (select from breaches b where not b.drill and psa_breach_open(b.id) and (b.everybody
       or exists (select from breach_builds f join build_pages g on g.build_id = f.build_id where f.breach_id = b.id and ${STANDS_THERE})))`,
  ],
  [
    'dispute',
    'exists (select from outcome_conflicts c join sittings s on s.id = c.sitting_id where s.person_id = p.id and c.closed_at is null)',
  ],
  [
    'session',
    `exists (select from enrolments n join session_meetings t on t.session_id = n.session_id join workshop_sessions w on w.id = n.session_id
       where n.person_id = p.id and n.state in ('enrolled', 'waiting') and t.ends_at > psa_now() and w.cancelled_at is null)`,
  ],
  [
    'sitting',
    `exists (select from sittings s where s.person_id = p.id and s.state = 'booked' and s.month >= to_char(psa_today(), 'YYYY-MM'))`,
  ],
  [
    'asked',
    `exists (select from follow_ups f join sittings s on s.id = f.sitting_id where s.person_id = p.id and f.state = 'planned')`,
  ],
  [
    'run',
    `exists (select from runs u join agreements g on g.id = u.agreement_id join recipients r on r.id = g.recipient_id
       where u.state in ('planned', 'built', 'checked', 'awaiting-release', 'ready', 'stale')
         and ${CAN_STILL_GO} and ${HOLDS_PERSON})`,
  ],
];

const KEPT = LIVE.map(([reason, holds]) => `when ${holds} then '${reason}'`).join('\n      ');

/** Of which use a warning is: the number of its day. Who uses the account again is warned anew before the next time. */
export const WARNING_OF = `(used_on - date '2000-01-01')`;

/** Days before the first on which somebody can be warned: a clock that was set, a run that was late. */
const SLACK_DAYS = 3;
const WARNED_FROM = (queued: string): string => `greatest(${queued}, d.over_on - ${WARNED_DAYS})`;
// One that was dropped told nobody anything; and one of before the period grew told of another day.
const IS_FOR_THIS_TIME = `(m.state in ('queued', 'sending')
  or m.state in ('sent', 'dead') and ${DAY('coalesce(m.sent_at, m.claimed_at, m.queued_at)')} >= d.over_on - ${WARNED_DAYS + SLACK_DAYS})`;

/**
 * `$1` one person or null, `$2` months of the inactive, `$3` of prospects, `$4` how many days ahead is looked. They go on the day after the last one on which they are kept;
 * and not before they were warned for long enough.
 */
const DUE_PEOPLE = `
  with used as (${USED}), judged as (
    select p.id, u.used_on, case when ${IS_PROSPECT} then 'prospect' else 'inactive' end as rule
    from used u join persons p on p.id = u.id
    where u.used_on + make_interval(months => least($2::int, $3::int)) < psa_today() + $4::int
  ), due as (
    select j.*, (j.used_on + make_interval(months => case j.rule when 'prospect' then $3::int else $2::int end))::date + 1 as over_on from judged j
  ), warned as (
    select d.*, ${DAY('m.sent_at')} as warned_on,
      -- A warning that waits for a mail server longer than it would have been valid reaches nobody either.
      m.state = 'dead' or m.state in ('queued', 'sending') and ${WARNED_FROM(DAY('m.queued_at'))} + ${WARNED_DAYS} < psa_today() as is_lost
    from due d left join mails m on m.kind = 'account-goes' and m.person_id = d.id and m.about = ${WARNING_OF} and ${IS_FOR_THIS_TIME}
    where d.over_on <= psa_today() + $4::int
  )
  select d.id, p.first_name as "firstName", p.last_name as "lastName", p.audit_key::text as "auditKey", d.rule, d.used_on::text as "usedOn",
    d.warned_on::text as "warnedOn", d.over_on <= psa_today() as "isOver",
    greatest(d.over_on, coalesce(d.warned_on, psa_today()) + case when d.is_lost then 0 else ${WARNED_DAYS} end)::text as "goesOn",
    case
      ${KEPT}
      when d.is_lost then 'warning-lost'
      when d.warned_on is null or d.warned_on + ${WARNED_DAYS} > psa_today() then 'not-warned'
    end as "keptBecause"
  from warned d join persons p on p.id = d.id
  order by "goesOn", d.id`;

export type Months = { readonly inactive: number; readonly prospect: number };

/** Whose time is over within so many days (0: today), the first to go first; or this one person if so. */
export async function readDuePeople(
  client: PoolClient,
  { inactive, prospect }: Months,
  days: number,
  personId: number | null = null,
): Promise<DuePerson[]> {
  const { rows } = await client.query<DuePerson>(DUE_PEOPLE, [personId, inactive, prospect, days]);
  return rows;
}
