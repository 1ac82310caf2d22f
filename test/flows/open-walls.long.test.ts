// With any one wall of the database removed, a row is read or written by whom it should not be, or a rule about the catalogue says so.
import { useDatabase } from '#test/support/database.ts';
import { arrangeTwoSides, type TwoSides } from '#test/support/two-sides.ts';
import { beforeAll, expect, it } from 'vitest';
import { listMutants, mutated, type Mutant } from './mutants.ts';
import { SURVIVORS } from './survivors.ts';
import { findWallFaults } from './wall-faults.ts';

const database = useDatabase();
let sides: TwoSides;
let mutants: Mutant[] = [];

beforeAll(async () => {
  sides = await arrangeTwoSides(database);
  mutants = await listMutants(database);
});

it('a wall that is taken away lets somebody through', async () => {
  expect(await findWallFaults(database, sides, 'persons')).toEqual([]);
  const survivors: string[] = [];
  for (const mutant of mutants.filter(({ kind, name }) => kind === 'wide' && !(name in SURVIVORS))) {
    const table = mutant.about.split(' ').at(-1) ?? '';
    const [fault] = await mutated(database, [mutant], () => findWallFaults(database, sides, table));
    if (fault === undefined) survivors.push(mutant.name);
  }
  expect(survivors).toEqual([]);
});

it('the walls stand as they stood before', async () => {
  expect(await listMutants(database)).toEqual(mutants);
});

it('what survives for a reason is still there', () => {
  const names = new Set(mutants.map(({ name }) => name));
  expect(Object.keys(SURVIVORS).filter((name) => !names.has(name))).toEqual([]);
  expect(names.size).toBeGreaterThan(300);
});
