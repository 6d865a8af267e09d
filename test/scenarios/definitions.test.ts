import { expect, test } from 'vitest';
import {
  type AnyDefinition,
  builtinCatalogue,
  catalogueWith,
  defineAlgorithm,
  defineCompression,
  defineDistribution,
  defineGenerator,
  defineLocalOptimizer,
  defineModel,
  defineProtocol,
  defineSchedule,
  defineServerRule,
  defineStraggler,
  NEVER,
  numberOption,
  simulate,
} from '../../src/index.ts';
import { scenarioWith } from '../fixtures.ts';

/** A double of something of ours under another name: a run that uses it must end on the same bits. */
const doubleOf = <D extends { readonly name: string }>(definition: D): D => ({
  ...definition,
  name: `my-${definition.name}`,
});
const c = builtinCatalogue;
const own = { summary: 'x', options: {} };
const doubles: readonly AnyDefinition[] = [
  doubleOf(c.protocols.get('ssp')),
  doubleOf(c.serverRules.get('dynamic')),
  doubleOf(c.stragglers.get('episodes')),
  doubleOf(c.distributions.get('gamma')),
  doubleOf(c.schedules.get('step')),
  doubleOf(c.compressions.get('quantise-8-bit')),
  doubleOf(c.localOptimizers.get('momentum')),
  doubleOf(c.models.get('least-squares')),
  defineAlgorithm({
    name: 'my-dynsgd',
    summary: 'x',
    reference: 'y',
    protocol: 'my-ssp',
    rule: 'my-dynamic',
  }),
];

/** A scenario that names something of every kind, with `my` before each name. */
function everything(my: '' | 'my-') {
  const drawn = (scale: number) => ({ [`${my}gamma`]: { shape: 2, scale } });
  return {
    name: 'everything',
    cluster: {
      workers: [{ count: 3 }, { count: 1, speed: drawn(1) }],
      servers: { perPush: drawn(1e-3), perValue: drawn(1e-4) },
      network: { latency: drawn(1e-3) },
      stragglers: [
        { kind: `${my}episodes`, gap: drawn(0.05), duration: drawn(0.02), slowdown: 3 },
        { kind: 'delay', heterogeneity: 20, workers: [2] },
      ],
    },
    workload: {
      data: { synthetic: { kind: 'dense', rows: 40, features: 3, noise: 0.1 } },
      model: `${my}least-squares`,
      l2: 0.1,
      batchSize: 5,
      computeTime: { perBatch: 0.01 },
    },
    training: {
      learningRate: { schedule: `${my}step`, initial: 0.1, every: 2 },
      optimizer: { kind: `${my}momentum` },
    },
    stop: { maxClocks: 6, gap: '1%' },
    algorithms: [{ name: `${my}dynsgd`, label: 'it', compression: `${my}quantise-8-bit` }],
  };
}

test('whatever can be named can be registered, and reaches the run', () => {
  const { result } = simulate(everything('my-'), { register: doubles }).runs[0]!;
  expect(result.digest).toBe(simulate(everything('')).runs[0]!.result.digest);
});

test('a registered generator makes the data', () => {
  const values = Float64Array.of(1, 2, 3, -1);
  const data = {
    rows: 4,
    features: 1,
    labels: Float64Array.of(2, 4, 6, -2),
    examples: { kind: 'dense' as const, values },
  };
  const mine = defineGenerator({ ...own, name: 'my-line', create: () => ({ data }) });
  const scenario = scenarioWith({ workload: { batchSize: 1 } });
  const workload = { ...scenario.workload, data: { synthetic: { kind: 'my-line' } } };
  const made = simulate({ ...scenario, workload }, { register: [mine] });
  expect(made.runs[0]!.result.digest).toBe(
    simulate(scenario, { data: { train: data } }).runs[0]!.result.digest,
  );
});

test('a registered distribution is what is drawn from', () => {
  const constant = defineDistribution({
    name: 'my-gamma',
    summary: 'Twice its scale.',
    options: {
      shape: numberOption({ description: 'x' }),
      scale: numberOption({ description: 'y', quantity: 'drawn' }),
    },
    create: ({ scale }) => ({
      mean: 2 * scale,
      lowest: 2 * scale,
      reachesLowest: true,
      quantile: () => 2 * scale,
    }),
  });
  const stragglers = [{ kind: 'delay', duration: { 'my-gamma': { shape: 1, scale: 1 } } }];
  const scenario = { ...scenarioWith(), cluster: { workers: 4, stragglers } };
  const { result } = simulate(scenario, { register: [constant] }).runs[0]!;
  expect(result.time).toBe(5 * (1e9 + 2e9)); // five rounds of a second's work and two of pause
});

test('every kind of definition carries its mark', () => {
  const { builtinData: _, ...registries } = builtinCatalogue;
  for (const [registry, { entries }] of Object.entries(registries)) {
    const marks = new Set((entries as readonly AnyDefinition[]).map(({ defines }) => defines));
    const word = registry.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/s$/, '');
    expect(marks).toEqual(new Set([word]));
  }
});

const needs = { needsPull: () => true, admitPull: () => true };
const free = defineProtocol({ ...own, name: 'free', create: () => needs });

test.each<[readonly unknown[], RegExp]>([
  [[free, free], /there is already a protocol called free/],
  [[{ ...free, name: 'bsp' }], /there is already a protocol called bsp/],
  [[{ name: 'x', create: () => needs }], /what is registered is no definition/],
  [[null], /what is registered is no definition/],
  [
    [defineAlgorithm({ name: 'a', summary: 'x', reference: 'y', protocol: 'fre', rule: 'sum' }), free],
    /fre is not a known protocol .*did you mean free\?/,
  ],
])('what cannot be registered is refused: case %#', (definitions, message) => {
  expect(() => catalogueWith(builtinCatalogue, definitions as readonly AnyDefinition[])).toThrow(message);
});

test('a model with kinks that we have no method for is not solved as if it were ours', () => {
  const hinge = defineModel({ ...c.models.get('linear-svm'), name: 'my-hinge' });
  const scenario = scenarioWith({ workload: { l2: 0.1 }, stop: { gap: '1%' } });
  const data = { synthetic: { kind: 'dense', rows: 40, features: 3, task: 'classification' } };
  const workload = { ...scenario.workload, model: 'my-hinge', data };
  expect(() => simulate({ ...scenario, workload }, { register: [hinge] })).toThrow(
    /workload\.model: the optimum of my-hinge/,
  );
});

test('the functions that define give back what they were given, marked', () => {
  const factor = { factorAt: () => 1, nextChange: () => NEVER };
  const marked = [
    free,
    defineServerRule({ ...own, name: 'r', create: () => ({ close() {} }) }),
    defineStraggler({ ...own, name: 's', affects: ['compute'], create: () => factor }),
    defineSchedule({ ...own, name: 't', create: () => () => 1 }),
    defineLocalOptimizer({ ...own, name: 'o', movesEverything: true, create: () => ({ step() {} }) }),
    defineCompression({ ...own, name: 'c', create: () => ({ compress: () => null }) }),
    defineGenerator({ ...own, name: 'g', create: () => ({ data: {} as never }) }),
  ];
  expect(marked.map(({ defines }) => defines)).toEqual([
    'protocol',
    'server-rule',
    'straggler',
    'schedule',
    'local-optimizer',
    'compression',
    'generator',
  ]);
  expect(() => catalogueWith(builtinCatalogue, marked)).not.toThrow();
});
