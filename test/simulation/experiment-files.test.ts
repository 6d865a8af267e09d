import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { clusterFilesInMemory, clusterFilesOf } from '../../src/simulation/cluster-files.ts';
import { stragglerRemarks } from '../../src/simulation/straggler-files.ts';

const folder = new URL('../../experiments/clusters/', import.meta.url);

const scenarios = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, scenario: parseScenario(readFileSync(new URL(name, folder), 'utf8')).scenario }))
  .filter(({ scenario }) => clusterFilesOf(scenario, builtinCatalogue).length > 0);

test.each(scenarios)('the files that $name names suit it, and all of them is read', ({ scenario }) => {
  const contents = clusterFilesOf(scenario, builtinCatalogue).map(({ name }) => {
    const bytes = readFileSync(new URL(name, folder));
    return [name, new Uint8Array(name.endsWith('.gz') ? gunzipSync(bytes) : bytes)] as const;
  });
  const files = clusterFilesInMemory(scenario, builtinCatalogue, Object.fromEntries(contents));
  expect(stragglerRemarks(scenario, builtinCatalogue, files)).toEqual([]);
});
