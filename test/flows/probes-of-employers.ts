// Probes of what administrators do with employers.
import {
  addDomain,
  findEmployer,
  listEmployers,
  removeDomain,
  renameEmployer,
} from '#app/features/employers/employers.server.ts';
import { seedLearning } from '#app/features/learning/seed-learning.server.ts';
import { mergeEmployers, previewMerge } from '#app/features/employers/merge-employers.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import type { Probe } from './probe.ts';

const idOf = async (database: TestDatabase, mpnId: string): Promise<number> =>
  (await database.query<{ id: number }>('select id from employers where mpn_id = $1', [mpnId]))[0]?.id ?? 0;

/** An employer that is sent nothing: the only one of the sample that came with an import. */
const FREE = '3000001';

export const EMPLOYER_PROBES: readonly Probe[] = [
  {
    name: 'the list of employers, and one of them',
    run: async ({ administrator }, database) => [
      await listEmployers(administrator, { search: 'company', page: 1 }),
      await findEmployer(administrator, await idOf(database, FREE)),
    ],
  },
  {
    name: 'an employer gets a name and other domains',
    run: async ({ administrator }, database) => {
      const id = await idOf(database, FREE);
      return [
        await renameEmployer(administrator, id, 'Another name'),
        await addDomain(administrator, id, 'another.example'),
        await removeDomain(administrator, id, `company${id}.example`),
      ];
    },
  },
  {
    name: 'an employer that is named by a registration is named by staff',
    run: async ({ administrator }, database) => {
      await database.query(`update employers set named_by = 'registration' where mpn_id = $1`, [FREE]);
      return renameEmployer(administrator, await idOf(database, FREE), 'A name');
    },
  },
  {
    name: 'the demonstration adds domains, places and somebody who waits to be confirmed',
    async run(_sides, database) {
      await database.query('delete from employer_domains');
      await seedLearning();
      return database.query('select domain, employer_id from employer_domains order by 1');
    },
  },
  {
    name: 'an employer becomes part of another',
    run: async ({ administrator }, database) => [
      await previewMerge(administrator, await idOf(database, FREE), '1000001'),
      await mergeEmployers(administrator, await idOf(database, FREE), 'OLD-1000001'),
    ],
  },
];
