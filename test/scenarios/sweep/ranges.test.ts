import { describe, expect, test } from 'vitest';
import { readRange } from '../../../src/scenarios/sweep/ranges.ts';

function valuesOf(text: string): unknown {
  const reading = readRange(text);
  return 'values' in reading ? reading.values : reading.refusal.message;
}

describe('a range stands for the values that it names, and shows them as they are run', () => {
  test.each([
    ['linspace(0, 1, 5)', [0, 0.25, 0.5, 0.75, 1]],
    ['linspace(2, -1, 4)', [2, 1, 0, -1]],
    ['linspace(0, 1, 4)', [0, 0.333333, 0.666667, 1]],
    ['logspace(1e-3, 1, 7)', [0.001, 0.00316228, 0.01, 0.0316228, 0.1, 0.316228, 1]],
    ['logspace(8, 1, 4)', [8, 4, 2, 1]],
    ['  logspace( 1 , 2 , 2 ) ', [1, 2]],
    ['range(1, 5)', [1, 2, 3, 4, 5]],
    ['range(0, 0.3, 0.1)', [0, 0.1, 0.2, 0.3]],
    ['range(10, 0, -4)', [10, 6, 2]],
    ['range(1000000, 1000002)', [1000000, 1000001, 1000002]],
    ['linspace(1 ms, 2 ms, 3)', ['1 ms', '1.5 ms', '2 ms']],
    ['range(10%, 30%, 10%)', ['10 %', '20 %', '30 %']],
    ['logspace(1 Mbit/s, 1 Mbit/s, 2)', '2 values do not differ in their first 6 digits'],
  ])('%s', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  test('the bounds of a range are its ends to the last digit', () => {
    const values = valuesOf('logspace(0.123456789, 9.87654321, 5)') as number[];
    expect([values[0], values.at(-1)]).toEqual([0.123456789, 9.87654321]);
  });
});

describe('a text that is no range stands for nothing', () => {
  test.each([
    ['logspace(0, 1, 3)', 'the bounds of logspace are above 0'],
    ['linspace(1, 2)', '2 arguments'],
    ['linspace(1, 2, 3, 4)', '4 arguments'],
    ['linspace(1, 2, 1)', '1 values; there can be 2 to 10000'],
    ['linspace(1, 2, 2.5)', '2.5 values; there can be 2 to 10000'],
    ['linspace(1, two, 3)', 'two is not a number'],
    ['linspace(1, , 3)', 'nothing is not a number'],
    ['linspace(1, 1e999, 3)', '1e999 is not a number'],
    ['linspace(1 ms, 2 s, 3)', 'its bounds have different units'],
    ['range(1, 2, 0)', 'steps of 0 do not lead from 1 to 2'],
    ['range(1, 2, -1)', 'steps of -1 do not lead from 1 to 2'],
    ['range(0, 1, 1e-5)', '100001 values; there can be 10000'],
    ['spread(1, 2, 3)', undefined],
    ['linspace', undefined],
  ])('%s', (text, message) => {
    expect(valuesOf(text)).toBe(message);
  });
});
