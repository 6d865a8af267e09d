import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { simulate } from '../../src/testing/trial.ts';
import { plainly } from '../oracle/plain-simulator.ts';
import { formatTrace } from './format-trace.ts';
import { demandGolden } from './golden.ts';

/** Three workers, two servers, stragglers by chance. */
const { scenario } = parseScenario(`
name: golden
seed: 20170514
cluster:
  workers: [{ count: 2, speed: 1 }, { count: 1, speed: 0.5 }]
  servers: { count: 2, perPush: 2 ms, perPull: 1 ms }
  network: { latency: { uniform: { min: 1 ms, max: 4 ms } }, bandwidth: 100 kB/s }
  stragglers:
    - { kind: per-clock, factor: { shifted-exponential: { shift: 1, mean: 0.5 } } }
workload:
  data: { file: golden.svm }
  model: logistic-regression
  l2: 0.01
  shuffle: once
  batchSize: 1
  batchesPerClock: 2
  computeTime: { perExample: 10 ms }
training: { learningRate: 0.5, evaluate: { every: 3 updates } }
stop: { maxClocks: 3 }
algorithms: [bsp, { name: ssp, staleness: 1 }, asp, { name: dynsgd, staleness: 1 }]
`);

/** Six examples of four features, some of them in a few examples only. */
const data = {
  train: {
    rows: 6,
    features: 4,
    labels: Float64Array.of(0, 1, 0, 1, 1, 0),
    examples: {
      kind: 'sparse' as const,
      offsets: Float64Array.of(0, 2, 4, 5, 7, 9, 12),
      indices: Uint32Array.of(0, 1, 1, 2, 0, 1, 3, 0, 2, 0, 1, 3),
      values: Float64Array.of(1, 0.5, -1, 2, 1.5, -0.5, 1, -1, 1, 0.25, 1, -2),
    },
  },
};

test.each(scenario.algorithms)('no event, time or number of $label has changed', (algorithm) => {
  const name =
    algorithm.staleness === undefined ? algorithm.label : `${algorithm.label}-${algorithm.staleness}`;
  demandGolden(`${name}.trace`, formatTrace(simulate({ scenario, data }, { algorithm })));
});

test.each(scenario.algorithms)('the slow and obvious simulator has the same trace of $label', (algorithm) => {
  const [here, there] = [simulate, plainly()].map((run) =>
    formatTrace(run({ scenario, data }, { algorithm })),
  );
  expect(there).toBe(here);
});

test('a trace that differs is told apart by its first differing line, and left beside the golden one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  const inFolder = pathToFileURL(`${folder}/`);
  vi.stubEnv('UPDATE_GOLDEN', '');
  writeFileSync(join(folder, 'a.trace'), 'one\ntwo\nthree\n');
  expect(() => demandGolden('a.trace', 'one\n2\n3\n', inFolder)).toThrow(
    'a.trace:2 differs\n  was  two\n  is   2',
  );
  expect(readFileSync(join(folder, 'a.trace.new'), 'utf8')).toBe('one\n2\n3\n');
  expect(readFileSync(join(folder, 'a.trace'), 'utf8')).toBe('one\ntwo\nthree\n');

  vi.stubEnv('UPDATE_GOLDEN', '1');
  demandGolden('a.trace', 'one\n2\n3\n', inFolder);
  expect(readdirSync(folder)).toEqual(['a.trace']);
  expect(readFileSync(join(folder, 'a.trace'), 'utf8')).toBe('one\n2\n3\n');
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
