import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `laggard` in a test is the source, as it is for types (the condition laggard-source of package.json). */
const entries = { 'laggard/testing': 'testing/index.ts', 'laggard/node': 'node.ts', laggard: 'index.ts' };

const resolve = {
  alias: Object.entries(entries).map(([name, file]) => ({
    find: new RegExp(`^${name}$`),
    replacement: fileURLToPath(new URL(`src/${file}`, import.meta.url)),
  })),
};

const shared = {
  setupFiles: ['test/setup.ts'],
  pool: 'threads' as const,
  maxWorkers: 2,
  maxConcurrency: 2,
  testTimeout: 30_000,
  hookTimeout: 30_000,
};

/** Tests that change what a process has once: its environment, its console, its module loader, its threads. */
const apart = ['test/{cli,examples,execution,files,package,testing}/**/*.test.ts', 'test/laws/law.test.ts'];
const all = 'test/**/*.test.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/say-seed.ts'],
    // The core keeps nothing between runs, so that its tests can share what would take longest: importing it for each file.
    projects: [
      { resolve, test: { ...shared, name: 'apart', include: apart } },
      { resolve, test: { ...shared, name: 'core', include: [all], exclude: apart, isolate: false } },
    ],
  },
});
