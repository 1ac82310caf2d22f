// Counts what waits or needs a person, for a monitor: states and channels, never whose.
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import type { Measure } from '#app/platform/metrics.server.ts';

/** A monitor asks again; a database that is slow must not be asked by it for long. */
const ANSWER_WITHIN_MS = 3_000;

type Kind = { readonly help: string; readonly labels: readonly string[]; readonly sql: string };

const KINDS: Readonly<Record<string, Kind>> = {
  psa_runs: {
    help: 'Report runs that have not ended, by state',
    labels: ['state'],
    sql: `select state, count(*)::int as count from runs where state not in ('done', 'withdrawn') group by state`,
  },
  psa_deliveries: {
    help: 'Deliveries that have not arrived, by channel and state',
    labels: ['channel', 'state'],
    sql: `select channel, state, count(*)::int as count from deliveries where state <> 'delivered' group by channel, state`,
  },
  psa_mails: {
    help: 'Mails that are not sent, by state',
    labels: ['state'],
    sql: `select state, count(*)::int as count from mails where state <> 'sent' group by state`,
  },
  psa_oldest_mail_seconds: {
    help: 'Age of the oldest mail that waits to be sent',
    labels: [],
    sql: `select coalesce(extract(epoch from psa_now() - min(queued_at)), 0)::float8 as count from mails where state = 'queued'`,
  },
};

type Row = Readonly<Record<string, string>> & { readonly count: number };

async function countAll(): Promise<Record<string, Measure>> {
  return inRoleSql(
    'psa_worker',
    { 'psa.actor_kind': 'system' },
    async (client) => {
      const measures: Record<string, Measure> = {};
      for (const [name, { help, labels, sql }] of Object.entries(KINDS)) {
        const { rows } = await client.query<Row>(sql);
        const counts = rows.map((row) => ({
          labels: Object.fromEntries(labels.map((label) => [label, row[label] ?? ''])),
          count: row.count,
        }));
        measures[name] = { help, labels, counts };
      }
      return measures;
    },
    { readOnly: true, timeoutMs: ANSWER_WITHIN_MS },
  );
}

const reached = (up: 0 | 1): Measure => ({
  help: 'Whether the database answered this question',
  labels: [],
  counts: [{ labels: {}, count: up }],
});

/** What waits, by name; without a database only that there is none. */
export async function measureWaitingWork(): Promise<Record<string, Measure>> {
  try {
    return { psa_database_up: reached(1), ...(await countAll()) };
  } catch (error) {
    log.warn({ err: error }, 'a monitor was told that the database does not answer');
    return { psa_database_up: reached(0) };
  }
}
