// Keeps the clock of breaches: reminds privacy officers while a report is due, and writes to people once that was decided. A drill writes to nobody.
import type { PoolClient } from 'pg';

import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import type { MailKind, Writer } from '#app/features/mail/mails.server.ts';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { writeLetterToPeople } from './breach-letters.server.ts';
import { whoOf, type Reach } from './breach-people.server.ts';
import {
  clockAt,
  isClockRunning,
  REMINDED_AFTER_HOURS,
  REPORT_WITHIN_HOURS,
  sayMinutes,
  standingOf,
  type ReminderHours,
} from './breach.ts';
import { findBreachIn, readBreaches, type Breach } from './read-breaches.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const QUEUE_LIMIT_MS = 120_000;

const KIND_AFTER: Readonly<Record<ReminderHours, MailKind>> = {
  24: 'breach-clock-first',
  48: 'breach-clock-second',
  66: 'breach-clock-last',
};

/** The last of the hours that have passed, while it matters; else null. */
function reminderDue({ drill, knownAt, steps }: Breach, now: Date): ReminderHours | null {
  if (drill || !isClockRunning(standingOf(steps))) return null;
  const { elapsedHours } = clockAt(knownAt, now);
  return REMINDED_AFTER_HOURS.findLast((hours) => elapsedHours >= hours) ?? null;
}

const REMIND = `
  insert into mails (kind, staff_id, about)
  select $1, s.id, $2 from staff_members s
  where s.disabled_at is null and exists (select from staff_roles where staff_id = s.id and role = 'privacy-officer' and revoked_at is null)
  on conflict do nothing`;

// Whoever was queued a mail about a breach once is not queued another.
const WRITE_TO = (reach: Reach): string => `
  with ${whoOf(reach)}
  insert into mails (kind, person_id, about)
  select distinct 'breach-letter', p.id, $2::int from who join persons p on p.id = who.person_id where p.erased_at is null
  on conflict do nothing`;

async function remind(client: PoolClient, breach: Breach, now: Date): Promise<number> {
  const hours = reminderDue(breach, now);
  if (hours === null) return 0;
  const { rowCount } = await client.query(REMIND, [KIND_AFTER[hours], breach.id]);
  const count = rowCount ?? 0;
  if (count > 0)
    await appendEvents(client, [{ event: 'breach.reminded', subjectId: breach.id, details: { hours, count } }]);
  return count;
}

async function writeToPeople(client: PoolClient, { id, drill, everybody, steps }: Breach): Promise<number> {
  const { telling } = standingOf(steps);
  if (drill || telling?.step !== 'told' || telling.how !== 'mail') return 0;
  const queued = await client.query(`select from mails where kind = 'breach-letter' and about = $1 limit 1`, [id]);
  if (queued.rowCount !== 0) return 0;
  const files = await client.query<{ id: number }>(
    'select build_id as id from breach_builds where breach_id = $1 order by 1',
    [id],
  );
  const reach = { buildIds: files.rows.map((file) => file.id), everybody };
  const { rowCount } = await client.query(WRITE_TO(reach), [reach.buildIds, id]);
  const count = rowCount ?? 0;
  if (count > 0) await appendEvents(client, [{ event: 'breach.letters-queued', subjectId: id, details: { count } }]);
  return count;
}

/** One watcher at a time: two would count, and queue, the same. */
const WATCH_LOCK = 7_240_362;

/** The job: gives how many mails it queued. */
export function watchBreaches(): Promise<number> {
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [WATCH_LOCK]);
      const breaches = await readBreaches(client);
      const { rows } = await client.query<{ now: Date }>('select psa_now() as now');
      const now = rows[0]?.now;
      if (now === undefined) return 0;
      let queued = 0;
      for (const breach of breaches)
        queued += (await remind(client, breach, now)) + (await writeToPeople(client, breach));
      return queued;
    },
    { timeoutMs: QUEUE_LIMIT_MS },
  );
}

/** How the mails to people stand: state → how many. */
export function countLetters(actor: StaffActor, breachId: number): Promise<Readonly<Record<string, number>>> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<{ state: string; count: number }>(
        `select state, count(*)::int as count from mails where kind = 'breach-letter' and about = $1 group by state`,
        [breachId],
      );
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    },
    { readOnly: true },
  );
}

/** Numbers and times: what happened stands on the portal alone. It is dropped where the clock stands by then. */
export const breachReminder: Writer = {
  async write(client, _to, about) {
    const breach = await findBreachIn(client, about);
    if (breach === null || breach.drill || !isClockRunning(standingOf(breach.steps))) return null;
    const { rows } = await client.query<{ now: Date }>('select psa_now() as now');
    const { minutesLeft, deadline } = clockAt(breach.knownAt, rows[0]?.now ?? breach.recordedAt);
    const until = new Intl.DateTimeFormat('en-GB', {
      dateStyle: 'full',
      timeStyle: 'short',
      timeZone: 'Europe/Amsterdam',
    }).format(deadline);
    return {
      subject: `Breach no. ${breach.id}: ${minutesLeft < 0 ? 'the time to report it is over' : `${sayMinutes(minutesLeft)} left to report it`}`,
      paragraphs: [
        minutesLeft < 0
          ? `The ${REPORT_WITHIN_HOURS} hours in which breach no. ${breach.id} had to be reported to the authority ended ${sayMinutes(minutesLeft)} ago, on ${until}. A report that comes now has to say why.`
          : `Whether breach no. ${breach.id} is reported to the authority has not been decided. Of ${REPORT_WITHIN_HOURS} hours ${sayMinutes(minutesLeft)} are left: until ${until}, in Amsterdam.`,
        { label: 'Open the breach', href: `${env().origin}/desk/breaches/${breach.id}` },
      ],
    };
  },
};

/** Dropped for a drill, whoever queued it. */
export const breachLetter: Writer = {
  async write(client, to, about) {
    const breach = await findBreachIn(client, about);
    if (breach === null || breach.drill) return null;
    const { subject, parts } = writeLetterToPeople(breach, to.language, to.firstName);
    return {
      subject,
      paragraphs: parts.flatMap(({ heading, paragraphs, list }) =>
        paragraphs.length === 0 && list.length === 0
          ? []
          : [...(heading === null ? [] : [heading]), ...paragraphs, ...list.map((line) => `– ${line}`)],
      ),
    };
  },
};
