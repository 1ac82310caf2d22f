// What a wall that is gone shows: rows that are read or written by whom they should not be, a report that holds what nobody asked for, or a
// table that the rule about the catalogue names.
import type { TestDatabase } from '#test/support/database.ts';
import type { TwoSides } from '#test/support/two-sides.ts';
import { connected, findScopeFaults, wearing } from './row-scope.ts';
import { findWriteFaults } from './row-writes.ts';

/** Dataset views that give rows although no run is in scope. */
async function findUnasked(database: TestDatabase): Promise<string[]> {
  return connected(database.appUrl, (client) =>
    wearing(client, { role: 'psa_report', settings: { 'psa.actor_kind': 'system' } }, async () => {
      const { rowCount } = await client.query('select from reporting.companies limit 1');
      return rowCount === 0 ? [] : ['a report holds what nobody asked for'];
    }),
  );
}

/** As test/rules asks of every table (bad-B15). */
const findUnguarded = async (database: TestDatabase): Promise<string[]> =>
  (
    await database.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> '_prisma_migrations'
         and not (relrowsecurity and relforcerowsecurity)`,
    )
  ).map(({ name }) => `${name} has no forced row security`);

/** Everything that is wrong, the table `first` looked at before the others; stops with the first kind of fault. */
export async function findWallFaults(database: TestDatabase, sides: TwoSides, first: string): Promise<string[]> {
  for (const find of [
    () => findScopeFaults(database, sides, [`public.${first}`]),
    () => findWriteFaults(database, sides),
    () => findUnasked(database),
    () => findScopeFaults(database, sides),
    () => findUnguarded(database),
  ]) {
    const faults = await find();
    if (faults.length > 0) return faults;
  }
  return [];
}
