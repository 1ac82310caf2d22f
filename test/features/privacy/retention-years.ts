// Simulated years of a portal in which some people stop coming: day by day, what the rules take is compared with what a second reckoning says of each person.
import { runRetention } from '#app/features/privacy/run-retention.server.ts';
import { warnInactive } from '#app/features/privacy/warn-inactive.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { freezeClock } from '#test/support/runs.ts';

type Someone = {
  readonly id: number;
  /** Days on which they come, in order. */
  readonly comes: readonly string[];
  /** From when until when something is not finished; the last day counts. */
  readonly open: { readonly from: string; readonly to: string } | null;
};

export type Years = { readonly people: number; readonly from: string; readonly days: number; readonly seed: number };

export type Told = {
  /** Who went on another day than they should, went although something was not finished, or stayed. */
  readonly faults: string[];
  readonly gone: number;
  readonly stayed: number;
  /** Days on which somebody was due and something kept them. */
  readonly keptDays: number;
};

const dayAfter = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};

/** The first day of the next year's time: the 29th of February counts as the 28th where there is none. */
function overAfter(used: string): string {
  const [year = 0, month = 0, day = 0] = used.split('-').map(Number);
  const anniversary = new Date(Date.UTC(year + 1, month - 1, day));
  if (anniversary.getUTCMonth() !== month - 1) anniversary.setUTCDate(0);
  return dayAfter(anniversary.toISOString().slice(0, 10), 1);
}

/** The same numbers for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function arrange(database: TestDatabase, { people, from, days, seed }: Years): Promise<Someone[]> {
  const rows = await database.query<{ id: number }>(
    `insert into persons (email, first_name, last_name, created_at)
     select 'y' || i || '@years.example', 'P' || i, 'Y', ($2::date - 400) + time '10:00' from generate_series(1, $1) i returning id`,
    [people, from],
  );
  const random = numbers(seed);
  const within = (most: number): number => Math.floor(random() * most);
  return rows.map(({ id }) => {
    // Everybody came in the year before; some go on coming.
    const first = dayAfter(from, -1 - within(330));
    const later = Array.from({ length: within(9) }, () => dayAfter(from, within(days)));
    const comes = [first, ...later].toSorted();
    const begins = within(days);
    const open =
      random() < 0.5 ? { from: dayAfter(from, begins), to: dayAfter(from, begins + 30 + within(200)) } : null;
    return { id, comes, open };
  });
}

const usedBy = ({ comes }: Someone, day: string): string => comes.filter((came) => came <= day).at(-1) ?? '';

/** What should become of somebody, reckoned from their days alone. */
function reckon(someone: Someone, from: string, days: number): { goes: string | null; keptDays: number } {
  const warned = { use: '', on: '' };
  let keptDays = 0;
  for (let count = 0; count < days; count++) {
    const day = dayAfter(from, count);
    const used = usedBy(someone, day);
    if (used === '') continue;
    const isOpen = someone.open !== null && someone.open.from <= day && day <= someone.open.to;
    const over = overAfter(used);
    if (over <= dayAfter(day, 30) && !isOpen && warned.use !== used) Object.assign(warned, { use: used, on: day });
    if (over > day) continue;
    if (isOpen) keptDays++;
    else if (warned.use === used && dayAfter(warned.on, 30) <= day) return { goes: day, keptDays };
  }
  return { goes: null, keptDays };
}

async function live(database: TestDatabase, people: readonly Someone[], day: string): Promise<void> {
  const idsOf = (which: (someone: Someone) => boolean): number[] => people.filter(which).map(({ id }) => id);
  await database.query(
    `insert into account_uses (person_id, used_on) select id, $2::date from persons where id = any($1::int[])
     on conflict (person_id) do update set used_on = excluded.used_on`,
    [idsOf(({ comes }) => comes.includes(day)), day],
  );
  // A restriction keeps, and is no use of the account: a request would be.
  await database.query('update persons set restricted_at = psa_now() where id = any($1::int[])', [
    idsOf(({ open }) => open?.from === day),
  ]);
  await database.query('update persons set restricted_at = null where id = any($1::int[])', [
    idsOf(({ open }) => open !== null && dayAfter(open.to, 1) === day),
  ]);
}

/** Lives through these days, and tells what went otherwise than it should. */
export async function liveYears(database: TestDatabase, years: Years): Promise<Told> {
  const { from, days } = years;
  await freezeClock(database, `${from}T12:00:00Z`);
  const people = await arrange(database, years);
  // What was before the first day.
  const before = people.flatMap(({ id, comes }) => {
    const used = comes.filter((came) => came < from).at(-1);
    return used === undefined ? [] : [{ id, used }];
  });
  await database.query(
    `insert into account_uses (person_id, used_on) select id, used from jsonb_to_recordset($1::text::jsonb) as r (id int, used date)`,
    [JSON.stringify(before)],
  );
  const expected = new Map(people.map((someone) => [someone.id, reckon(someone, from, days)]));
  const wentOn = new Map<number, string>();
  let here = new Set(people.map(({ id }) => id));
  for (let count = 0; count < days; count++) {
    const day = dayAfter(from, count);
    await freezeClock(database, `${day}T12:00:00Z`);
    await live(
      database,
      people.filter(({ id }) => here.has(id)),
      day,
    );
    await warnInactive();
    await database.query(`update mails set state = 'sent', sent_at = psa_now() where state = 'queued'`);
    const { gone } = await runRetention();
    if (gone === 0) continue;
    const left = await database.query<{ id: number }>(`select id from persons where email like '%@years.example'`);
    const now = new Set(left.map(({ id }) => id));
    for (const id of here) if (!now.has(id)) wentOn.set(id, day);
    here = now;
  }
  const faults = [...expected].flatMap(([id, { goes }]) => {
    const went = wentOn.get(id) ?? null;
    return went === goes ? [] : [`person ${id} went on ${went ?? 'no day'} instead of ${goes ?? 'no day'}`];
  });
  return {
    faults,
    gone: wentOn.size,
    stayed: here.size,
    keptDays: [...expected.values()].reduce((sum, { keptDays }) => sum + keptDays, 0),
  };
}
