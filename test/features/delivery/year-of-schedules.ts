// Lives through months of schedules with several workers that look at every due minute, and tells what came otherwise than an oracle of its own says.
import { makeAgreements } from '#app/features/agreements/make-agreement.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { arrangeNotice, FULL_AGREEMENT } from '#test/support/register.ts';
import { freezeClock } from '#test/support/runs.ts';
import { forgetAll, tick, type Terms } from '#test/support/schedules.ts';

const ZONES = ['Europe/Amsterdam', 'America/New_York', 'Pacific/Auckland', 'Australia/Lord_Howe'];
/** Month ends, and the days on which these zones change their clocks in 2028. */
const ANCHORS = [1, 2, 5, 12, 24, 26, 29, 30, 31];
const TIMES = ['02:30', '06:00'];
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

type Owed = { readonly slug: string; readonly period: string; readonly due: number };

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** What the clock of a zone shows at an instant, as if it were UTC. */
function shownIn(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
    at,
  );
  const [, day, month, year, hour, minute] = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+)/.exec(parts) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
}

/** The first instant at which the clock of a zone shows this; where it is skipped, as much later as the clock jumps. Found by looking at every quarter of an hour. */
function instantOf(zone: string, shown: number): number {
  const offset = shownIn(zone, shown - DAY_MS) - (shown - DAY_MS);
  for (let at = shown - 16 * 60 * MINUTE_MS; at < shown + 16 * 60 * MINUTE_MS; at += 15 * MINUTE_MS)
    if (shownIn(zone, at) === shown) return at;
  return shown - offset;
}

/** Everything that a schedule owes whose due time lies in these months of 2028. */
function owedBy(slug: string, terms: Terms, months: readonly number[]): Owed[] {
  const [hour = 0, minute = 0] = terms.localTime.split(':').map(Number);
  return months.flatMap((month) => {
    if (terms.cadence === 'quarterly' && month % 3 !== 1) return [];
    const day = Math.min(terms.anchorDay, daysIn(2028, month));
    const before = month === 1 ? { year: 2027, month: 12 } : { year: 2028, month: month - 1 };
    const period =
      terms.cadence === 'monthly'
        ? `${before.year}-${String(before.month).padStart(2, '0')}`
        : `${before.year}-Q${Math.ceil(before.month / 3)}`;
    return [{ slug, period, due: instantOf(terms.zone, Date.UTC(2028, month - 1, day, hour, minute)) }];
  });
}

const termsOf = (index: number): Terms => ({
  cadence: index % 7 === 6 ? 'quarterly' : 'monthly',
  anchorDay: ANCHORS[index % ANCHORS.length] ?? 1,
  localTime: TIMES[Math.floor(index / ANCHORS.length) % TIMES.length] ?? '06:00',
  zone: ZONES[Math.floor(index / (ANCHORS.length * TIMES.length)) % ZONES.length] ?? 'UTC',
});

export type Year = {
  readonly agreements: number;
  /** Every how many of these kinds of schedule one is taken: 1 is each in turn. */
  readonly stride: number;
  /** Months of 2028, from January on. */
  readonly months: readonly number[];
  readonly workers: number;
};

/** Gives what was made too early, too late, twice or never; and how many runs there were. */
export async function liveSchedules(
  database: TestDatabase,
  { agreements, stride, months, workers }: Year,
): Promise<{ faults: string[]; runs: number }> {
  await forgetAll(database);
  const first = months[0] ?? 1;
  // At noon, UTC: what is due on the last day of a month is over in every zone, and the next month's first is still to come.
  const begin = Date.UTC(2028, first - 1, 1) - DAY_MS / 2;
  const end = Date.UTC(2028, months.at(-1) ?? 12, 1) - DAY_MS / 2;
  await freezeClock(database, new Date(begin).toISOString());
  await arrangeNotice();
  const schedules = Array.from({ length: agreements }, (_, index) => ({
    mpnId: String(1_000_001 + index),
    terms: termsOf(index * stride),
  }));
  await database.query(
    `with e as (insert into employers (mpn_id, name) select m, 'Company ' || m from unnest($1::text[]) m returning id, mpn_id),
       p as (insert into persons (email, first_name, last_name, phone, notice_version, informed_at)
         select 'one@company-' || mpn_id || '.example', 'Imke', 'de Vries', '+31612345678', 1, psa_now() from e returning id, email)
     insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at)
     select p.id, e.id, 'NL', 'Developer', '2020-01-01', 'staff', psa_now() from p join e on p.email = 'one@company-' || e.mpn_id || '.example'`,
    [schedules.map(({ mpnId }) => mpnId)],
  );
  await makeAgreements(
    schedules.map(({ mpnId, terms }) => ({
      ...FULL_AGREEMENT,
      ...terms,
      channels: ['folder'],
      recipient: { kind: 'employer', mpnId },
    })),
  );
  const owed = schedules.flatMap(({ mpnId, terms }) => owedBy(`employer-${mpnId}`, terms, months));
  // Midday of every fifth day; and each due time, the minute before every third of them.
  const looks = new Set<number>([end]);
  for (let noon = begin + DAY_MS; noon <= end; noon += 5 * DAY_MS) looks.add(noon);
  for (const [index, { due }] of owed.entries()) {
    looks.add(due);
    if (index % 3 === 0) looks.add(due - MINUTE_MS);
  }
  const moments = [...looks].sort((a, b) => a - b);
  for (const moment of moments) {
    await freezeClock(database, new Date(moment).toISOString());
    await Promise.all(Array.from({ length: workers }, tick));
  }
  await tick();
  const made = await database.query<{ key: string; due: Date; at: Date; state: string; builds: number; sent: number }>(
    `select r.slug || ' ' || u.period as key, u.due_at as due, u.planned_at as at, u.state,
       (select count(*)::int from builds where run_id = u.id) as builds,
       (select count(*)::int from audit_events where event = 'delivery.made' and subject_id = u.id::text) as sent
     from runs u join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id`,
  );
  const wanted = new Map(owed.map(({ slug, period, due }) => [`${slug} ${period}`, due]));
  const faults = made.flatMap(({ key, due, at, state, builds, sent }) => {
    const expected = wanted.get(key);
    if (expected === undefined) return [`${key} was not due`];
    const seen = moments.find((moment) => moment >= expected);
    wanted.delete(key);
    return [
      ...(due.getTime() === expected
        ? []
        : [`${key} says ${due.toISOString()}, not ${new Date(expected).toISOString()}`]),
      ...(at.getTime() === seen ? [] : [`${key} was planned at ${at.toISOString()}`]),
      ...(state === 'done' && builds === 1 && sent === 1
        ? []
        : [`${key} is ${state} with ${builds} builds, ${sent} sent`]),
    ];
  });
  return { faults: [...faults, ...[...wanted.keys()].map((key) => `${key} was never made`)], runs: made.length };
}
