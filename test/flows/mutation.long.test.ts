// With any one policy, grant or wall of the database removed, something shows it: a probe that gets another answer, a row that is read or
// written by whom it should not be, or a rule about the catalogue.
import { useDatabase } from '#test/support/database.ts';
import { arrangeTwoSides, type TwoSides } from '#test/support/two-sides.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepContent, type KeptContent } from './kept-content.ts';
import { listMutants, type Mutant } from './mutants.ts';
import { tellProbe, type Probe, type Told } from './probe.ts';
import { ACCESS_PROBES, STAFF_TENANT } from './probes-of-access.ts';
import { AGREEMENT_PROBES } from './probes-of-agreements.ts';
import { DATASET_PROBES } from './probes-of-datasets.ts';
import { EMPLOYER_PROBES } from './probes-of-employers.ts';
import { FOLLOW_UP_PROBES } from './probes-of-follow-up.ts';
import { IMPORT_PROBES } from './probes-of-imports.ts';
import { LEARNING_PROBES } from './probes-of-learning.ts';
import { MERGE_PROBES } from './probes-of-merges.ts';
import { PEOPLE_PROBES } from './probes-of-people.ts';
import { ROSTER_PROBES } from './probes-of-rosters.ts';
import { UNDO_PROBES } from './probes-of-undo.ts';
import { WORK_PROBES } from './probes-of-work.ts';
import { SURVIVORS } from './survivors.ts';
import { findWallFaults } from './wall-faults.ts';

Object.assign(process.env, {
  ENTRA_CLIENT_ID: STAFF_TENANT,
  ENTRA_STAFF_TENANT: STAFF_TENANT,
  ENTRA_CLIENT_SECRET: 'not used by any of this',
});

const database = useDatabase();
const PROBES = [
  ...ACCESS_PROBES,
  ...WORK_PROBES,
  ...LEARNING_PROBES,
  ...PEOPLE_PROBES,
  ...EMPLOYER_PROBES,
  ...MERGE_PROBES,
  ...ROSTER_PROBES,
  ...FOLLOW_UP_PROBES,
  ...IMPORT_PROBES,
  ...AGREEMENT_PROBES,
  ...UNDO_PROBES,
  ...DATASET_PROBES,
];
let sides: TwoSides;
let content: KeptContent;
let mutants: Mutant[] = [];
const untouched = new Map<Probe, Told>();
/** Mutant → what noticed it; for people who want to know. */
const killedBy: Record<string, string> = {};

beforeAll(async () => {
  sides = await arrangeTwoSides(database);
  mutants = await listMutants(database);
  content = await keepContent(database);
});
afterAll(async () => {
  await content.forget();
  await mkdir('test/.results', { recursive: true });
  await writeFile('test/.results/mutants.json', JSON.stringify(killedBy, null, 1));
});

const say = (statements: readonly string[]): Promise<unknown> => database.query(statements.join(';\n'));

/** Runs `work` on the walls as these mutants have them, and makes the walls good again. */
async function mutated<T>(changed: readonly Mutant[], work: () => Promise<T>): Promise<T> {
  await say(changed.map(({ sql }) => sql));
  try {
    return await work();
  } finally {
    await say(changed.map(({ undo }) => undo));
  }
}

async function toldBy(probe: Probe, changed: readonly Mutant[] = []): Promise<Told> {
  const told = await mutated(changed, () => tellProbe(probe, sides, database, untouched.get(probe)));
  await content.putBack();
  return told;
}

const isNoticed = async (probe: Probe, changed: readonly Mutant[]): Promise<boolean> =>
  JSON.stringify(await toldBy(probe, changed)) !== JSON.stringify(untouched.get(probe));

it('every probe works on the walls as they are, and tells the same twice', async () => {
  for (const probe of PROBES) {
    const told = await toldBy(probe);
    untouched.set(probe, told);
    expect(told.answer, probe.name).not.toMatch(/^it failed/);
    expect(await toldBy(probe), probe.name).toEqual(told);
  }
});

/** The names of those among `mutants` that a probe notices, one by one: halved again and again, so that many unneeded ones cost one try. */
async function findNoticed(probe: Probe, among: readonly Mutant[]): Promise<string[]> {
  if (among.length === 0 || !(await isNoticed(probe, among))) return [];
  const [only] = among;
  if (among.length === 1 && only !== undefined) return [only.name];
  const middle = Math.ceil(among.length / 2);
  return [...(await findNoticed(probe, among.slice(0, middle))), ...(await findNoticed(probe, among.slice(middle)))];
}

it('a right that is taken away is missed by a probe', async () => {
  expect(untouched.size).toBe(PROBES.length);
  let left = mutants.filter(({ kind, name }) => kind === 'narrow' && !(name in SURVIVORS));
  for (const probe of PROBES) {
    for (const name of await findNoticed(probe, left)) killedBy[name] = probe.name;
    left = left.filter(({ name }) => !(name in killedBy));
  }
  expect(left.map(({ name }) => name)).toEqual([]);
});

it('a wall that is taken away lets somebody through', async () => {
  expect(await findWallFaults(database, sides, 'persons')).toEqual([]);
  const survivors: string[] = [];
  for (const mutant of mutants.filter(({ kind, name }) => kind === 'wide' && !(name in SURVIVORS))) {
    const table = mutant.about.split(' ').at(-1) ?? '';
    const [fault] = await mutated([mutant], () => findWallFaults(database, sides, table));
    if (fault === undefined) survivors.push(mutant.name);
    else killedBy[mutant.name] = fault;
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
