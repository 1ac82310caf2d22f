// Keeps the clock of breaches: reminds privacy officers while a report is due, and has people written to once that was decided. A drill writes to nobody.
import type { PoolClient } from 'pg';

import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import type { MailKind, Writer } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { log } from '#app/platform/log.server.ts';
import {
  clockAt,
  isClockRunning,
  REMINDED_AFTER_HOURS,
  REPORT_WITHIN_HOURS,
  sayMinutes,
  standingOf,
  type ReminderHours,
} from './breach.ts';
import { findBreachIn, type Breach } from './read-breaches.server.ts';
import { LETTERS_DUE, queueLetters } from './tell-touched.server.ts';

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

async function remind(client: PoolClient, breach: Breach, now: Date): Promise<number> {
  const hours = reminderDue(breach, now);
  if (hours === null) return 0;
  const { rowCount } = await client.query(REMIND, [KIND_AFTER[hours], breach.id]);
  const count = rowCount ?? 0;
  if (count > 0)
    await appendEvents(client, [{ event: 'breach.reminded', subjectId: breach.id, details: { hours, count } }]);
  return count;
}

// What is closed is over, but for letters that were decided before.
const WATCHED = `
  select b.id from breaches b where not b.drill and (psa_breach_open(b.id) or ${LETTERS_DUE}) order by b.id`;

/** One watcher of a breach at a time: two would count, and queue, the same. */
const WATCH_LOCK = 7_240_362;

const watch = (breachId: number): Promise<number> =>
  inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      await client.query('select pg_advisory_xact_lock($1, $2)', [WATCH_LOCK, breachId]);
      const breach = await findBreachIn(client, breachId);
      const { rows } = await client.query<{ now: Date }>('select psa_now() as now');
      const now = rows[0]?.now;
      if (breach === null || now === undefined) return 0;
      return (await remind(client, breach, now)) + (await queueLetters(client, breach));
    },
    { timeoutMs: QUEUE_LIMIT_MS },
  );

/** The job: gives how many mails it queued. Each breach by itself: one that can't be watched stops no clock of another. */
export async function watchBreaches(): Promise<number> {
  const { rows } = await inRoleSql('psa_worker', SYSTEM, (client) => client.query<{ id: number }>(WATCHED), {
    readOnly: true,
  });
  let queued = 0;
  for (const { id } of rows)
    queued += await watch(id).catch((error: unknown) => {
      log.error({ err: error, breach: id }, 'a breach could not be watched');
      return 0;
    });
  return queued;
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
