// With any one policy or grant of the database removed, a probe gets another answer. Tried in parts, which run side by side: each has some of
// the tables.
import { useDatabase } from '#test/support/database.ts';
import { arrangeTwoSides, type TwoSides } from '#test/support/two-sides.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepContent, type KeptContent } from './kept-content.ts';
import { listMutants, mutated, type Mutant } from './mutants.ts';
import { tellProbe, type Probe, type Told } from './probe.ts';
import { ACCESS_PROBES, STAFF_TENANT } from './probes-of-access.ts';
import { AGREEMENT_PROBES } from './probes-of-agreements.ts';
import { BREACH_PROBES } from './probes-of-breaches.ts';
import { DATASET_PROBES } from './probes-of-datasets.ts';
import { EMPLOYER_PROBES } from './probes-of-employers.ts';
import { FOLLOW_UP_PROBES } from './probes-of-follow-up.ts';
import { IMPORT_PROBES } from './probes-of-imports.ts';
import { LEARNING_PROBES } from './probes-of-learning.ts';
import { MERGE_PROBES } from './probes-of-merges.ts';
import { NOTICE_PROBES } from './probes-of-notices.ts';
import { PEOPLE_PROBES } from './probes-of-people.ts';
import { REQUEST_PROBES } from './probes-of-requests.ts';
import { RETENTION_PROBES } from './probes-of-retention.ts';
import { ROSTER_PROBES } from './probes-of-rosters.ts';
import { SUPPORT_PROBES } from './probes-of-support.ts';
import { UNDO_PROBES } from './probes-of-undo.ts';
import { WORK_PROBES } from './probes-of-work.ts';
import { SURVIVORS } from './survivors.ts';

const PROBES: readonly Probe[] = [
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
  ...NOTICE_PROBES,
  ...REQUEST_PROBES,
  ...BREACH_PROBES,
  ...RETENTION_PROBES,
  ...SUPPORT_PROBES,
];

/** Those of one part: what is about the same role and table stands together, since a probe that misses one of it misses others. */
function partOf(mutants: readonly Mutant[], part: number, parts: number): Mutant[] {
  const narrow = mutants.filter(({ kind, name }) => kind === 'narrow' && !(name in SURVIVORS));
  const groups = [...new Set(narrow.map(({ about }) => about))].toSorted();
  const own = new Map(groups.filter((_about, index) => index % parts === part).map((about, index) => [about, index]));
  return narrow
    .filter(({ about }) => own.has(about))
    .toSorted((one, other) => (own.get(one.about) ?? 0) - (own.get(other.about) ?? 0));
}

/** The tests of one part of so many, counted from 0. */
export function missRights(part: number, parts: number): void {
  Object.assign(process.env, {
    ENTRA_CLIENT_ID: STAFF_TENANT,
    ENTRA_STAFF_TENANT: STAFF_TENANT,
    ENTRA_CLIENT_SECRET: 'not used by any of this',
  });
  const database = useDatabase();
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
    await writeFile(`test/.results/missed-rights-${part}.json`, JSON.stringify(killedBy, null, 1));
  });

  async function toldBy(probe: Probe, changed: readonly Mutant[] = []): Promise<Told> {
    const told = await mutated(database, changed, () => tellProbe(probe, sides, database, untouched.get(probe)));
    await content.putBack();
    return told;
  }

  const isNoticed = async (probe: Probe, changed: readonly Mutant[]): Promise<boolean> =>
    JSON.stringify(await toldBy(probe, changed)) !== JSON.stringify(untouched.get(probe));

  /** The names of those among `among` that a probe notices, one by one: halved again and again, so that many unneeded ones cost one try. */
  async function findNoticed(probe: Probe, among: readonly Mutant[]): Promise<string[]> {
    if (among.length === 0 || !(await isNoticed(probe, among))) return [];
    const [only] = among;
    if (among.length === 1 && only !== undefined) return [only.name];
    const middle = Math.ceil(among.length / 2);
    return [...(await findNoticed(probe, among.slice(0, middle))), ...(await findNoticed(probe, among.slice(middle)))];
  }

  it('every probe works on the walls as they are, and tells the same twice', async () => {
    for (const probe of PROBES) {
      const told = await toldBy(probe);
      untouched.set(probe, told);
      expect(told.answer, probe.name).not.toMatch(/^it failed/);
      expect(await toldBy(probe), probe.name).toEqual(told);
    }
  });

  it('a right that is taken away is missed by a probe', async () => {
    expect(untouched.size).toBe(PROBES.length);
    let left = partOf(mutants, part, parts);
    expect(left.length).toBeGreaterThan(100);
    for (const probe of PROBES) {
      const noticed = await findNoticed(probe, left);
      for (const name of noticed) killedBy[name] = probe.name;
      // A probe that tells something else each time would notice everything.
      if (noticed.length > 0) expect(await toldBy(probe), probe.name).toEqual(untouched.get(probe));
      left = left.filter(({ name }) => !(name in killedBy));
    }
    expect(left.map(({ name }) => name)).toEqual([]);
  });

  it('the walls stand as they stood before', async () => {
    expect(await listMutants(database)).toEqual(mutants);
  });
}
