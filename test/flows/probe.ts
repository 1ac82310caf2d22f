// A probe: something that the portal does, told so that two tellings on equal databases are equal. A right that is taken away shows in the
// telling of whatever needs it.
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import type { TwoSides } from '#test/support/two-sides.ts';
import { connected } from './row-scope.ts';

export type Probe = {
  readonly name: string;
  /** Gives what the portal answered. */
  readonly run: (sides: TwoSides, database: TestDatabase) => Promise<unknown>;
};

const VOLATILE =
  /[0-9a-f]{64}|[\w-]{43,}|\d{4}-\d\d-\d\d[T ][\d:.]+(Z|[+-]\d\d(:?\d\d)?)?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** As text, without what differs each time: instants, hashes, tokens. */
export const tell = (answer: unknown): string =>
  JSON.stringify([answer], (_key, value: unknown) =>
    value instanceof Date ? 'an instant' : typeof value === 'bigint' ? String(value) : value,
  ).replaceAll(VOLATILE, '…');

/**
 * One statement that tells every row of every table, by a hash of each; times and random bytes count as there or not there, and so does the hour that a
 * mail to staff is about.
 */
const CONTENT = `
  select string_agg(format('select %L as name, md5(coalesce(string_agg(r, e''\\n'' order by r), '''')) as hash from (select concat_ws(''|'', %s) as r from %I) t',
    c.relname, (
      select string_agg(case when c.relname = 'mails' and a.attname = 'about' then 'case when kind <> ''attention'' then about end'
        when t.typname in ('timestamptz', 'bytea', 'uuid') then format('(%I is null)', a.attname)
        when t.typname in ('int4', 'int2', 'int8', 'bool', 'date') then format('coalesce(%I::text, ''-'')', a.attname)
        else format('coalesce(regexp_replace(%I::text, ''[0-9a-f]{64}|\\d{4}-\\d\\d-\\d\\d[T ][0-9:.]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'', ''…'', ''g''), ''-'')', a.attname) end, ', ' order by a.attnum)
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attname not in ('took_ms', 'bytes')
    ), c.relname), ' union all ' order by c.relname) as text
  from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not in ('_prisma_migrations', 'countries')`;

/** Table → hash of what stands in it. */
export function readFacts(database: TestDatabase): Promise<Record<string, string>> {
  return connected(database.superuserUrl, async (client) => {
    const made = await client.query<{ text: string }>(CONTENT);
    const { rows } = await client.query<{ name: string; hash: string }>(made.rows[0]?.text ?? '');
    return Object.fromEntries(rows.map(({ name, hash }) => [name, hash] as const).toSorted());
  });
}

export type Told = { readonly answer: string; readonly facts: string };

/** What a probe answered, a fault included, and what it left behind. Where the answer is another than `known`, that is all there is to say. */
export async function tellProbe(probe: Probe, sides: TwoSides, database: TestDatabase, known?: Told): Promise<Told> {
  const answer = await probe.run(sides, database).then(tell, (error: unknown) => `it failed: ${String(error)}`);
  await finishAfterAnswers();
  if (known !== undefined && known.answer !== answer) return { answer, facts: '' };
  return { answer, facts: JSON.stringify(await readFacts(database)) };
}
