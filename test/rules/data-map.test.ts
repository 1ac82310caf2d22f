// Every column says why it is kept (design.md §3.11): what the database has and what the data map says are the same list.
import { DATA_CLASSES } from '#app/features/privacy/data-classes.ts';
import { DATA_MAP } from '#app/features/privacy/data-map.ts';
import { useDatabase } from '#test/support/database.ts';
import { describe, expect, it } from 'vitest';

const database = useDatabase();

const classified = Object.entries(DATA_MAP).flatMap(([table, columns]) =>
  Object.keys(columns).map((column) => `${table}.${column}`),
);

/** Columns of the tables of schema public, Prisma's own bookkeeping aside. */
async function listColumns(): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select c.relname || '.' || a.attname as name
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and c.relname <> '_prisma_migrations'`,
  );
  return rows.map(({ name }) => name).toSorted();
}

const unclassified = async (): Promise<string[]> => (await listColumns()).filter((name) => !classified.includes(name));

describe('the data map', () => {
  it('classifies every column of every table, and nothing that is not there', async () => {
    expect(classified.toSorted()).toEqual(await listColumns());
  });

  it('bad-E2 misses a column, a table and a renamed column that a developer adds', async () => {
    await database.query('alter table persons add column shoe_size text');
    await database.query('create table hobbies (id int primary key, person_id int)');
    await database.query('alter table persons rename column city to town');
    try {
      expect(await unclassified()).toEqual(['hobbies.id', 'hobbies.person_id', 'persons.shoe_size', 'persons.town']);
    } finally {
      await database.query('alter table persons rename column town to city');
      await database.query('drop table hobbies');
      await database.query('alter table persons drop column shoe_size');
    }
  });

  it('says by which law, for every class of which something is kept by one, and for no other', () => {
    const kept = Object.values(DATA_MAP).flatMap((columns) =>
      Object.values(columns).flatMap((entry) => (entry.onErasure === 'kept-by-law' ? entry.class : [])),
    );
    const withLaw = Object.entries(DATA_CLASSES).flatMap(([name, { keptBy }]) => (keptBy === null ? [] : name));
    expect([...new Set<string>(kept)].toSorted()).toEqual(withLaw.toSorted());
  });

  it('keeps no class that no column has', () => {
    const used = new Set(
      Object.values(DATA_MAP).flatMap((columns) => Object.values(columns).map((entry) => entry.class)),
    );
    expect(Object.keys(DATA_CLASSES).filter((name) => ![...used].some((known) => known === name))).toEqual([]);
  });

  it('says that nothing leaves which the dataset views could not even read', async () => {
    const told = Object.entries(DATA_MAP).flatMap(([table, columns]) =>
      Object.entries(columns)
        .filter(([, entry]) => DATA_CLASSES[entry.class].recipients.length > 0)
        .map(([column]) => `${table}.${column}`),
    );
    expect(told).toContain('persons.first_name');
    const readable = await database.query<{ name: string }>(
      `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relkind = 'r' and a.attnum > 0 and has_column_privilege('psa_views', c.oid, a.attnum, 'select')`,
    );
    expect(told.filter((name) => !readable.some((column) => column.name === name))).toEqual([]);
  });
});
