// With any one policy, grant or wall of the database removed, something shows it: a probe that gets another answer, a row that is read or
// written by whom it should not be, or a rule about the catalogue.
import { useDatabase } from '#test/support/database.ts';
import { arrangeTwoSides, type TwoSides } from '#test/support/two-sides.ts';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { copyFrom, type CopiedDatabase } from './copied-database.ts';
import { listMutants, type Mutant } from './mutants.ts';
import { tellProbe, type Probe } from './probe.ts';
import { ACCESS_PROBES, STAFF_TENANT } from './probes-of-access.ts';
import { WORK_PROBES } from './probes-of-work.ts';
import { SURVIVORS } from './survivors.ts';
import { findWallFaults } from './wall-faults.ts';

Object.assign(process.env, {
  ENTRA_CLIENT_ID: STAFF_TENANT,
  ENTRA_STAFF_TENANT: STAFF_TENANT,
  ENTRA_CLIENT_SECRET: 'not used by any of this',
});

const database = useDatabase();
const PROBES = [...ACCESS_PROBES, ...WORK_PROBES];
let sides: TwoSides;
let copies: CopiedDatabase;
let mutants: Mutant[] = [];
const untouched = new Map<Probe, string>();

beforeAll(async () => {
  sides = await arrangeTwoSides(database);
  mutants = await listMutants(database);
  copies = await copyFrom(database, inject('postgres').superuserUrl);
});
afterAll(async () => {
  await copies.drop();
});

async function renew(mutant?: Mutant): Promise<void> {
  await copies.renew();
  if (mutant !== undefined) await database.query(mutant.sql);
}

async function answerOf(probe: Probe, mutant?: Mutant): Promise<string> {
  await renew(mutant);
  return tellProbe(probe, sides, database);
}

it('every probe works on the walls as they are, and tells the same twice', async () => {
  for (const probe of PROBES) {
    const told = await answerOf(probe);
    untouched.set(probe, told);
    expect(told, probe.name).not.toMatch(/^it failed/);
    expect(await answerOf(probe), probe.name).toBe(told);
  }
});

/** Probes that noticed something about the same role or table before come first. */
const noticed = new Map<string, Probe[]>();
const partsOf = ({ about }: Mutant): string[] => [about, ...about.split(' ').toReversed()];

function likelyFirst(mutant: Mutant): Probe[] {
  return [...new Set([...partsOf(mutant).flatMap((part) => noticed.get(part) ?? []), ...PROBES])];
}

async function isNoticed(mutant: Mutant): Promise<boolean> {
  for (const probe of likelyFirst(mutant)) {
    if ((await answerOf(probe, mutant)) === untouched.get(probe)) continue;
    for (const part of partsOf(mutant)) noticed.set(part, [...new Set([probe, ...(noticed.get(part) ?? [])])]);
    return true;
  }
  return false;
}

const survivorsOf = async (kind: Mutant['kind'], isKilled: (mutant: Mutant) => Promise<boolean>): Promise<string[]> => {
  const survivors: string[] = [];
  for (const mutant of mutants.filter((one) => one.kind === kind && !(one.name in SURVIVORS)))
    if (!(await isKilled(mutant))) survivors.push(mutant.name);
  return survivors;
};

it('a right that is taken away is missed', async () => {
  expect(await survivorsOf('narrow', isNoticed)).toEqual([]);
});

it('a wall that is taken away is missed', async () => {
  const isFound = async (mutant: Mutant): Promise<boolean> => {
    await renew(mutant);
    return (await findWallFaults(database, sides, mutant.about.split(' ').at(-1) ?? '')).length > 0;
  };
  await renew();
  expect(await findWallFaults(database, sides, 'persons')).toEqual([]);
  expect(await survivorsOf('wide', isFound)).toEqual([]);
});

it('what survives for a reason is still there', () => {
  const names = new Set(mutants.map(({ name }) => name));
  expect(Object.keys(SURVIVORS).filter((name) => !names.has(name))).toEqual([]);
  expect(names.size).toBeGreaterThan(300);
});
