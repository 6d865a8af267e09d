import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `laggard` in a test is the source, as it is for types (the condition laggard-source of package.json). */
const entries = { 'laggard/testing': 'testing/index.ts', 'laggard/node': 'node.ts', laggard: 'index.ts' };

export default defineConfig({
  resolve: {
    alias: Object.entries(entries).map(([name, file]) => ({
      find: new RegExp(`^${name}$`),
      replacement: fileURLToPath(new URL(`src/${file}`, import.meta.url)),
    })),
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/say-seed.ts'],
    setupFiles: ['test/setup.ts'],
    pool: 'threads',
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
