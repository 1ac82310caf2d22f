// Looks for a word in every table of a database, whoever may read it.
import type { TestDatabase } from './database.ts';

/** 'schema.table' of every row in which the word stands, in any column. */
export async function findWord(database: TestDatabase, word: string): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.query<{ rows: number }>(
      `select count(*)::int as rows from ${name} t where strpos(lower(t::text), lower($1)) > 0`,
      [word],
    );
    found.push(...Array<string>(row?.rows ?? 0).fill(name));
  }
  return found;
}
