import { expect, expectTypeOf, test } from 'vitest';
import {
  choiceOption,
  flagOption,
  integerOption,
  integerOrWord,
  listOption,
  numberOption,
  optional,
  type ValuesOf,
  type Variate,
  valuesOf,
  variateOption,
} from '../../src/base/options.ts';

const options = {
  rate: numberOption({ description: 'How often.', above: 0, quantity: 'seconds' }),
  count: integerOption({ description: 'How many.', min: 1, max: 9, default: 3 }),
  bound: integerOrWord({ description: 'How far.', min: 0, words: ['unbounded'], default: 'unbounded' }),
  factor: variateOption({ description: 'How much.', above: 0 }),
  rule: choiceOption(['strict', 'paper'], { description: 'Which one.', default: 'strict' }),
  all: flagOption({ description: 'Whether all.', default: false }),
  values: listOption({ description: 'Which ones.', quantity: 'drawn' }),
  level: optional(numberOption({ description: 'How high.' })),
};

test('an option says its shape once, for the checker, the schema, the docs and the contract tests', () => {
  expect(Object.entries(options).map(([name, { shape }]) => [name, shape])).toEqual([
    ['rate', { kind: 'number', quantity: 'seconds', above: 0 }],
    ['count', { kind: 'number', quantity: 'number', integer: true, min: 1, max: 9 }],
    ['bound', { kind: 'number', quantity: 'number', integer: true, min: 0, words: ['unbounded'] }],
    ['factor', { kind: 'number', quantity: 'number', varies: true, above: 0 }],
    ['rule', { kind: 'choice', values: ['strict', 'paper'] }],
    ['all', { kind: 'flag' }],
    ['values', { kind: 'list', of: { kind: 'number', quantity: 'drawn' }, minLength: 1 }],
    ['level', { kind: 'number', quantity: 'number' }],
  ]);
  expect(options.rate.description).toBe('How often.');
  expect(options.level.optional).toBe(true);
  expect(options.rate.optional).toBeUndefined();
});

test('descriptions are plain data: they survive JSON', () => {
  expect(JSON.parse(JSON.stringify(options))).toEqual(options);
});

test('values are those given, then the defaults; nothing else gets through', () => {
  const given = { rate: 2, factor: { exponential: { mean: 1 } }, all: true, values: [1], foreign: 'body' };
  expect(valuesOf(options, given)).toEqual({
    rate: 2,
    count: 3,
    bound: 'unbounded',
    factor: { exponential: { mean: 1 } },
    rule: 'strict',
    all: true,
    values: [1],
    level: undefined,
  });
});

test('a default that is false or 0 is a default', () => {
  const zero = {
    zero: integerOption({ description: 'None.', default: 0 }),
    no: flagOption({ description: 'No.', default: false }),
  };
  expect(valuesOf(zero, {})).toEqual({ zero: 0, no: false });
});

test('an option is never found in what every object has by itself', () => {
  const named = { toString: optional(numberOption({ description: 'An awkward name.' })) };
  expect(valuesOf(named, {}).toString).toBeUndefined();
});

test('values carry the types of their options', () => {
  type Values = ValuesOf<typeof options>;
  expectTypeOf<Values['rate']>().toEqualTypeOf<number>();
  expectTypeOf<Values['bound']>().toEqualTypeOf<number | 'unbounded'>();
  expectTypeOf<Values['factor']>().toEqualTypeOf<Variate>();
  expectTypeOf<Values['rule']>().toEqualTypeOf<'strict' | 'paper'>();
  expectTypeOf<Values['level']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Values['values']>().toEqualTypeOf<readonly number[]>();
});
