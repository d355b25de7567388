import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/run/longest-first.ts';

// One copy of graphql: its CommonJS and its ES build do not accept each other's schemas.
const graphql = createRequire(new URL('server/package.json', import.meta.url)).resolve('graphql');
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const shared = {
  alias: [
    { find: /^graphql$/, replacement: graphql },
    { find: /^#schema$/, replacement: here('schema/operations.ts') },
    { find: /^#lib\//, replacement: here('web/src/lib/') },
  ],
  setupFiles: ['./tests/testkit/setup.ts'],
  isolate: false, // the house is loaded once per process, not once per file: a third of the time
  maxWorkers: '100%', // else one core of two stays idle
  testTimeout: 20_000,
  hookTimeout: 60_000,
};

const withDatabase = { ...shared, globalSetup: ['./tests/testkit/database-server.ts'] };

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...shared, name: 'unit', include: ['server/src/**/*.test.ts', 'web/src/**/*.test.ts'] } },
      { test: { ...withDatabase, name: 'integration', include: ['tests/integration/**/*.test.ts'] } },
      { test: { ...withDatabase, name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 120_000 } },
      {
        test: {
          ...withDatabase,
          name: 'reference',
          include: ['tests/reference/**/*.test.ts'],
          globalSetup: [...withDatabase.globalSetup, './tests/reference/say-what-is-missing.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          ...withDatabase,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: [...withDatabase.globalSetup, './tests/testkit/browser-server.ts'],
          testTimeout: 180_000, // all pages of one kind of reader, while another file runs beside
        },
      },
    ],
  },
});
