import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest begins first, so that no worker is left alone with it at the end. */
const LONGEST = ['missed-rights', 'year-of-schedules', 'retention-years', 'chaos', 'many-due', 'random-requests'];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONGEST.findIndex((name) => moduleId.includes(`/${name}`));
  return rank < 0 ? LONGEST.length : rank;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

/** The same guarantees at length: loops of kills, simulated years, mutants, thousands of requests. */
export default defineConfig({
  test: {
    name: 'long',
    root: `${import.meta.dirname}/..`,
    include: ['test/**/*.long.test.ts'],
    globalSetup: ['test/support/start-postgres.ts'],
    setupFiles: ['test/support/setup.ts'],
    pool: 'forks',
    experimental: { viteModuleRunner: false },
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 20 * 60_000,
    hookTimeout: 120_000,
    env: { TZ: 'Pacific/Auckland', NODE_COMPILE_CACHE: `${import.meta.dirname}/../node_modules/.cache/compiled` },
    reporters: ['default', ['json', { outputFile: 'test/.results/vitest-long.json' }]],
  },
});
