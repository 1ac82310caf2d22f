// Writes to staff what waits for a person at this moment, in counts and with links: whom it is about stands on the portal alone.
import type { Writer } from '#app/features/mail/mails.server.ts';
import { UNREACHED } from '#app/features/mail/unreached.server.ts';
import { env } from '#app/platform/env.server.ts';
import { LEFT_SINCE } from './run.ts';

type Waiting = {
  readonly toRelease: number;
  readonly passedOn: number;
  readonly failed: number;
  readonly missed: number;
  readonly leftSince: number;
  readonly dead: number;
  readonly putOff: number;
  readonly paused: number;
  readonly bounced: number;
  readonly unreached: number;
  readonly givenUp: number;
  readonly unanswered: number;
  readonly quietCases: number;
};

/** In seconds. A delivery that waits this long for its next try, because it failed often or the other side asks for it, is told to a person (bad-G8). */
export const PUT_OFF_S = 4 * 60 * 60;

// To each what they can act on. A schedule that somebody paused on purpose waits for nobody.
const WAITING = `
  with me as (
    select bool_or(role = 'privacy-officer') as officer, bool_or(role = 'administrator') as administrator
    from staff_roles r join staff_members s on s.id = r.staff_id
    where s.id = $1 and s.disabled_at is null and r.revoked_at is null
  )
  select
    case when officer then (select count(*)::int from runs where state = 'awaiting-release') else 0 end as "toRelease",
    case when officer then (select count(*)::int from support_cases where closed_at is null and passed_at is not null) else 0 end as "passedOn",
    case when administrator then (select count(*)::int from runs where state = 'failed' and next_try_at is null) else 0 end as failed,
    case when administrator then (select count(*)::int from runs where state = 'missed' and planned_at > psa_now() - interval '7 days' and not $2 = any(reasons)) else 0 end as missed,
    case when administrator then (select count(*)::int from runs where state = 'missed' and $2 = any(reasons)
      and exists (select from audit_events where event = 'backup.restored' and occurred_at > psa_now() - interval '7 days')) else 0 end as "leftSince",
    case when administrator then (select count(*)::int from deliveries where state = 'dead') else 0 end as dead,
    case when administrator then (select count(*)::int from deliveries where state in ('failed', 'unknown') and next_attempt_at > psa_now()
      and next_attempt_at >= claimed_at + make_interval(secs => ${PUT_OFF_S})) else 0 end as "putOff",
    case when administrator then (select count(*)::int from agreements where paused_because = 'not-fetched') else 0 end as paused,
    case when administrator then (select count(*)::int from recipient_contacts where bounced_at is not null and removed_at is null) else 0 end as bounced,
    case when administrator then (select count(*)::int from (${UNREACHED}) p) else 0 end as unreached,
    case when administrator then (select count(*)::int from mails where state = 'dead' and case_id is null and kind <> 'attention'
      and coalesce(claimed_at, queued_at) > psa_now() - interval '7 days') else 0 end as "givenUp",
    case when administrator then (select count(*)::int from mails where state = 'dead' and case_id is not null
      and coalesce(claimed_at, queued_at) > psa_now() - interval '7 days') else 0 end as unanswered,
    case when administrator then (select count(*)::int from support_cases where closed_at is null and waits_for = 'staff' and warned_at is not null) else 0 end as "quietCases"
  from me where officer or administrator`;

const counted = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);

// Staff read English.
const WORDS: Readonly<Record<keyof Waiting, (count: number) => string>> = {
  toRelease: (count) => `${counted(count, 'report waits', 'reports wait')} for a release.`,
  passedOn: (count) =>
    `${counted(count, 'support case was', 'support cases were')} passed on to you as a request about data.`,
  failed: (count) => `${counted(count, 'report', 'reports')} could not be made.`,
  missed: (count) =>
    `${counted(count, 'report', 'reports')} of the last seven days fell due in a pause, or while nothing ran.`,
  leftSince: (count) =>
    `${counted(count, 'report', 'reports')} had left after the backup that was restored. Ask the recipients, then make them again or leave them.`,
  dead: (count) =>
    `${counted(count, 'report', 'reports')} could not be brought to the recipient, and will not be tried again.`,
  putOff: (count) =>
    `${counted(count, 'report is not out yet, and is', 'reports are not out yet, and are')} put off for hours.`,
  paused: (count) => `${counted(count, 'schedule', 'schedules')} paused, because nobody fetched the reports.`,
  bounced: (count) => `Mail came back from ${counted(count, 'address', 'addresses')} of report recipients.`,
  unreached: (count) => `No mail reaches ${counted(count, 'person who learns', 'people who learn')}.`,
  givenUp: (count) =>
    `${counted(count, 'mail', 'mails')} of the last seven days did not arrive, and will not be tried again.`,
  unanswered: (count) => `${counted(count, 'answer', 'answers')} of support in the last seven days did not arrive.`,
  quietCases: (count) => `${counted(count, 'support case has', 'support cases have')} waited for an answer for weeks.`,
};

export const attention: Writer = {
  async write(client, to) {
    const found = await client.query<Waiting>(WAITING, [to.id, LEFT_SINCE]);
    const [waiting] = found.rows;
    if (waiting === undefined || Object.values(waiting).every((count) => count === 0)) return null;
    const lines = (Object.keys(WORDS) as (keyof Waiting)[]).flatMap((what) =>
      waiting[what] > 0 ? [WORDS[what](waiting[what])] : [],
    );
    return {
      subject: 'Something waits for you',
      paragraphs: [
        ...lines,
        ...(waiting.toRelease +
          waiting.failed +
          waiting.missed +
          waiting.leftSince +
          waiting.dead +
          waiting.putOff +
          waiting.paused >
        0
          ? [{ label: 'Open the reports', href: `${env().origin}/admin/runs` }]
          : []),
        ...(waiting.bounced > 0 ? [{ label: 'Open the contacts', href: `${env().origin}/admin/contacts` }] : []),
        ...(waiting.givenUp > 0 ? [{ label: 'Which mails', href: `${env().origin}/admin` }] : []),
        ...(waiting.unanswered + waiting.passedOn + waiting.quietCases > 0
          ? [{ label: 'Open support', href: `${env().origin}/admin/support` }]
          : []),
        ...(waiting.unreached > 0 ? [{ label: 'Whom no mail reaches', href: `${env().origin}/admin/unreached` }] : []),
      ],
    };
  },
};
