import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `laggard` in a test is the source, as it is for types (the condition laggard-source of package.json). */
const entries = { 'laggard/testing': 'testing/index.ts', 'laggard/node': 'node.ts', laggard: 'index.ts' };

/** Tests that change what a process has once: its environment, its console, its module loader, its threads. */
const apart = ['test/{cli,examples,execution,files,package,testing}/**/*.test.ts', 'test/laws/law.test.ts'];

export default defineConfig({
  resolve: {
    alias: Object.entries(entries).map(([name, file]) => ({
      find: new RegExp(`^${name}$`),
      replacement: fileURLToPath(new URL(`src/${file}`, import.meta.url)),
    })),
  },
  test: {
    // The core keeps nothing between runs, so that its tests can share what would take longest: importing it for each file.
    projects: [
      { extends: true, test: { name: 'apart', include: apart, isolate: true } },
      {
        extends: true,
        test: { name: 'core', include: ['test/**/*.test.ts'], exclude: apart, isolate: false },
      },
    ],
    globalSetup: ['test/say-seed.ts'],
    setupFiles: ['test/setup.ts'],
    pool: 'threads',
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
