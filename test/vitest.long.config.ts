import { defineConfig } from 'vitest/config';

/** The same guarantees at length: loops of kills, simulated years, mutants, thousands of requests. */
export default defineConfig({
  test: {
    name: 'long',
    root: `${import.meta.dirname}/..`,
    include: ['test/**/*.long.test.ts'],
    globalSetup: ['test/support/start-postgres.ts'],
    setupFiles: ['test/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20 * 60_000,
    hookTimeout: 120_000,
    env: { TZ: 'Pacific/Auckland', NODE_COMPILE_CACHE: `${import.meta.dirname}/../node_modules/.cache/compiled` },
    reporters: ['default', ['json', { outputFile: 'test/.results/vitest-long.json' }]],
  },
});
