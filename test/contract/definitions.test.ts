import { expect, test } from 'vitest';
import { type Definition, type Options, valuesOf } from '../../src/base/options.ts';
import { algorithms } from '../../src/scenarios/algorithms.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';

const {
  protocols,
  serverRules,
  stragglers,
  faults,
  distributions,
  localOptimizers,
  schedules,
  compressions,
  generators,
} = builtinCatalogue;

/** What users can name in a scenario and tell something, and which keys its place in the scenario has already. */
const kinds: readonly [kind: string, definitions: readonly Definition[], taken: readonly string[]][] = [
  ['protocol', protocols.entries, ['name', 'label', 'protocol', 'rule', 'learningRate']],
  ['server rule', serverRules.entries, ['name', 'label', 'protocol', 'rule', 'learningRate']],
  ['straggler', stragglers.entries, ['kind', 'fraction', 'workers', 'affects']],
  ['fault', faults.entries, ['kind', 'fraction', 'workers', 'shards']],
  ['distribution', distributions.entries, []],
  ['local optimizer', localOptimizers.entries, ['kind']],
  ['schedule', schedules.entries, ['schedule']],
  ['compression', compressions.entries, ['kind']],
  ['generator', generators.entries, ['kind']],
];

const all = kinds.flatMap(([kind, definitions, taken]) =>
  definitions.map((definition) => [`${kind} ${definition.name}`, definition, taken] as const),
);

const SENTENCE = /^[A-Z0-9].*\.$/s;

test.each(all)('%s says what it is and what it can be told', (_, { name, summary, options }) => {
  expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  expect(summary).toMatch(SENTENCE);
  for (const [option, { description }] of Object.entries(options)) {
    expect(option).toMatch(/^[a-z][a-zA-Z0-9]*$/);
    expect(description, option).not.toBe('');
  }
});

test.each(all)('%s has no option that its place in a scenario uses already', (_, { options }, taken) => {
  expect(Object.keys(options).filter((option) => taken.includes(option))).toEqual([]);
});

test.each(all)('%s has defaults that it would accept itself', (_, { options }) => {
  for (const { shape, fallback } of Object.values(options)) {
    if (fallback === undefined) continue;
    if (shape.kind === 'choice') expect(shape.values).toContain(fallback);
    if (shape.kind === 'flag') expect(typeof fallback).toBe('boolean');
    if (shape.kind !== 'number' || typeof fallback !== 'number') continue;
    const { integer, min = -Infinity, max = Infinity, above = -Infinity, below = Infinity } = shape;
    expect(fallback).toBeGreaterThanOrEqual(min);
    expect(fallback).toBeLessThanOrEqual(max);
    expect(fallback).toBeGreaterThan(above);
    expect(fallback).toBeLessThan(below);
    if (integer) expect(Number.isInteger(fallback)).toBe(true);
  }
});

test('options of a protocol and of a rule never mean two things, since they lie side by side in an algorithm', () => {
  for (const protocol of protocols.entries) {
    for (const rule of serverRules.entries) {
      const shared = Object.keys(protocol.options).filter((option) => Object.hasOwn(rule.options, option));
      expect(shared, `${protocol.name} with ${rule.name}`).toEqual([]);
    }
  }
});

test('the algorithms are the pairs of design section 4, of protocols and rules that exist and agree', () => {
  expect(algorithms.entries.map(({ name, protocol, rule }) => [name, protocol, rule])).toEqual([
    ['bsp', 'bsp', 'average'],
    ['ssp', 'ssp', 'sum'],
    ['asp', 'asp', 'sum'],
    ['consgd', 'ssp', 'constant'],
    ['dynsgd', 'ssp', 'dynamic'],
    ['k-async', 'k-async', 'average'],
    ['backup-workers', 'backup-workers', 'average'],
  ]);
  for (const { protocol, rule } of algorithms.entries) {
    expect(serverRules.get(rule).needsRounds && !protocols.get(protocol).holds).toBeFalsy();
  }
});

test('every schedule starts at its option `initial`, which results report as the learning rate', () => {
  for (const { options, create } of schedules.entries) {
    const schedule = create(valuesOf<Options>(options, { initial: 0.5, ...requiredOf(options) }) as never);
    expect(schedule(0)).toBe(0.5);
    const rates = [0, 1, 2, 10, 100, 1000].map(schedule);
    for (const rate of rates) expect(rate).toBeGreaterThan(0);
    expect(rates).toEqual([0, 1, 2, 10, 100, 1000].map(schedule));
  }
});

/** Some value for each option that has no default: 1, which every number here allows. */
function requiredOf(options: Options): Record<string, unknown> {
  const required = Object.entries(options).filter(
    ([name, { fallback }]) => name !== 'initial' && fallback === undefined,
  );
  return Object.fromEntries(required.map(([name]) => [name, 1]));
}
