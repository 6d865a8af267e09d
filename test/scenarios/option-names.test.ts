import { expect, test } from 'vitest';
import type { Registry } from '../../src/base/registry.ts';
import {
  type AnyDefinition,
  builtinCatalogue,
  catalogueWith,
  defineCompression,
  defineDistribution,
  defineFault,
  defineGenerator,
  defineLocalOptimizer,
  defineModel,
  defineProtocol,
  defineSchedule,
  defineServerRule,
  defineStraggler,
  NEVER,
  numberOption,
} from '../../src/index.ts';
import { refuseSharedOptions } from '../../src/scenarios/option-names.ts';

/** A definition called `mine` whose one option has this name. */
const mine = (option: string) => ({
  name: 'mine',
  summary: 'x',
  options: { [option]: numberOption({ description: 'x', default: 1 }) },
});
const protocol = (option: string) =>
  defineProtocol({ ...mine(option), create: () => ({ needsPull: () => true, admitPull: () => true }) });
const rule = (option: string) => defineServerRule({ ...mine(option), create: () => ({ close() {} }) });
const straggler = (option: string) => {
  const model = { factorAt: () => 1, nextChange: () => NEVER };
  return defineStraggler({ ...mine(option), affects: ['compute'], create: () => model });
};
const fault = (option: string, hits: 'workers' | 'shards') =>
  defineFault({ ...mine(option), hits, create: () => ({}) });
const model = (option: string) =>
  defineModel({ ...builtinCatalogue.models.get('least-squares'), ...mine(option) });

const ofAlgorithms =
  'name label protocol rule learningRate compression tune partitionSync reportEvery reassign servers costs';

test.each(ofAlgorithms.split(' '))('an option called %s, a key of every algorithm, is refused', (key) => {
  const message = `mine has an option ${key}, which is a key of every algorithm too`;
  expect(() => catalogueWith(builtinCatalogue, [protocol(key)])).toThrow(`the protocol ${message}`);
  expect(() => catalogueWith(builtinCatalogue, [rule(key)])).toThrow(`the server rule ${message}`);
});

test.each<[AnyDefinition, string]>([
  [
    protocol('lambda'),
    'the protocol mine has an option lambda, which is an option of the server rule constant too',
  ],
  [
    rule('staleness'),
    'the server rule mine has an option staleness, which is an option of the protocol ssp too',
  ],
  ...['kind', 'fraction', 'workers', 'affects'].map((key): [AnyDefinition, string] => [
    straggler(key),
    `the kind of straggler mine has an option ${key}, which is a key of every straggler too`,
  ]),
  [fault('workers', 'workers'), 'mine has an option workers, which is a key of such a fault too'],
  [fault('shards', 'shards'), 'mine has an option shards, which is a key of such a fault too'],
  [defineSchedule({ ...mine('schedule'), create: () => () => 1 }), 'a key of every schedule too'],
  [
    defineCompression({ ...mine('kind'), create: () => ({ compress: () => null }) }),
    'a key of every compression too',
  ],
  [
    defineLocalOptimizer({ ...mine('kind'), movesEverything: true, create: () => ({ step() {} }) }),
    'a key of every local optimizer too',
  ],
  [
    defineGenerator({ ...mine('kind'), create: () => ({ data: {} as never }) }),
    'a key of every generator too',
  ],
  [model('margin'), 'the model mine has an option margin (allowed: no options; models have none)'],
  [{ ...model('x'), name: 'none', options: {} }, 'a model needs another name'],
  [protocol('a.b'), 'the protocol mine has an option a.b (allowed: letters, digits'],
  [
    defineDistribution({
      ...mine('__x'),
      create: () => ({ mean: 1, lowest: 1, reachesLowest: true, quantile: () => 1 }),
    }),
    'the distribution mine has an option __x (allowed: letters, digits',
  ],
])(
  'an option whose value something else would receive is refused, naming both: case %#',
  (definition, message) => {
    expect(() => catalogueWith(builtinCatalogue, [definition])).toThrow(message);
  },
);

test('two definitions of one call are compared too, in whatever order', () => {
  const other = { ...rule('mu'), name: 'other' };
  for (const both of [
    [protocol('mu'), other],
    [other, protocol('mu')],
  ])
    expect(() => catalogueWith(builtinCatalogue, both)).toThrow(
      /mu, which is an option of the (protocol mine|server rule other)/,
    );
});

test('an option may have the name of one that never stands beside it', () => {
  const ok = [protocol('staleness'), rule('lambda'), straggler('staleness'), fault('shards', 'workers')];
  expect(() => catalogueWith(builtinCatalogue, ok)).not.toThrow();
});

test('what comes with the project keeps to this itself', () => {
  const { builtinData: _, ...registries } = builtinCatalogue;
  for (const [key, { entries }] of Object.entries(registries) as [
    keyof typeof registries,
    Registry<AnyDefinition>,
  ][])
    for (const definition of entries) refuseSharedOptions(definition, key, builtinCatalogue);
});
