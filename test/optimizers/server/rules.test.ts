import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RuleRunner } from './rule-runner.ts';

/** One parameter, M workers. */
const scalar = (name: string, workers: number, options = {}) =>
  new RuleRunner(name, options, { workers, parameters: 1 });

test('sum: every update counts in full', () => {
  const rule = scalar('sum', 3);
  expect([rule.pushScalar(0, 6), rule.pushScalar(0, 3), rule.pushScalar(2, -2)]).toEqual([6, 9, 7]);
});

test('constant: every update counts λ times, 1/M by default', () => {
  const quarter = scalar('constant', 4);
  expect([quarter.pushScalar(0, 6), quarter.pushScalar(0, 3), quarter.pushScalar(2, -2)]).toEqual([
    1.5, 2.25, 1.75,
  ]);
  const double = scalar('constant', 4, { lambda: 2 });
  expect([double.pushScalar(0, 6), double.pushScalar(3, -1)]).toEqual([12, 10]);
});

test('inverse-staleness: an update counts by the pushes of others since its worker last pulled', () => {
  const rule = scalar('inverse-staleness', 3);
  // Worker 0 has missed nothing; its own pushes never make it stale.
  expect(rule.pushScalar(0, 6)).toBe(6);
  expect(rule.pushScalar(0, 4)).toBe(10);
  // Worker 1 has missed both of them: 9 / 3.
  expect(rule.pushScalar(1, 9)).toBe(13);
  // Worker 2 pulls: it has missed nothing, and then one.
  rule.pull(2);
  expect(rule.pushScalar(2, 1)).toBe(14);
  rule.pushScalar(0, 0);
  expect(rule.pushScalar(2, 1)).toBe(14.5);
});

test('average: nothing moves before the last worker of the round, then the mean enters', () => {
  const rule = scalar('average', 3);
  expect([rule.pushScalar(2, 6), rule.pushScalar(0, 3), rule.pushScalar(1, -3)]).toEqual([0, 0, 2]);
  expect([rule.pushScalar(0, 3), rule.pushScalar(1, 3), rule.pushScalar(2, 0)]).toEqual([2, 2, 4]);
});

test('average: weighted by examples, a worker counts as much as it has of them', () => {
  const rule = new RuleRunner(
    'average',
    { weights: 'examples' },
    { workers: 3, parameters: 1, exampleShares: [0.5, 0.25, 0.25] },
  );
  rule.pushScalar(1, 8);
  rule.pushScalar(0, 2);
  expect(rule.pushScalar(2, -4)).toBe(0.5 * 2 + 0.25 * 8 + 0.25 * -4);
});

test('average: the bits do not depend on who arrives first', () => {
  const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 7 }),
      fc.constantFrom('equal', 'examples'),
      fc.array(fc.nat(), { minLength: 14, maxLength: 14 }),
      (updates, weights, keys) => {
        const workers = updates.length;
        const exampleShares = updates.map((_, worker) => (2 * (worker + 1)) / (workers * (workers + 1)));
        const [first, second] = [0, 7].map((from) => {
          const rule = new RuleRunner('average', { weights }, { workers, parameters: 2, exampleShares });
          const order = updates.map((_, worker) => worker).sort((a, b) => keys[from + a]! - keys[from + b]!);
          for (const worker of order) {
            rule.push(worker, { values: Float64Array.from(updates[worker]!), indices: null });
          }
          return rule.parameters;
        });
        expect(first).toEqual(second);
      },
    ),
  );
});

test('average: workers may carry different parameters; the mean is over all of them', () => {
  const rule = new RuleRunner('average', {}, { workers: 2, parameters: 3 });
  rule.push(1, { values: Float64Array.of(4, 6), indices: Uint32Array.of(0, 2) });
  rule.push(0, { values: Float64Array.of(2), indices: Uint32Array.of(2) });
  expect([...rule.parameters]).toEqual([2, 0, 4]);
  // A shorter update in the next round leaves nothing of the longer one before it.
  rule.push(1, { values: Float64Array.of(2), indices: Uint32Array.of(1) });
  rule.push(0, { values: new Float64Array(0), indices: new Uint32Array(0) });
  expect([...rule.parameters]).toEqual([2, 1, 4]);
});
