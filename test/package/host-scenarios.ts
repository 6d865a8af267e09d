import type { Catalogue } from '../../src/scenarios/catalogue.ts';

/** Parts of a scenario file. */
type Part = Readonly<Record<string, unknown>>;

/** Everything that a scenario can name and that computes, with options that make it do something. */
const examples = {
  algorithms: {
    bsp: {},
    ssp: { staleness: 2 },
    asp: {},
    'k-async': { wait: 2 },
    'backup-workers': { backups: 1 },
    consgd: { staleness: 1 },
    dynsgd: { staleness: 3 },
  },
  stragglers: {
    constant: { slowdown: { lognormal: { median: 2, sigma: 0.5 } } },
    delay: { duration: { exponential: { mean: '3 ms' } } },
    'per-clock': { factor: { pareto: { shape: 1.5, scale: 1 } } },
    episodes: {
      gap: { exponential: { mean: '20 ms' } },
      duration: { gamma: { shape: 2, scale: '5 ms' } },
      slowdown: 3,
    },
    markov: {
      quiet: { exponential: { mean: '20 ms' } },
      disturbed: { exponential: { mean: '5 ms' } },
      slowdown: 3,
    },
    'co-located': {
      gap: { exponential: { mean: '20 ms' } },
      duration: { uniform: { min: 0, max: '30 ms' } },
    },
    'warm-up': { slowdown: { uniform: { min: 1, max: 4 } }, halfLife: '20 ms' },
    diurnal: { peak: 2, period: '100 ms', busiest: '30 ms' },
    expression: { factor: '1 + 0.5*sin(2*pi*t/0.06) + exp(-t) + cos(t)^2', grid: '1 ms' },
    profile: { file: 'speeds.txt' },
    trace: { file: 'times.csv', replay: 'resample', affects: ['compute', 'network'] },
  },
  faults: {
    crash: { perClock: 0.2, downtime: { exponential: { mean: '10 ms' } } },
    loss: { workers: [1], at: { uniform: { min: '20 ms', max: '60 ms' } }, detection: '5 ms' },
    'late-join': { workers: [2], at: { exponential: { mean: '20 ms' } } },
    'server-crash': {
      shards: [0],
      gap: { exponential: { mean: '60 ms' } },
      downtime: '5 ms',
      checkpointEvery: '15 ms',
      checkpointTime: '1 ms',
    },
    'message-loss': { probability: 0.2, timeout: '2 ms' },
  },
  distributions: {
    uniform: { min: 0.5, max: 2 },
    exponential: { mean: 1.5 },
    'shifted-exponential': { shift: 1, mean: 2 },
    normal: { mean: 2, sd: 1 },
    lognormal: { median: 1, sigma: 0.7 },
    gamma: { shape: 0.7, scale: 2 },
    weibull: { shape: 1.3, scale: 2 },
    pareto: { shape: 1.2, scale: 1 },
    bernoulli: { p: 0.3, value: 4, otherwise: 1 },
    empirical: { values: [1, 1.25, 3] },
  },
  models: {
    'logistic-regression': { task: 'classification' },
    'linear-svm': { task: 'classification' },
    'least-squares': { task: 'regression' },
    'softmax-regression': { task: 'classification' },
  },
  schedules: {
    constant: { initial: 0.1 },
    'inverse-sqrt': { initial: 0.2, alpha: 0.3 },
    step: { initial: 0.2, factor: 0.7, every: 3 },
  },
  localOptimizers: { sgd: {}, momentum: { beta: 0.8 } },
  compressions: { 'top-k': { k: 2 }, threshold: { threshold: 0.01 }, 'quantise-8-bit': {}, sign: {} },
  generators: {
    dense: { rows: 120, features: 6, condition: 30, noise: 0.3 },
    quadratic: { features: 5, condition: 10, copies: 24 },
    'sparse-zipf': { rows: 120, features: 400, nonzerosPerRow: 12, noise: 0.1 },
  },
} as const satisfies Partial<Record<keyof Catalogue, Part>>;

/** Options that the algorithms have under names of their own. */
const variants: readonly Part[] = [
  { name: 'dynsgd', label: 'dynsgd-by-version', staleness: 1, versions: 'by-version' },
  {
    name: 'bsp',
    label: 'driver',
    servers: { count: 1, perPull: '100 us', bandwidth: '100 Mbit/s' },
    costs: { perClock: '2 ms', perBatch: '300 us' },
  },
];

/** Workers that pull one version from all shards. */
const synchronised: readonly Part[] = [
  { name: 'dynsgd', staleness: 2, partitionSync: 'stable-version', reportEvery: '7 ms' },
];

/** Examples that move between workers, of which every clock goes through all. */
const reassigning: readonly Part[] = ['ssp', 'dynsgd'].map((name) => ({
  name,
  staleness: 2,
  reassign: { threshold: '10%', share: '20%' },
}));

/** What stands in the files that they name. */
export const hostFiles = {
  'speeds.txt': '0 1.0\n0.011 0.5\n0.02 0.8\nLOOPAFTER 0.012\n',
  'times.csv': 'worker,compute_s,communicate_s\n0,0.01,0.003\n0,0.013,0.002\n1,0.02,0.004\n',
};

/** Five machines that draw much of their time, a few clocks of small mathematics. */
function scenario(
  name: string,
  cluster: Part = {},
  workload: Part = {},
  training: Part = {},
  everyAlgorithm: Part = {},
): Part {
  return {
    name,
    seed: 7,
    cluster: {
      workers: [{ count: 4 }, { count: 1, speed: { uniform: { min: 0.5, max: 1 } } }],
      servers: { count: 2, perPush: '50 us', perValue: { exponential: { mean: '1 us' } } },
      network: { latency: { exponential: { mean: '1 ms' } }, bandwidth: '1 Gbit/s' },
      ...cluster,
    },
    workload: {
      data: { synthetic: { kind: 'dense', rows: 120, features: 6 } },
      model: 'least-squares',
      l2: 1e-3,
      batchSize: 8,
      computeTime: { perExample: '1 ms' },
      ...workload,
    },
    training: { learningRate: 0.1, ...training },
    stop: { maxClocks: 8 },
    algorithms: [
      ...Object.entries(examples.algorithms).map(([name, options]) => ({ name, ...options })),
      ...variants,
    ].map((algorithm) => ({ ...algorithm, ...everyAlgorithm })),
  };
}

/** One scenario for each thing that can be named; every one runs all algorithms. */
export const hostScenarios: readonly Part[] = [
  ...scenariosFor('stragglers', (kind, options) => [{ stragglers: [{ kind, ...options }] }]),
  ...scenariosFor('faults', (kind, options) => [{ faults: [{ kind, ...options }] }]),
  ...scenariosFor('distributions', (name, parameters) => [
    { stragglers: [{ kind: 'per-clock', factor: { [name]: parameters } }] },
  ]),
  ...scenariosFor('models', (model, { task }) => [
    {},
    { model, data: { synthetic: { kind: 'dense', rows: 120, features: 6, task, noise: 0.1 } } },
  ]),
  ...scenariosFor('generators', (kind, options) => [{}, { data: { synthetic: { kind, ...options } } }]),
  ...scenariosFor('schedules', (schedule, options) => [{}, {}, { learningRate: { schedule, ...options } }]),
  ...scenariosFor('localOptimizers', (kind, options) => [{}, {}, { optimizer: { kind, ...options } }]),
  {
    ...scenario('reassign', {}, { features: 'all', batchSize: '50%', batchesPerClock: 2 }),
    algorithms: reassigning,
  },
  { ...scenario('partition-sync'), algorithms: synchronised },
  ...scenariosFor('compressions', (kind, options) => [{}, {}, {}, { compression: { kind, ...options } }]),
];

/** What is named in the scenarios, by registry. */
export const namedByHosts: Readonly<Partial<Record<keyof Catalogue, readonly string[]>>> = Object.fromEntries(
  Object.entries(examples).map(([registry, named]) => [registry, Object.keys(named)]),
);

function scenariosFor(
  registry: keyof typeof examples,
  partsOf: (name: string, options: Part) => readonly Part[],
): readonly Part[] {
  return Object.entries<Part>(examples[registry]).map(([name, options]) =>
    scenario(`${registry}-${name}`, ...partsOf(name, options)),
  );
}
