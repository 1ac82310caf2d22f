import { defineConfig } from 'vitest/config';

const onDatabase = {
  globalSetup: ['test/support/start-postgres.ts'],
  setupFiles: ['test/support/setup.ts'],
};

/** Longer runs of the same guarantees: see test/vitest.long.config.ts. */
const exclude = ['**/*.long.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    // Node runs TypeScript as it is: what the tests load is what the commands load, and each file starts sooner.
    experimental: { viteModuleRunner: false },
    // More than there are cores: many tests wait for something.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What is waited for comes, however busy the machine is.
    expect: { poll: { timeout: 15_000 } },
    // Where the results don't depend on the zone, a zone far from UTC and from here shows it.
    // Commands that tests start compile what they run once, not each time.
    env: { TZ: 'Pacific/Auckland', NODE_COMPILE_CACHE: `${import.meta.dirname}/node_modules/.cache/compiled` },
    reporters: ['default', ['json', { outputFile: 'test/.results/vitest.json' }]],
    projects: [
      { extends: true, test: { ...onDatabase, name: 'rules', include: ['test/rules/**/*.test.ts'], exclude } },
      {
        extends: true,
        test: { name: 'unit', include: ['test/reports/**/*.test.ts'], exclude, setupFiles: ['test/support/setup.ts'] },
      },
      {
        extends: true,
        test: {
          ...onDatabase,
          name: 'integration',
          include: ['test/{features,flows,faults,platform}/**/*.test.ts'],
          exclude,
        },
      },
      {
        extends: true,
        test: {
          ...onDatabase,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
