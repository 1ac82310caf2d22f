// Puts a database and its files back to how they were arranged, in a fraction of the time that a new copy takes: table by table, only where
// something differs.
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { moveClock } from '#test/support/register.ts';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

// Without triggers and foreign keys, which would do things of their own; sequences count on from where they were.
const KEEP = `
  create schema kept;
  do $$
  declare t text;
  begin
    for t in select tablename from pg_tables where schemaname = 'public' loop
      execute format('create table kept.%I as table public.%I', t, t);
    end loop;
  end $$;
  create table kept.sequences_then as select schemaname, sequencename, coalesce(last_value, 1) as at, last_value is not null as called from pg_sequences;
  create function kept.put_back() returns void language plpgsql as $$
  declare
    t text;
    differs boolean;
    columns text;
  begin
    set local session_replication_role = replica;
    for t in select tablename from pg_tables where schemaname = 'public' loop
      execute format('select exists (table public.%1$I except all table kept.%1$I) or exists (table kept.%1$I except all table public.%1$I)', t) into differs;
      continue when not differs;
      select string_agg(quote_ident(attname), ', ') into columns from pg_attribute
        where attrelid = format('public.%I', t)::regclass and attnum > 0 and not attisdropped and attgenerated = '';
      execute format('delete from public.%I', t);
      execute format('insert into public.%1$I (%2$s) overriding system value select %2$s from kept.%1$I', t, columns);
    end loop;
    perform setval(format('%I.%I', schemaname, sequencename)::regclass, at, called) from kept.sequences_then;
  end $$`;

export type KeptContent = { putBack(): Promise<void>; forget(): Promise<void> };

/** Remembers what stands in the database and its data folder now. */
export async function keepContent(database: TestDatabase): Promise<KeptContent> {
  const { dataDir } = database;
  const files = `${dataDir}-kept`;
  await database.query(KEEP);
  await cp(dataDir, files, { recursive: true });
  return {
    async putBack() {
      await finishAfterAnswers();
      await database.query('select kept.put_back()');
      await moveClock(database, '0 hours');
      // Secrets stay: they are read once.
      for (const entry of await readdir(dataDir))
        if (entry !== 'secrets') await rm(join(dataDir, entry), { recursive: true });
      await cp(files, dataDir, { recursive: true });
    },
    forget: () => rm(files, { recursive: true, force: true }),
  };
}
