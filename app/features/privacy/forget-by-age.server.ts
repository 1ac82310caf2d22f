// Removes what goes by its age alone, as its rule says, and tells for the forecast how much that will be. Each rule in a transaction of its own: one that fails keeps no other from going.
import { rm } from 'node:fs/promises';
import type { PoolClient } from 'pg';

import { trimLedger } from '#app/features/ledger/trim-ledger.server.ts';
import { closeQuietCases } from '#app/features/support/quiet-cases.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { listJournal } from '#app/platform/journal.server.ts';
import { removeMailsBefore } from '#app/platform/kept-mails.server.ts';
import { log } from '#app/platform/log.server.ts';
import { isFileOver } from './expire-files.server.ts';
import { removeMailsToNobody } from './mails-to-nobody.server.ts';
import { findPeriods, readPeriods } from './retention-periods.server.ts';
import { appendResult, recordResult } from './retention-results.server.ts';
import type { RetentionRuleName } from './retention-rules.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const FORGET_LIMIT_MS = 5 * 60_000;

// One that was opened again is not over, whenever it was closed before.
const CLOSED_BREACHES = 'select b.id from breaches b where not psa_breach_open(b.id)';
const CLOSED_AT = `(select max(s.recorded_at) from breach_steps s where s.breach_id = b.id and s.step = 'closed')`;

// By which law something is kept of somebody who asked to be erased is answered for as long as it is kept, and they are here.
const KEEPS_NOTHING = `
  not exists (select from privacy_request_keeps k where k.request_id = r.id and (k.until >= psa_today() or r.person_id is not null))`;

/** Rules whose rows the worker removes here: `$1` is the amount of the rule. */
const FORGOTTEN = {
  mail: `with gone as (delete from mails where state in ('sent', 'dropped', 'dead')
      and coalesce(sent_at, claimed_at, queued_at) < psa_now() - make_interval(months => $1::int) returning 1) select count(*)::int as gone from gone`,
  request: `with gone as (delete from privacy_requests r where r.decided_at < psa_now() - make_interval(months => $1::int) and ${KEEPS_NOTHING} returning 1)
    select count(*)::int as gone from gone`,
  'support-record': `with gone as (delete from support_cases where closed_at < psa_now() - make_interval(months => $1::int) returning 1)
    select count(*)::int as gone from gone`,
  notification: `with gone as (delete from notifications where made_at < psa_now() - make_interval(months => $1::int) returning 1)
    select count(*)::int as gone from gone`,
  disclosure: `select psa_forget_rows_of_runs($1::int) as gone`,
  breach: `with over as (${CLOSED_BREACHES} and ${CLOSED_AT} < psa_now() - make_interval(months => $1::int)),
      steps as (delete from breach_steps using over where breach_id = over.id),
      files as (delete from breach_builds using over where breach_id = over.id),
      letters as (delete from breach_letters using over where breach_id = over.id),
      gone as (delete from breaches b using over where b.id = over.id returning 1)
    select count(*)::int as gone from gone`,
  // Nobody who left is named any more; the number under which they did it stays in the record.
  staff: `with gone as (update staff_members set name = 'Former staff ' || id, email = 'former-' || id || '@staff.invalid'
      where disabled_at < psa_now() - make_interval(months => $1::int) and email <> 'former-' || id || '@staff.invalid' returning 1)
    select count(*)::int as gone from gone`,
  contact: `with gone as (update recipient_contacts set name = 'Former contact ' || id, email = 'former-' || id || '@contact.invalid'
      where removed_at < psa_now() - make_interval(months => $1::int) and email <> 'former-' || id || '@contact.invalid' returning 1)
    select count(*)::int as gone from gone`,
} as const satisfies Partial<Record<RetentionRuleName, string>>;

type Forgotten = keyof typeof FORGOTTEN;
const FORGOTTEN_NAMES: readonly Forgotten[] = [
  'mail',
  'request',
  'support-record',
  'notification',
  'disclosure',
  'breach',
  'staff',
  'contact',
];

async function forget(rule: Forgotten): Promise<number> {
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const periods = await readPeriods(client);
      const { rows } = await client.query<{ gone: number }>(FORGOTTEN[rule], [periods[rule]]);
      const gone = rows[0]?.gone ?? 0;
      await appendResult(client, { rule, reason: 'time-over', gone });
      return gone;
    },
    { timeoutMs: FORGET_LIMIT_MS },
  );
}

/** Whole months of the journal. The months that a restore of the oldest backup would ask for stay. */
async function forgetJournal(months: number): Promise<number> {
  const now = await databaseNow();
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
  let gone = 0;
  for (const name of ['mails', 'deliveries'] as const)
    for (const { file, month } of await listJournal(name)) {
      if (month === null || month >= first) continue;
      await rm(file, { force: true });
      gone++;
    }
  return gone;
}

/** What was kept to answer somebody whose case nobody closed. */
async function forgetQuietCases(days: number): Promise<number> {
  const closed = await closeQuietCases(days);
  await recordResult({ rule: 'support', reason: 'time-over', gone: closed });
  return closed;
}

/** As the rules count months in the database: a month before 31 March is the end of February. */
const monthsAgo = (months: number): Promise<Date> =>
  inRoleSql('psa_worker', SYSTEM, async (client) => {
    const { rows } = await client.query<{ at: Date }>('select psa_now() - make_interval(months => $1::int) as at', [
      months,
    ]);
    return rows[0]?.at ?? new Date(0);
  });

/** The job. Gives how many rows, events and files went. */
export async function forgetByAge(stopping?: AbortSignal): Promise<number> {
  let gone = 0;
  const attempt = async (rule: RetentionRuleName, work: () => Promise<number>): Promise<void> => {
    if (stopping?.aborted === true) return;
    try {
      gone += await work();
    } catch (error) {
      log.error({ err: error, rule }, 'what a rule lets go is still here');
    }
  };
  const { ledger, journal, support, mail } = await findPeriods();
  for (const rule of FORGOTTEN_NAMES) await attempt(rule, () => forget(rule));
  await attempt('mail', async () => removeMailsBefore(await monthsAgo(mail)));
  await attempt('mail', removeMailsToNobody);
  await attempt('support', () => forgetQuietCases(support));
  await attempt('ledger', async () => {
    const trimmed = await trimLedger(ledger);
    await recordResult({ rule: 'ledger', reason: 'time-over', gone: trimmed });
    return trimmed;
  });
  await attempt('journal', async () => {
    const files = await forgetJournal(journal);
    await recordResult({ rule: 'journal', reason: 'time-over', gone: files });
    return files;
  });
  return gone;
}

// How much goes within `$2` days; what a rule of days takes is asked by its own columns. Rules that are not here take what is left of minutes and days.
const AHEAD = `psa_now() + make_interval(days => $2::int)`;
const MONTHS_OLD = (time: string): string => `${time} < ${AHEAD} - make_interval(months => $1::int)`;
const DAYS_OLD = (time: string): string => `${time} < ${AHEAD} - make_interval(days => $1::int)`;
const FORECAST: Readonly<Partial<Record<RetentionRuleName, string>>> = {
  found: `select count(*)::int as n from persons where ${DAYS_OLD('least(found_minor_at, found_false_at)')}`,
  registration: `select count(*)::int as n from registrations where $1::int > 0 and expires_at <= ${AHEAD}`,
  'guardian-refusal': `select count(*)::int as n from guardian_refusals where ${MONTHS_OLD('refused_at')}`,
  recording: `select count(*)::int as n from recordings where $1::int > 0 and available_until < psa_today() + $2::int`,
  'report-file': `select count(*)::int as n from builds b join runs u on u.id = b.run_id where ${isFileOver(AHEAD, '$1::int')}`,
  disclosure: `select count(distinct p.build_id)::int as n from build_pages p join builds b on b.id = p.build_id join runs u on u.id = b.run_id
    where ${MONTHS_OLD('u.planned_at')} and b.file_removed_at is not null and not exists (select from breach_builds f where f.build_id = b.id and psa_breach_open(f.breach_id))`,
  mail: `select count(*)::int as n from mails where state in ('sent', 'dropped', 'dead') and ${MONTHS_OLD('coalesce(sent_at, claimed_at, queued_at)')}`,
  request: `select count(*)::int as n from privacy_requests r where ${MONTHS_OLD('r.decided_at')} and ${KEEPS_NOTHING}`,
  support: `select count(*)::int as n from support_cases where closed_at is null and waits_for = 'asker' and ${DAYS_OLD('last_at')}`,
  'support-record': `select count(*)::int as n from support_cases where ${MONTHS_OLD('closed_at')}`,
  notification: `select count(*)::int as n from notifications where ${MONTHS_OLD('made_at')}`,
  breach: `select count(*)::int as n from (${CLOSED_BREACHES} and ${MONTHS_OLD(CLOSED_AT)}) over`,
  staff: `select count(*)::int as n from staff_members where ${MONTHS_OLD('disabled_at')} and email not like '%@staff.invalid'`,
  contact: `select count(*)::int as n from recipient_contacts where ${MONTHS_OLD('removed_at')} and email not like '%@contact.invalid'`,
  ledger: `select count(*)::int as n from audit_events where ${MONTHS_OLD('occurred_at')}`,
};

/** How many go by this rule within so many days; null where nothing stays long enough to be foreseen. */
export async function countAhead(
  client: PoolClient,
  rule: RetentionRuleName,
  amount: number,
  days: number,
): Promise<number | null> {
  const text = FORECAST[rule];
  if (text === undefined) return null;
  const { rows } = await client.query<{ n: number }>(text, [amount, days]);
  return rows[0]?.n ?? 0;
}
