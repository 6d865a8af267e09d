import { describe, expect, test } from 'vitest';
import { describeProblem, InputError } from '../../src/base/errors.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import type { TrainingSpec, WorkloadSpec } from '../../src/scenarios/scenario.ts';
import { type Overrides, parsed, scenarioWith, warningsOf } from '../fixtures.ts';

const training = (overrides: Overrides) => scenarioWith(overrides).training as TrainingSpec;
const workload = (overrides: Overrides) => scenarioWith(overrides).workload as WorkloadSpec;

/** The messages for the small scenario of the fixtures, changed. */
function messagesFor(overrides: Overrides): string[] {
  try {
    scenarioWith(overrides);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map((problem) => describeProblem(place(problem)));
    throw error;
  }
  return [];
}

/** Without a line: these scenarios were never in a file. */
const place = ({ line: _, column: __, ...problem }: InputError['problems'][number]) => problem;

describe('the network of machines, and what is sent over it', () => {
  test('a topology and a compression may be words; their options have defaults', () => {
    const { cluster, algorithms } = parsed(`name: network
cluster:
  workers: [{ count: 2, bandwidth: 100 Mbit/s, latency: 5 ms }, { count: 1 }]
  servers: { bandwidth: unlimited }
  network: { bandwidth: 1 Gbit/s, contention: fair-share, topology: star }
workload: { data: { builtin: spam }, model: linear-svm, batchSize: 20, computeTime: 0 }
training: { learningRate: 0.5 }
stop: { maxClocks: 2 }
algorithms:
  - { name: asp, compression: sign }
  - { name: asp, label: b, compression: { kind: top-k, fraction: 1% } }
  - { name: asp, label: c, compression: { kind: quantise-8-bit, errorFeedback: true } }
  - { name: asp, label: d, compression: threshold }`);
    expect(cluster.workers).toEqual([
      { count: 2, speed: 1, bandwidth: 12.5e6, latency: 0.005 },
      { count: 1, speed: 1 },
    ]);
    expect(cluster.servers.bandwidth).toBe('unlimited');
    expect(cluster.network).toMatchObject({ contention: 'fair-share', topology: { kind: 'star' } });
    expect(algorithms.map(({ compression }) => compression)).toEqual([
      { kind: 'sign', errorFeedback: true },
      { kind: 'top-k', fraction: 0.01, errorFeedback: true },
      { kind: 'quantise-8-bit', rounding: 'stochastic', errorFeedback: true },
      { kind: 'threshold', threshold: 1e-6, errorFeedback: false },
    ]);
  });

  test('links have names, bandwidths and duplex, and routes say who crosses them', () => {
    const { cluster } = parsed(`name: links
cluster:
  workers: 4
  network:
    contention: fair-share
    topology:
      kind: links
      links: [{ name: wan, bandwidth: 1 MB/s, duplex: half }, { name: lan, bandwidth: 8 Mbit/s }]
      routes: [{ workers: [2, 3], via: [lan, wan] }, { servers: [0], via: [] }]
workload: { model: none, parameters: 1, computeTime: 0 }
stop: { maxClocks: 2 }
algorithms: [asp]`);
    expect(cluster.network.topology).toEqual({
      kind: 'links',
      links: [
        { name: 'wan', bandwidth: 1e6, duplex: 'half' },
        { name: 'lan', bandwidth: 1e6, duplex: 'full' },
      ],
      routes: [
        { workers: [2, 3], via: ['lan', 'wan'] },
        { servers: [0], via: [] },
      ],
    });
  });
});

describe('what a file leaves out has the value that the design gives it', () => {
  test('all of them', () => {
    const text = `name: minimal
cluster: { workers: 3 }
workload: { data: { builtin: spam }, model: linear-svm, batchSize: 20, computeTime: 0 }
training: { learningRate: 0.5 }
stop: { maxClocks: 2 }
algorithms: [dynsgd]`;
    expect(parsed(text)).toEqual({
      name: 'minimal',
      description: '',
      seed: 1,
      replications: 1,
      cluster: {
        workers: [{ count: 3, speed: 1 }],
        servers: { count: 1, perPush: 0, perPull: 0, perValue: 0 },
        network: {
          latency: 0,
          bandwidth: 'unlimited',
          contention: 'none',
          headerBytes: 64,
          valueBytes: 8,
          indexBytes: 4,
        },
        stragglers: [],
      },
      workload: {
        model: 'linear-svm',
        data: { builtin: 'spam' },
        l2: 0,
        intercept: false,
        partition: 'round-robin',
        shuffle: 'once',
        batchSize: 20,
        batchesPerClock: 1,
        gradient: 'mean',
        features: 'local',
        computeTime: { perBatch: 0, perExample: 0, perNonzero: 0 },
      },
      training: {
        learningRate: { schedule: 'constant', initial: 0.5 },
        optimizer: { kind: 'sgd' },
        evaluate: { every: { updates: 3 }, of: 'server' },
        initial: 0,
      },
      stop: { maxClocks: 2 },
      algorithms: [
        {
          name: 'dynsgd',
          label: 'dynsgd',
          protocol: 'ssp',
          rule: 'dynamic',
          staleness: 3,
          pullRule: 'strict',
          pull: 'when-needed',
          versions: 'by-clock',
          learningRate: { schedule: 'constant', initial: 0.5 },
        },
      ],
    });
  });

  test('evaluation is due after as many updates as there are workers, over all groups', () => {
    const workers = [{ count: 2 }, { count: 5, speed: 0.5 }];
    expect(training({ cluster: { workers } }).evaluate.every).toEqual({ updates: 7 });
  });

  test("a file's format follows from its name, compressed or not", () => {
    const format = (data: Overrides) => (workload({ workload: { data } }).data as { format: string }).format;
    for (const file of ['a.svm', 'b/c.libsvm', 'd.txt.gz', 'E.SVMLIGHT'])
      expect(format({ file })).toBe('libsvm');
    expect(format({ file: 'x.csv.gz', label: 'y' })).toBe('csv');
    for (const file of ['train-images-idx3-ubyte', 'train-images-idx3-ubyte.gz', 'x.idx', 'x.idx3']) {
      expect(format({ file, labels: 'l' })).toBe('idx');
    }
    expect(format({ file: 'odd.name', format: 'libsvm' })).toBe('libsvm');
  });
});

describe('the forms in which one thing may be said mean the same', () => {
  test('a learning rate', () => {
    const schedule = { schedule: 'inverse-sqrt', initial: 0.5, alpha: 0.2 };
    expect(training({ training: { learningRate: 2 } }).learningRate).toEqual({
      schedule: 'constant',
      initial: 2,
    });
    expect(training({ training: { learningRate: schedule } }).learningRate).toEqual(schedule);
  });

  test("an algorithm's own learning rate replaces the common one", () => {
    const algorithms = ['asp', { name: 'consgd', learningRate: 2 }];
    const rates = scenarioWith({ training: { learningRate: 1 }, algorithms }).algorithms.map(
      ({ learningRate }) => learningRate?.initial,
    );
    expect(rates).toEqual([1, 2]);
  });

  test('an optimizer', () => {
    const named = training({ training: { optimizer: 'momentum' } }).optimizer;
    expect(named).toEqual(training({ training: { optimizer: { kind: 'momentum' } } }).optimizer);
    expect(named.kind).toBe('momentum');
  });

  test('how often to evaluate', () => {
    const every = (given: unknown) => training({ training: { evaluate: { every: given } } }).evaluate.every;
    expect(every('10 updates')).toEqual({ updates: 10 });
    expect(every('1 update')).toEqual({ updates: 1 });
    expect(every('0.5 s')).toEqual({ seconds: 0.5 });
    expect(every('2 min')).toEqual({ seconds: 120 });
    expect(every({ updates: 4 })).toEqual({ updates: 4 });
    expect(every({ seconds: '4 ms' })).toEqual({ seconds: 0.004 });
  });

  test('a mini-batch: a number is examples, a percentage stays one', () => {
    expect(workload({ workload: { batchSize: 10 } }).batchSize).toBe(10);
    for (const [given, kept] of [
      ['10%', '10%'],
      ['12.50 %', '12.5%'],
      ['100%', '100%'],
    ]) {
      expect(workload({ workload: { batchSize: given } }).batchSize).toBe(kept);
    }
  });

  test('test data: a part or a file', () => {
    const part = (test: unknown) => workload({ workload: { data: { file: 'a.svm', test } } }).data.test;
    expect([part('20%'), part(0.2), part('b.svm')]).toEqual([0.2, 0.2, 'b.svm']);
  });

  test('the five names stand for pairs; any other pair needs a name of its own', () => {
    const algorithms = [
      'bsp',
      'ssp',
      'asp',
      'consgd',
      'dynsgd',
      { name: 'mine', protocol: 'asp', rule: 'dynamic' },
    ];
    const pairs = scenarioWith({ algorithms }).algorithms.map(({ protocol, rule }) => `${protocol} ${rule}`);
    expect(pairs).toEqual([
      'bsp average',
      'ssp sum',
      'asp sum',
      'ssp constant',
      'ssp dynamic',
      'asp dynamic',
    ]);
  });

  test('bare numbers are seconds, bytes and bytes per second, in distributions too', () => {
    const network = {
      latency: { exponential: { mean: '2 ms' } },
      bandwidth: '1 Gbit/s',
      headerBytes: '1 KiB',
    };
    expect(scenarioWith({ cluster: { network } }).cluster.network).toMatchObject({
      latency: { exponential: { mean: 0.002 } },
      bandwidth: 125e6,
      headerBytes: 1024,
    });
  });
});

describe('what contradicts is refused, whichever sections it is in', () => {
  const refused: [string, Overrides, string][] = [
    [
      'a drawn speed of 0',
      { cluster: { workers: [{ count: 2, speed: { empirical: [0, 1] } }] } },
      'cluster.workers[0].speed: empirical can draw 0 (allowed: a number > 0)',
    ],
    [
      'a negative drawn latency',
      { cluster: { network: { latency: { uniform: { min: '-1 ms', max: '1 ms' } } } } },
      'cluster.network.latency: uniform can draw -0.001 (allowed: a duration >= 0 such as 0.2 ms)',
    ],
    [
      'more shards than parameters',
      { cluster: { servers: { count: 4 } } },
      'cluster.servers.count: 4 (allowed: at most the number of parameters, 3)',
    ],
    [
      'an endless run: there is nothing to slow down',
      {
        workload: { computeTime: 0 },
        stop: { maxClocks: undefined, maxTime: 5 },
        cluster: { stragglers: [{ kind: 'constant', slowdown: 2 }] },
      },
      'workload.computeTime: nothing takes time, so maxTime is never reached',
    ],
    [
      'a limit that no run can reach',
      { stop: { maxClocks: undefined, maxTime: '180 days' } },
      'stop.maxTime: 15552000 s, beyond the 104 days (2^53 ns) that a run can last (allowed: at most 104 days, or stop.maxClocks or stop.maxUpdates beside it)',
    ],
    [
      'a learning rate without learning',
      { workload: { model: 'none' }, algorithms: [{ name: 'asp', learningRate: 1 }] },
      'algorithms[0].learningRate: does not go with model: none',
    ],
    [
      'an option of another rule',
      { algorithms: [{ name: 'ssp', lambda: 0.5 }] },
      'algorithms[0].lambda: not an option of ssp with sum (allowed: its options: staleness, pullRule, pull)',
    ],
    [
      'a second file for generated data',
      { workload: { data: { synthetic: { kind: 'dense', rows: 9, features: 3 }, test: 'b.svm' } } },
      'workload.data.test: b.svm (allowed: a part between 0 and 1 such as 20%)',
    ],
    [
      'more features than the cap',
      { workload: { data: { file: 'a.svm', features: 100, maxFeatures: 10 } } },
      'workload.data.features: 100 (allowed: at most maxFeatures, which is 10)',
    ],
    [
      'indices of what has none',
      { workload: { data: { file: 'a.csv', label: 'y', indices: 'from-0' } } },
      'workload.data.indices: goes with format libsvm only, and the format is csv',
    ],
    [
      'columns of what has none',
      { workload: { data: { file: 'a.svm', ignore: ['id'] } } },
      'workload.data.ignore: goes with format csv only, and the format is libsvm',
    ],
    [
      'a column before the first',
      { workload: { data: { file: 'a.csv', label: 'y', ignore: ['id', 0] } } },
      'workload.data.ignore[1]: 0 (allowed: the name of a column, or its position from 1)',
    ],
    [
      'a file of labels beside a table',
      { workload: { data: { file: 'a.csv', label: 'y', labels: 'classes.txt' } } },
      'workload.data.labels: classes.txt: a file of labels goes with format idx only, and the format is csv (allowed: by-appearance, or a number for each word: { spam: 1, ham: -1 })',
    ],
    [
      'words for pictures',
      { workload: { data: { file: 'a-ubyte', labels: { shoe: 1 } } } },
      'workload.data.labels: a mapping (allowed: the name of the file of labels)',
    ],
    [
      'a word that stands for a word',
      { workload: { data: { file: 'a.svm', labels: { spam: 'one' } } } },
      'workload.data.labels: spam: "one" (allowed: a finite number for each word)',
    ],
    [
      'made-up numbers for a model that takes them at their value',
      { workload: { data: { file: 'a.svm', labels: 'by-appearance' } } },
      'workload.data.labels: by-appearance makes up numbers, and least-squares takes them at their value (allowed: a number for each word: { small: 1, large: 10 })',
    ],
    [
      'words of generated labels',
      { workload: { data: { synthetic: { kind: 'dense', rows: 9, features: 3 }, labels: { a: 1 } } } },
      'workload.data.labels: goes with a file only',
    ],
    [
      'standardising by halves',
      { workload: { data: { file: 'a.svm', standardise: 0.5 } } },
      'workload.data.standardise: 0.5 (allowed: true, false)',
    ],
    [
      'a generator that cannot',
      { workload: { data: { synthetic: { kind: 'dense', rows: 3, features: 9 } } } },
      'workload.data.synthetic: 3 rows are fewer than 9 features',
    ],
    [
      'more workers in all than can be kept',
      { cluster: { workers: [{ count: 9_000_000 }, { count: 9_000_000 }] } },
      'cluster.workers: 18000000 workers (allowed: at most 10000000 in all)',
    ],
  ];
  test.each(refused)('%s', (_, overrides, message) => {
    expect(messagesFor(overrides)[0]).toContain(message);
  });

  test.each<[string, Overrides]>([
    [
      'speeds that come as near to 0 as they like',
      { cluster: { workers: [{ count: 2, speed: { exponential: 1 } }] } },
    ],
    ['as many shards as parameters', { cluster: { servers: { count: 3 } } }],
    [
      'as many shards as parameters with an intercept',
      { cluster: { servers: { count: 4 } }, workload: { intercept: true } },
    ],
    ['no time at all, with a limit on clocks', { workload: { computeTime: 0 } }],
    [
      'only a delay, of everybody',
      {
        workload: { computeTime: 0 },
        stop: { maxClocks: undefined, maxTime: 5 },
        cluster: { stragglers: [{ kind: 'delay', duration: 1 }] },
      },
    ],
    [
      'the curves of the paper',
      { workload: { features: 'all' }, training: { evaluate: { of: 'fastest-worker' } } },
    ],
    ['a gap where there are no kinks', { stop: { gap: '1%' } }],
    ['a gap of an SVM with l2', { workload: { model: 'linear-svm', l2: 0.01 }, stop: { gap: '1%' } }],
    [
      'a zero of one costs with model none',
      { workload: { model: 'none', computeTime: { perBatch: 1, perNonzero: 0 } } },
    ],
  ])('but not %s', (_, overrides) => {
    expect(messagesFor(overrides)).toEqual([]);
  });
});

describe('messages', () => {
  test('come in the order of the file, all at once, whatever found them', () => {
    const text = `name: x
cluster: { workers: 2, servers: { count: 9 } }
workload: { model: none, parameters: 4, computeTime: 0, l2: 1 }
stop: { objective: 1, maxClock: 3 }
algorithms: [asp, asp]
`;
    const read = () => parseScenario(text, { file: 'x.yaml' });
    expect(read).toThrow(InputError);
    try {
      read();
    } catch (error) {
      const { problems } = error as InputError;
      expect(problems.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([
        '3:61 workload.l2',
        '4:23 stop.maxClock',
        '5:19 algorithms[1].label',
      ]);
    }
  });

  test('a misspelt key is one message, not also a missing key', () => {
    const text = 'nmae: x\ncluster: { wokers: 3 }\n';
    try {
      parsed(text);
    } catch (error) {
      const messages = (error as InputError).problems.map(describeProblem);
      expect(
        messages.filter((message) => /name|workers/.test(message) && /did you mean/.test(message)),
      ).toHaveLength(2);
      expect(messages.some((message) => /: (name|cluster\.workers): missing/.test(message))).toBe(false);
    }
  });
});

describe('harmless oddities are warned of', () => {
  const text = (algorithm: string, fraction: string) => `name: odd
cluster: { workers: 4, stragglers: [{ kind: constant, slowdown: 2, fraction: ${fraction} }] }
workload: { model: none, parameters: 4, computeTime: { perBatch: 1 s } }
stop: { maxClocks: 3 }
algorithms: [${algorithm}]
`;
  test('a fraction that is nobody', () => {
    const [warning] = warningsOf(text('asp', '1%'));
    expect(warning).toMatchObject({ line: 2, path: 'cluster.stragglers[0].fraction' });
    expect(warning!.message).toContain('nobody');
  });

  test('a slowdown of what takes no time, and a limit beyond the end of time', () => {
    expect(warningsOf(text('asp', '25%'))).toEqual([]);
    const free = text('asp', '25%').replace('perBatch: 1', 'perBatch: 0');
    expect(warningsOf(free)[0]).toMatchObject({ path: 'cluster.stragglers[0]' });
    expect(warningsOf(free)[0]!.message).toBe(
      'multiplies the time of computing, of which there is none: the entry changes nothing',
    );
    const far = text('asp', '25%').replace('maxClocks: 3', 'maxClocks: 3, maxTime: 1000 days');
    expect(warningsOf(far)[0]).toMatchObject({ path: 'stop.maxTime' });
  });

  test('so many workers and shards that a run takes gigabytes', () => {
    const large = (shards: number) =>
      warningsOf(
        text('asp', '25%')
          .replace('workers: 4', `workers: 10000, servers: { count: ${shards} }`)
          .replace('parameters: 4', 'parameters: 1000'),
      );
    expect(large(200)).toEqual([]);
    expect(large(1000)).toMatchObject([
      {
        path: 'cluster.servers.count',
        message: expect.stringContaining('10000000 connections: about 1 GB of memory'),
      },
    ]);
  });

  test('a target below every value that the objective can have', () => {
    const learning = (objective: number) =>
      warningsOf(`name: odd
cluster: { workers: 4 }
workload: { data: { builtin: spam }, model: logistic-regression, batchSize: 10, computeTime: 0 }
training: { learningRate: 1 }
stop: { objective: ${objective}, maxClocks: 3 }
algorithms: [bsp]
`);
    expect(learning(0.01)).toEqual([]);
    expect(learning(-1)).toMatchObject([
      {
        line: 5,
        path: 'stop.objective',
        message: '-1 is never reached: the objective of logistic-regression is never below 0',
      },
    ]);
  });

  test('workers that never hear of each other', () => {
    const [warning] = warningsOf(text('{ name: ssp, staleness: unbounded }', '25%'));
    expect(warning).toMatchObject({ path: 'algorithms[0].staleness' });
    expect(warningsOf(text('{ name: ssp, staleness: unbounded, pull: every-clock }', '25%'))).toEqual([]);
  });
});
