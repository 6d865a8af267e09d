import fc from 'fast-check';

/** Valid scenario documents with most of what may be said, plain data ready for JSON. */
export function arbitraryDocument(): fc.Arbitrary<Record<string, unknown>> {
  return fc.oneof(learningDocument(), timingDocument());
}

const positive = fc.integer({ min: 1, max: 400 }).map((n) => n / 8);
const count = fc.integer({ min: 1, max: 50 });
const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/);

/** A number in one of several units, or bare. */
function written(value: fc.Arbitrary<number>, units: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    value,
    fc.tuple(value, fc.constantFrom(...units)).map(([n, unit]) => `${n} ${unit}`),
  );
}

const duration = written(positive, ['ns', 'us', 'µs', 'ms', 's', 'min']);
const size = written(positive, ['B', 'kB', 'KiB', 'bit', 'Mbit']);
const dataRate = written(positive, ['B/s', 'Gbit/s', 'MiB/s', 'Mbps', 'kB/ms']);
const ratio = fc.oneof(
  fc.integer({ min: 1, max: 99 }).map((p) => `${p}%`),
  fc.integer({ min: 1, max: 99 }).map((p) => p / 100),
);

/** `value`, or a distribution of such values. */
function variate(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: value },
    {
      weight: 3,
      arbitrary: fc.oneof(
        fc.record({ exponential: fc.record({ mean: value }) }),
        fc.record({ 'shifted-exponential': fc.record({ shift: value, mean: value }) }),
        fc.record({ normal: fc.record({ mean: value, sd: value }) }),
        fc.record({ lognormal: fc.record({ median: value, sigma: fc.integer({ min: 0, max: 3 }) }) }),
        fc.record({ gamma: fc.record({ shape: count, scale: value }) }),
        fc.record({ weibull: fc.record({ shape: count, scale: value }) }),
        fc.record({ pareto: fc.record({ shape: count, scale: value }) }),
        fc.record({ bernoulli: fc.record({ p: ratio, value, otherwise: value }) }),
        fc.record({ uniform: value.map((both) => ({ min: both, max: both })) }),
        fc.record({ empirical: fc.array(value, { minLength: 1, maxLength: 3 }) }),
      ),
    },
  );
}

/** A record of which any key may be left out. */
function some(model: Record<string, fc.Arbitrary<unknown>>) {
  return fc.record(model, { requiredKeys: [] });
}

const ownBandwidth = fc.oneof(fc.constant('unlimited'), variate(dataRate));

const topology = fc.oneof(
  fc.constantFrom('star', { kind: 'star' }),
  fc.record(
    { kind: fc.constant('tree'), racks: count, oversubscription: positive, servers: fc.constant('apart') },
    { requiredKeys: ['kind', 'racks', 'oversubscription'] },
  ),
  fc.record({ kind: fc.constant('tree'), racks: count, uplink: dataRate }),
  fc.record({
    kind: fc.constant('links'),
    links: fc.constant([
      { name: 'wan', bandwidth: '1 Gbit/s' },
      { name: 'old', bandwidth: 1e6, duplex: 'half' },
    ]),
    routes: fc.subarray([{ workers: [0], via: ['wan', 'old'] }, { servers: [0], via: [] }, { via: ['old'] }]),
  }),
);

const sizes = { headerBytes: size, valueBytes: size, indexBytes: size };

const network = fc.oneof(
  some({ latency: variate(duration), bandwidth: ownBandwidth, contention: fc.constant('none'), ...sizes }),
  fc
    .tuple(
      some({ latency: variate(duration), bandwidth: fc.oneof(fc.constant('unlimited'), dataRate), ...sizes }),
      fc.oneof(
        fc.constant({ contention: 'nic' }),
        fc.record({ contention: fc.constant('fair-share'), topology }, { requiredKeys: ['contention'] }),
      ),
    )
    .map(([options, contention]) => ({ ...options, ...contention })),
);

const compression = fc.constantFrom<unknown>(
  'sign',
  'threshold',
  { kind: 'top-k', fraction: '1%' },
  { kind: 'top-k', k: 5, errorFeedback: false },
  { kind: 'quantise-8-bit', rounding: 'nearest' },
);

const affects = fc.constantFrom(['compute'], ['network'], ['compute', 'network']);
const whom = fc.oneof(fc.constant({}), fc.record({ fraction: ratio }), fc.constant({ workers: [0] }));

const straggler = fc
  .tuple(
    whom,
    fc.oneof(
      fc.record({ kind: fc.constant('constant'), slowdown: variate(positive), affects }),
      fc.record({ kind: fc.constant('delay'), duration: variate(duration) }),
      fc.record({ kind: fc.constant('delay'), heterogeneity: positive.map((h) => h + 1) }),
      fc.record({ kind: fc.constant('per-clock'), factor: variate(positive), affects }),
      fc.record({
        kind: fc.constant('episodes'),
        gap: variate(duration),
        duration: variate(duration),
        slowdown: variate(positive),
      }),
    ),
  )
  .map(([which, entry]) => ({ ...entry, ...which }));

const fault = fc
  .tuple(
    whom,
    fc.oneof(
      fc.record({
        kind: fc.constant('crash'),
        at: fc.array(duration, { minLength: 1, maxLength: 3 }),
        downtime: variate(duration),
      }),
      fc.record({
        kind: fc.constant('crash'),
        perClock: ratio,
        downtime: variate(duration),
        detection: duration,
      }),
      fc.record({ kind: fc.constant('loss'), at: variate(duration), detection: duration }),
      fc.record({ kind: fc.constant('late-join'), at: variate(duration) }),
      fc.record({
        kind: fc.constant('message-loss'),
        probability: fc.constantFrom(0, '1%'),
        timeout: duration,
      }),
    ),
  )
  .map(([which, entry]) => ({ ...entry, ...which }));

const serverCrash = fc.record(
  {
    kind: fc.constant('server-crash'),
    at: fc.array(duration, { minLength: 1, maxLength: 3 }),
    downtime: variate(duration),
    checkpointEvery: duration,
    checkpointTime: variate(duration),
    shards: fc.constant([0]),
  },
  { requiredKeys: ['kind', 'at', 'downtime'] },
);

/** A server shard is hit by one entry at most. */
const faults = fc
  .tuple(fc.array(fault, { maxLength: 2 }), fc.option(serverCrash, { nil: undefined }))
  .map(([ofWorkers, ofShards]) => (ofShards ? [...ofWorkers, ofShards] : ofWorkers));

const cluster = fc
  .tuple(
    fc.oneof(
      count,
      fc.array(
        fc.record(
          { count, speed: variate(positive), bandwidth: ownBandwidth, latency: variate(duration) },
          { requiredKeys: ['count'] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    some({
      servers: some({
        count: fc.constantFrom(1, 2, 3),
        perPush: variate(duration),
        perPull: variate(duration),
        perValue: variate(duration),
        bandwidth: ownBandwidth,
      }),
      network,
      stragglers: fc.array(straggler, { maxLength: 2 }),
      faults,
    }),
  )
  .map(([workers, others]) => ({ workers, ...others }));

const learningRate = fc.oneof(
  positive,
  fc.record({ schedule: fc.constant('inverse-sqrt'), initial: positive, alpha: positive }),
  fc.record({ schedule: fc.constant('constant'), initial: positive }),
);

const batchSize = fc.oneof(count, fc.constantFrom('1%', '10%', '12.5 %', '100%'));

const computeTime = fc.oneof(
  fc.constant(0),
  some({ perClock: duration, perBatch: duration, perExample: duration, perNonzero: duration }),
);

const data = fc.oneof(
  fc.record({ builtin: fc.constantFrom('spam', 'fashion'), test: ratio }, { requiredKeys: ['builtin'] }),
  fc.record({ file: fc.constantFrom('a.svm', 'dir/b.txt.gz'), test: fc.oneof(ratio, fc.constant('c.svm')) }),
  fc.record({ file: fc.constant('t.csv'), label: fc.constant('class') }),
  fc.record({ file: fc.constant('x'), format: fc.constant('libsvm'), features: count }),
  fc.constant({ synthetic: { kind: 'dense', rows: 40, features: 3 } }),
);

const stop = fc
  .tuple(fc.record({ maxClocks: count }), some({ objective: positive, maxUpdates: count, maxTime: duration }))
  .map(([limit, others]) => ({ ...others, ...limit }));

const bound = fc.oneof(fc.constant('unbounded'), fc.nat({ max: 9 }));

function algorithms(more: Record<string, fc.Arbitrary<unknown>>) {
  const entry = fc.oneof(
    fc.constantFrom<unknown>('bsp', 'ssp', 'asp', 'consgd', 'dynsgd'),
    fc.record({ name: fc.constant('ssp'), staleness: bound, ...more }),
    fc.record({ name: fc.constant('ssp'), pullRule: fc.constant('paper'), pull: fc.constant('every-clock') }),
    fc.record({ name: fc.constant('consgd'), lambda: positive }),
    fc.record({ name: fc.constant('bsp'), weights: fc.constant('examples') }),
    fc.record({ name: fc.constant('dynsgd'), versions: fc.constantFrom('by-clock', 'by-version') }),
    fc.record(
      {
        name: fc.constant('asp'),
        servers: some({ count: fc.constant(1), perPush: variate(duration), bandwidth: ownBandwidth }),
        costs: some({ perClock: duration, perBatch: duration }),
      },
      { requiredKeys: ['name'] },
    ),
    fc.record({ name: fc.constant('mix'), protocol: fc.constant('asp'), rule: fc.constant('dynamic') }),
  );
  return fc.array(entry, { minLength: 1, maxLength: 4 }).map((entries) =>
    entries.map((given, k) => {
      const mapping = typeof given === 'string' ? { name: given } : (given as object);
      return k === 0 ? given : { ...mapping, label: `label-${k}` };
    }),
  );
}

const common = {
  name,
  cluster,
  stop,
};

const optionalCommon = some({
  description: fc.string(),
  seed: fc.maxSafeNat(),
  replications: fc.oneof(
    fc.integer({ min: 1, max: 40 }),
    fc.record({ until: ratio, max: fc.integer({ min: 10, max: 90 }) }, { requiredKeys: ['until'] }),
  ),
  sweep: fc.oneof(
    fc.constant({}),
    fc.constant({
      seed: [1, 2],
      zip: [{ 'cluster.servers.count': 'range(1, 2)', 'stop.maxTime': ['1 s', 2] }],
    }),
    fc.constant({
      'cluster.workers': [2, [{ count: 3, speed: 2 }]],
      'cluster.network.latency': 'linspace(1 ms, 2 ms, 3)',
    }),
    fc.constant({ 'stop.maxUpdates': 'logspace(1, 100, 3)' }),
  ),
});

const tune = fc
  .tuple(
    fc.record({
      learningRate: fc.constantFrom<unknown>([0.1, 1], 'logspace(0.01, 1, 5)'),
      by: fc.constant('objective'),
    }),
    some({
      search: fc.constantFrom('grid', 'halving'),
      replications: fc.integer({ min: 1, max: 9 }),
      budget: some({ maxClocks: count, maxTime: duration }),
    }),
  )
  .map(([needed, others]) => ({ ...others, ...needed }));

const sweptTraining = fc.constantFrom<unknown>(
  { 'training.learningRate': [0.1, { schedule: 'inverse-sqrt', initial: 1, alpha: 2 }], seed: [3] },
  { 'training.optimizer': ['momentum', 'sgd'] },
  { 'workload.l2': [0, 0.1], 'cluster.workers': [1, 2, 3] },
);

function learningDocument(): fc.Arbitrary<Record<string, unknown>> {
  const workload = fc
    .tuple(
      fc.record({
        data,
        model: fc.constantFrom('logistic-regression', 'linear-svm', 'least-squares', 'softmax-regression'),
        batchSize,
        computeTime,
      }),
      some({
        l2: positive,
        intercept: fc.boolean(),
        partition: fc.constantFrom('round-robin', 'contiguous', 'random', 'by-label', 'proportional'),
        shuffle: fc.constantFrom('none', 'once', 'every-epoch'),
        batchesPerClock: count,
        gradient: fc.constantFrom('mean', 'sum'),
        features: fc.constantFrom('local', 'all'),
      }),
    )
    .map(([needed, others]) => ({ ...others, ...needed }));
  const training = fc
    .tuple(
      fc.record({ learningRate }),
      some({
        optimizer: fc.constantFrom<unknown>('sgd', 'momentum', { kind: 'momentum', beta: 0.5 }),
        evaluate: some({
          every: fc.oneof(
            count.map((n) => `${n} updates`),
            duration.filter((d) => typeof d === 'string'),
          ),
          of: fc.constant('server'),
        }),
        initial: fc.oneof(positive, fc.array(positive, { minLength: 1, maxLength: 3 })),
      }),
    )
    .map(([needed, others]) => ({ ...others, ...needed }));
  const required = fc.record({
    ...common,
    workload,
    training,
    algorithms: algorithms({ learningRate, compression }),
  });
  return fc
    .tuple(required, optionalCommon, some({ tune }), some({ sweep: sweptTraining }))
    .map(([needed, ...others]) => Object.assign({}, ...others, needed));
}

function timingDocument(): fc.Arbitrary<Record<string, unknown>> {
  const workload = fc.record(
    {
      model: fc.constant('none'),
      parameters: fc.integer({ min: 3, max: 1000 }),
      computeTime: fc.oneof(fc.constant(0), fc.record({ perBatch: duration })),
      batchesPerClock: count,
    },
    { requiredKeys: ['model', 'parameters', 'computeTime'] },
  );
  const limits = fc.record({ maxUpdates: count });
  const required = fc.record({ ...common, stop: limits, workload, algorithms: algorithms({}) });
  return fc.tuple(required, optionalCommon).map(([needed, others]) => ({ ...others, ...needed }));
}
