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

test('every NaN is the same NaN in a digest: processors differ in the sign of those that arithmetic makes', () => {
  const digestOf = (high: number, low: number) => new RunDigest().finish(doubleOf(high, low));
  const quiet = digestOf(0x7ff8_0000, 0);
  expect(quiet).toBe(createHash('sha256').update(Buffer.from('000000000000f87f', 'hex')).digest('hex'));
  expect(digestOf(0xfff8_0000, 0)).toBe(quiet);
  expect(digestOf(0xfff8_0000, 1)).toBe(quiet);
  expect(digestOf(0x7ff0_0000, 0)).not.toBe(quiet);
});

/** A double with these bits. */
function doubleOf(high: number, low: number): Float64Array {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setUint32(0, low, true);
  bits.setUint32(4, high, true);
  return new Float64Array(bits.buffer);
}
