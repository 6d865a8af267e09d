import { expect, test } from 'vitest';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import type { WorkloadSpec } from '../../src/scenarios/scenario.ts';
import { dataInMemory } from '../../src/simulation/data-in-memory.ts';
import { prepare } from '../../src/simulation/index.ts';
import { type Overrides, scenarioWith } from '../fixtures.ts';
import { linesOf, observed } from './runs.ts';

/** Two workers with 60 examples each, a second for each example, in lock step; the second worker has `speed`. */
function lockStep(speed: number, algorithm: Overrides) {
  const scenario = scenarioWith({
    cluster: { workers: [{ count: 1 }, { count: 1, speed }] },
    workload: {
      data: { synthetic: { kind: 'dense', rows: 120, features: 2 } },
      model: 'least-squares',
      batchSize: '100%',
      features: 'all',
      computeTime: { perBatch: 0, perExample: '1 s' },
    },
    stop: { maxClocks: 8 },
    algorithms: [{ name: 'bsp', ...algorithm }],
  });
  const { data } = scenario.workload as WorkloadSpec;
  const { seed } = scenario;
  return observed(prepare(scenario, dataInMemory(data, { seed, catalogue: builtinCatalogue }, {}), 1));
}

/**
 * The slow worker has n examples and takes 2n, the fast one 120 − n: it is a straggler as long as 2n > 1.2 (120 − n), n > 45, and gives
 * round(n / 20) after each clock: 60, 57, 54, 51, 48, 46, 44. To be as fast as each other they would have 40 and 80.
 */
test('on machines of speed 1 and 1/2 examples move until a clock takes no more than 1.2 times the other', () => {
  const { lines } = lockStep(0.5, { reassign: {} });
  const seen = lines
    .filter((line) => /finished|moved/.test(line))
    .map((line) => line.replace('000000000 ', ' '));
  expect(seen).toEqual(
    linesOf(`
      60 clock-finished w0 c0
      120 clock-finished w1 c0
      120 examples-moved w1 c0 to w0 3 examples
      183 clock-finished w0 c1                    # 120 + 63
      234 clock-finished w1 c1                    # 120 + 2 · 57
      234 examples-moved w1 c1 to w0 3 examples   # 57 / 20 = 2.85
      300 clock-finished w0 c2
      342 clock-finished w1 c2
      342 examples-moved w1 c2 to w0 3 examples   # 2.7
      411 clock-finished w0 c3
      444 clock-finished w1 c3
      444 examples-moved w1 c3 to w0 3 examples   # 2.55
      516 clock-finished w0 c4
      540 clock-finished w1 c4
      540 examples-moved w1 c4 to w0 2 examples   # 2.4
      614 clock-finished w0 c5
      632 clock-finished w1 c5                    # 92 against 74: 1.24
      632 examples-moved w1 c5 to w0 2 examples   # 2.3
      708 clock-finished w0 c6
      720 clock-finished w1 c6                    # 88 against 76: 1.16
      796 clock-finished w0 c7
      808 clock-finished w1 c7
    `),
  );
});

test('on equal machines nothing moves, and the run is the one without', () => {
  const { lines, result } = lockStep(1, { reassign: {} });
  expect(lines.filter((line) => line.includes('moved'))).toEqual([]);
  expect(result.digest).toBe(lockStep(1, {}).result.digest);
});

test('a worker keeps one example for each of its mini-batches', () => {
  const { lines } = lockStep(1e-3, { reassign: { share: 0.99 } });
  // 60 examples: it gives 59, and has nothing more to give.
  expect(
    lines.filter((line) => line.includes('moved')).map((line) => line.split(' ').slice(1).join(' ')),
  ).toEqual(['examples-moved w1 c0 to w0 59 examples']);
});
