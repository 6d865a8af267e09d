import { expect, test } from 'vitest';
import { valuesOf } from '../../../src/base/options.ts';
import { localOptimizers } from '../../../src/optimizers/local/index.ts';

function make(name: string, size: number, given: Record<string, number> = {}) {
  const definition = localOptimizers.get(name);
  return definition.create(valuesOf(definition.options, given), size);
}

test('SGD steps against the gradient, and only where it may', () => {
  const vector = Float64Array.of(1, -2, 4);
  make('sgd', 3).step(vector, { indices: Uint32Array.of(2, 0, 1), count: 2 }, 0.5);
  expect(Array.from(vector)).toEqual([-0.5, -2, -2]);
  make('sgd', 3).step(vector, { indices: null, count: 3 }, 2);
  expect(Array.from(vector)).toEqual([1, 4, 4]);
});

test('momentum is the heavy ball of Polyak: v ← βv + g, step −ηv', () => {
  const optimizer = make('momentum', 2, { beta: 0.5 });
  const stepOf = (gradient: number[], rate: number) => {
    const vector = Float64Array.from(gradient);
    optimizer.step(vector, { indices: null, count: 2 }, rate);
    return Array.from(vector);
  };
  // v = (1, 4), then (0.5 + 2, 2) = (2.5, 2), then (1.25, 1): the rate scales the step, not the velocity.
  expect(stepOf([1, 4], 1)).toEqual([-1, -4]);
  expect(stepOf([2, 0], 0.5)).toEqual([-1.25, -1]);
  expect(stepOf([0, 0], 2)).toEqual([-2.5, -2]);
});

test('workers have velocities of their own', () => {
  const first = make('momentum', 1);
  const second = make('momentum', 1);
  const support = { indices: null, count: 1 };
  first.step(Float64Array.of(5), support, 1);
  const vector = Float64Array.of(1);
  second.step(vector, support, 1);
  expect(vector[0]).toBe(-1);
});

test('every optimizer finds the minimum of a parabola', () => {
  // ½(w − 3)²: SGD contracts by 0.9 a step; the heavy ball with β = 0.9 by √0.9 (complex roots).
  for (const { name } of localOptimizers.entries) {
    const optimizer = make(name, 1);
    const w = Float64Array.of(-5);
    for (let step = 0; step < 600; step++) {
      const vector = Float64Array.of(w[0]! - 3);
      optimizer.step(vector, { indices: null, count: 1 }, 0.1);
      w[0]! += vector[0]!;
    }
    expect(w[0]).toBeCloseTo(3, 10);
  }
});

test('an optimizer says truly whether it moves positions without a gradient', () => {
  for (const { name, movesEverything } of localOptimizers.entries) {
    const optimizer = make(name, 2);
    const support = { indices: null, count: 2 };
    optimizer.step(Float64Array.of(1, 1), support, 0.1);
    const second = Float64Array.of(1, 0);
    optimizer.step(second, support, 0.1);
    expect(second[1] !== 0).toBe(movesEverything);
  }
});
