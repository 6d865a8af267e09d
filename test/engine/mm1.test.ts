import { expect, test } from 'vitest';
import type { Variate } from '../../src/base/options.ts';
import { secondsToNanoseconds } from '../../src/engine/time.ts';
import { Streams } from '../../src/random/streams.ts';
import { samplerOf } from '../../src/random/variate.ts';
import { type QueueModel, simulateQueue } from './mm1.ts';

// One customer arrives per second in the mean; times in tests are seconds, so λ = 1 and ρ is the mean service.
const streams = new Streams(4, 1);

function queue(load: number, kind: 'M/M/1' | 'M/D/1', customers: number): QueueModel {
  const service: Variate = kind === 'M/M/1' ? { exponential: { mean: load } } : load;
  return {
    gap: samplerOf({ exponential: { mean: 1 } }, streams.stream('gap')),
    service: samplerOf(service, streams.stream('service')),
    customers,
  };
}

/** Mean of n numbers, and its standard error from the spread of 50 batch means, which are as good as independent. */
function meanWithError(values: Float64Array): { mean: number; error: number } {
  const size = values.length / 50;
  const batches = Array.from({ length: 50 }, (_, batch) =>
    mean(values.subarray(batch * size, (batch + 1) * size)),
  );
  const grand = mean(batches);
  const spread = batches.reduce((sum, value) => sum + (value - grand) ** 2, 0) / 49;
  return { mean: grand, error: Math.sqrt(spread / 50) };
}

function mean(values: Iterable<number> & { readonly length: number }): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

test.each(['M/M/1', 'M/D/1'] as const)(
  '%s: every customer waits as Lindley says, to the nanosecond',
  (kind) => {
    const model = queue(0.8, kind, 20_000);
    const { waits } = simulateQueue(model);
    // W(n + 1) = max(0, W(n) + S(n) − A(n + 1)): what the one before waited and was served, less the gap to it.
    let expected = 0;
    for (let n = 0; n < model.customers; n++) {
      if (n > 0) {
        const served = secondsToNanoseconds(model.service.draw(0, n - 1));
        expected = Math.max(0, expected + served - secondsToNanoseconds(model.gap.draw(0, n)));
      }
      if (waits[n] !== expected) expect({ n, wait: waits[n] }).toEqual({ n, wait: expected });
    }
  },
);

/** Mean wait in the queue for λ = 1: ρ / (μ − λ) = ρ² / (1 − ρ) for M/M/1, and half of it for M/D/1 (Pollaczek–Khinchine). */
const theory = {
  'M/M/1': (load: number) => load ** 2 / (1 - load),
  'M/D/1': (load: number) => load ** 2 / (1 - load) / 2,
};

test.each([
  ['M/M/1', 0.5],
  ['M/M/1', 0.8],
  ['M/D/1', 0.5],
  ['M/D/1', 0.8],
] as const)('%s with load %d: mean wait and utilisation agree with theory', (kind, load) => {
  const customers = 200_000;
  const { waits, busy, end } = simulateQueue(queue(load, kind, customers));
  const wait = meanWithError(waits.map((nanoseconds) => nanoseconds / 1e9));
  // Four standard errors: one honest run in 16,000 misses. The error itself must be small, or the test could not fail.
  expect(wait.error).toBeLessThan(0.04 * theory[kind](load));
  expect(Math.abs(wait.mean - theory[kind](load))).toBeLessThan(4 * wait.error);
  // Busy time and run time are sums of `customers` services and gaps; the ratio's relative variance is that of both, 2 / n.
  expect(Math.abs(busy / end / load - 1)).toBeLessThan(4 * Math.sqrt(2 / customers));
});

test('M/M/1: the error estimated from batches is the one known from theory', () => {
  // n · Var(mean wait) → ρ (2 + 5ρ − 4ρ² + ρ³) / (1 − ρ)⁴ in units of squared mean service (Daley 1968; Whitt 1989).
  const load = 0.5;
  const known =
    Math.sqrt((load * (2 + 5 * load - 4 * load ** 2 + load ** 3)) / (1 - load) ** 4 / 200_000) * load;
  const { error } = meanWithError(
    simulateQueue(queue(load, 'M/M/1', 200_000)).waits.map((wait) => wait / 1e9),
  );
  // A standard deviation from 50 batches is itself off by 10% (1 / √(2·49)); three of those.
  expect(Math.abs(error / known - 1)).toBeLessThan(0.3);
});

test('M/M/1: the share of customers who wait longer than t is ρ exp(−(μ − λ) t)', () => {
  const load = 0.5;
  const { waits } = simulateQueue(queue(load, 'M/M/1', 200_000));
  for (const [seconds, share] of [
    [0, load],
    [1, load * Math.exp(-1)],
    [3, load * Math.exp(-3)],
  ] as const) {
    const longer = meanWithError(waits.map((wait) => (wait > seconds * 1e9 ? 1 : 0)));
    expect(Math.abs(longer.mean - share)).toBeLessThan(4 * longer.error);
    expect(longer.error).toBeLessThan(0.05 * share);
  }
});
