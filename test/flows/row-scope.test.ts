// What the database lets each kind of actor read and write, table by table, whatever the portal's code asks for.
import { useDatabase } from '#test/support/database.ts';
import { arrangeTwoSides, type TwoSides } from '#test/support/two-sides.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { listRights, RIGHTS_LISTED } from './rights.ts';
import { findIdleScopes, findScopeFaults, listRelations, ROW_SCOPE } from './row-scope.ts';
import { findWriteFaults } from './row-writes.ts';

const database = useDatabase();
let sides: TwoSides;

beforeAll(async () => {
  sides = await arrangeTwoSides(database);
});

describe('rows', () => {
  it('are told of for every table and view, and for none that is not there', async () => {
    expect(Object.keys(ROW_SCOPE).toSorted()).toEqual((await listRelations(database)).toSorted());
  });

  it('are arranged in every table, so that seeing none says something', async () => {
    const tables = Object.keys(ROW_SCOPE).filter((name) => name.startsWith('public.'));
    const empty: string[] = [];
    for (const table of tables) {
      const [count] = await database.query<{ rows: number }>(`select count(*)::int as rows from ${table}`);
      if (count?.rows === 0) empty.push(table);
    }
    expect(empty).toEqual([]);
  });

  it('are arranged for each condition so that some are in it and some are not', async () => {
    expect(await findIdleScopes(database, sides)).toEqual([]);
  });

  it('that each kind of actor reads are exactly those that are theirs', async () => {
    expect(await findScopeFaults(database, sides)).toEqual([]);
  });
});

describe('writing', () => {
  it('is tried with statements that would change something', async () => {
    expect(await findWriteFaults(database, sides, true)).toEqual([]);
  });

  it('bad-B4 what is another’s, in another’s name or at a forged time is refused by the database', async () => {
    expect(await findWriteFaults(database, sides)).toEqual([]);
  });
});

describe('the rights of each role', () => {
  it('are those of a closed list, and no more', async () => {
    expect((await listRights(database)).filter((right) => !RIGHTS_LISTED.has(right))).toEqual([]);
  });
});
