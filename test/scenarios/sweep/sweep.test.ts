import { describe, expect, test } from 'vitest';
import { describeProblem, type InputError } from '../../../src/base/errors.ts';
import { formatScenario } from '../../../src/scenarios/format-scenario.ts';
import { type ParseOptions, parseScenario } from '../../../src/scenarios/parse-scenario.ts';

const base = `name: base
cluster:
  workers: 4
  stragglers:
    - { kind: constant, workers: [3], slowdown: 2 }
workload:
  data: { synthetic: { kind: dense, rows: 40, features: 3 } }
  model: least-squares
  batchSize: 10%
  computeTime: { perBatch: 1 s }
training: { learningRate: 0.5, optimizer: { kind: momentum, beta: 0.5 } }
stop: { objective: 0.1, maxClocks: 3 }
algorithms: [bsp, ssp, { name: dynsgd, staleness: 2, learningRate: 3 }]
`;

function swept(sweep: string, options: ParseOptions = {}) {
  return parseScenario(`${base}sweep:\n  ${sweep.replaceAll('\n', '\n  ')}\n`, options);
}

const valuesOf = (sweep: string, options?: ParseOptions) =>
  swept(sweep, options).points.map(({ values }) => values);

function messagesOf(sweep: string, options?: ParseOptions): string[] {
  try {
    swept(sweep, options);
  } catch (error) {
    return (error as InputError).problems.map(describeProblem);
  }
  return [];
}

const set = (path: string, value: string): ParseOptions => ({ overrides: [{ path, value }] });

describe('the points of a sweep', () => {
  test('without a sweep the scenario is the only point', () => {
    const { scenario, points, paths, document } = parseScenario(base);
    expect(points).toEqual([{ values: [], scenario }]);
    expect(paths).toEqual([]);
    expect(document).toEqual(scenario);
  });

  test('axes multiply, the last varies fastest; zipped paths move together', () => {
    const sweep = `seed: [1, 2]
zip:
  - cluster.servers.count: [1, 2]
    cluster.network.latency: [1 ms, 2 ms]
workload.l2: [0]`;
    expect(swept(sweep).paths).toEqual([
      'seed',
      'cluster.servers.count',
      'cluster.network.latency',
      'workload.l2',
    ]);
    expect(valuesOf(sweep)).toEqual([
      [1, 1, 0.001, 0],
      [1, 2, 0.002, 0],
      [2, 1, 0.001, 0],
      [2, 2, 0.002, 0],
    ]);
  });

  test('a point is what its file would be: defaults follow from the values', () => {
    const { points } = swept('cluster.workers: [4, 7]\ntraining.learningRate: [0.1, 0.2]');
    const scenarios = points.map(({ scenario }) => scenario);
    expect(scenarios.map(({ training }) => training!.evaluate.every)).toEqual(
      [4, 4, 7, 7].map((updates) => ({ updates })),
    );
    const rates = scenarios.map(({ algorithms }) =>
      algorithms.map(({ learningRate }) => learningRate!.initial),
    );
    expect(rates).toEqual([
      [0.1, 0.1, 3],
      [0.2, 0.2, 3],
      [0.1, 0.1, 3],
      [0.2, 0.2, 3],
    ]);
  });

  test('cells are numbers in base units, and what is not a number as the file has it', () => {
    expect(valuesOf('cluster.network.latency: [2 ms, { exponential: { mean: 1 ms } }]')).toEqual([
      [0.002],
      ['{"exponential":{"mean":"1 ms"}}'],
    ]);
    expect(valuesOf('workload.batchSize: [5%, 3]')).toEqual([['5%'], [3]]);
    expect(valuesOf('training.learningRate: [1, 2]')).toEqual([[1], [2]]);
    expect(valuesOf('workload.intercept: [true, false]')).toEqual([[true], [false]]);
  });

  test('an algorithm that is listed by name alone can have its options swept', () => {
    const { points } = swept('algorithms[1].staleness: [3, 10]');
    expect(points.map(({ scenario }) => scenario.algorithms[1]!.staleness)).toEqual([3, 10]);
  });
});

describe('the command line and a sweep', () => {
  test('what is set on the command line is all that is left of its axis', () => {
    expect(valuesOf('seed: [1, 2]\nworkload.l2: [0, 1]', set('seed', '9'))).toEqual([
      [9, 0],
      [9, 1],
    ]);
    expect(valuesOf('seed: [1, 2]', set('sweep', '{ workload.l2: [5] }'))).toEqual([[5]]);
  });

  test('where that would not be clear, it is refused', () => {
    expect(messagesOf('cluster.servers.count: [1]', set('cluster.servers', '{}'))).toEqual([
      '--set cluster.servers: the sweep varies cluster.servers.count (set sweep itself, as in sweep={})',
    ]);
    expect(messagesOf('zip:\n  seed: [1, 2]\n  workload.l2: [0, 1]', set('seed', '9'))).toEqual([
      '--set seed: the sweep varies seed together with workload.l2 (set sweep itself, as in sweep={})',
    ]);
  });

  test('chosen algorithms keep what the sweep says of them, and nothing varies the others', () => {
    const sweep = `zip:
  algorithms[1].staleness: [3, 10]
  algorithms[2].staleness: [2, 5]
algorithms[0].weights: [equal, examples]`;
    const chosen = swept(sweep, { algorithms: ['dynsgd', 'asp'] });
    expect(chosen.paths).toEqual(['algorithms[0].staleness']);
    expect(chosen.points.map(({ values }) => values)).toEqual([[2], [5]]);
    expect(chosen.points[1]!.scenario.algorithms).toMatchObject([
      { label: 'dynsgd', staleness: 5, learningRate: { initial: 3 } },
      { label: 'asp', learningRate: { initial: 0.5 } },
    ]);
    const again = parseScenario(formatScenario(chosen.document));
    expect(again.points).toEqual(chosen.points);
  });

  test('a name that is neither a label nor known is refused', () => {
    expect(() => parseScenario(base, { algorithms: ['dynsg'] })).toThrow(
      '--algorithm dynsg (allowed: bsp, ssp, dynsgd, asp, consgd, k-async, backup-workers; did you mean dynsgd?)',
    );
  });
});

describe('everything that is wrong with the values of a sweep is said once, where it stands', () => {
  test('a value that is wrong at many points is told once', () => {
    expect(messagesOf('seed: [1, 2, 3]\nworkload.l2: [0, -1, -2]')).toEqual([
      '16:20: sweep.workload.l2[1]: -1 (allowed: a number >= 0)',
      '16:24: sweep.workload.l2[2]: -2 (allowed: a number >= 0)',
    ]);
  });

  test('what lies within a value is named within it', () => {
    expect(messagesOf('cluster.network: [{}, { latency: 5 MB }]')).toEqual([
      '15:36: sweep.cluster.network[1].latency: 5 MB (allowed: a duration such as 0.2 ms, or a distribution)',
    ]);
  });

  test('sections that do not go together are told with the values of the first point that has them', () => {
    expect(messagesOf('seed: [1, 2]\ncluster.workers: [4, 3]')).toEqual([
      '5:35: cluster.stragglers[0].workers[0]: 3 where seed is 1 and cluster.workers is 3 (allowed: 0 to 2, since there are 3 workers)',
    ]);
  });

  test('labels are the same at all points', () => {
    expect(messagesOf('algorithms[1]: [ssp, { name: ssp, label: other }]')).toEqual([
      '15:44: sweep.algorithms[1][1].label: other at this point and ssp without the sweep (allowed: one label at all points)',
    ]);
  });

  test('more points than anybody wants are refused before they are made', () => {
    expect(messagesOf('seed: range(1, 200)\nworkload.l2: linspace(0, 1, 100)')).toEqual([
      '15:3: sweep: 20000 points (allowed: at most 10000)',
    ]);
  });

  test('odd values are warned of, once', () => {
    const { warnings } = swept('seed: [1, 2]\nalgorithms[1].staleness: [3, unbounded]');
    expect(warnings.map(describeProblem)).toEqual([
      '16:32: sweep.algorithms[1].staleness[1]: without a bound and with pull: when-needed no worker ever pulls: each learns alone',
    ]);
  });
});

test('where the sweep varies a kind, what lies beside it stays as given, so that the file can be read again', () => {
  const parsed = swept('training.optimizer.kind: [momentum]');
  expect(parsed.document.training).toMatchObject({ optimizer: { kind: 'momentum', beta: 0.5 } });
  expect(parseScenario(formatScenario(parsed.document)).points).toEqual(parsed.points);
});
