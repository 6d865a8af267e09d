import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RunDigest } from '../../src/simulation/run-digest.ts';
import { prepared, runToEnd, scripted } from './runs.ts';

/** SHA-256 of doubles, little-endian. */
function sha256(doubles: readonly number[]): string {
  const bytes = Buffer.alloc(doubles.length * 8);
  doubles.forEach((value, k) => {
    bytes.writeDoubleLE(value, k * 8);
  });
  return createHash('sha256').update(bytes).digest('hex');
}

test('the digest of a run is SHA-256 over its updates, nanosecond, worker, clock, and its final parameters', () => {
  // The updates of the first timeline in timelines.test.ts.
  const given = {
    cluster: { servers: { perPush: '5 ns', perPull: '3 ns' } },
    stop: { maxClocks: 2 },
    algorithms: ['bsp'],
  };
  const updates = [145, 0, 0, 245, 1, 0, 436, 0, 1, 533, 1, 1];
  expect(runToEnd(prepared(given)).digest).toBe(sha256(updates));
  // bsp adds the mean of what both add: 1 + (3 + 5) / 2, twice.
  const learning = scripted({ update: (worker) => 3 + 2 * worker }, given, 20);
  expect(runToEnd(learning).digest).toBe(sha256([...updates, ...Array.from({ length: 20 }, () => 9)]));
});

test('a digest does not depend on where the blocks end in which it is computed', () => {
  // A block is 1024 updates.
  const counts = fc.oneof(fc.nat(5), fc.constantFrom(1023, 1024, 1025, 2048));
  const parameters = fc.array(fc.double(), { maxLength: 40 });
  fc.assert(
    fc.property(counts, parameters, (count, values) => {
      const digest = new RunDigest();
      const written: number[] = [];
      for (let k = 0; k < count; k++) {
        digest.update(k * 1e6 + 0.5, k % 7, k);
        written.push(k * 1e6 + 0.5, k % 7, k);
      }
      expect(digest.finish(Float64Array.from(values))).toBe(sha256([...written, ...values]));
    }),
    { numRuns: 40 },
  );
});

test('runs that differ in one bit of one parameter, or in one nanosecond, have different digests', () => {
  const digestOf = (time: number, parameter: number) => {
    const digest = new RunDigest();
    digest.update(time, 0, 0);
    return digest.finish(Float64Array.of(parameter));
  };
  const all = [digestOf(1, 0), digestOf(2, 0), digestOf(1, -0), digestOf(1, 5e-324)];
  expect(new Set(all).size).toBe(4);
});
