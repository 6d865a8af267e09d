import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRun, unpackRun } from '../../src/execution/packed-run.ts';
import type { FaultsResult, RunOutcome } from '../../src/simulation/index.ts';

const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T>(fields, { noNullPrototype: true });
const figure = fc.double();
const perhaps = fc.option(figure, { nil: undefined });
const count = fc.nat();

const faults: fc.Arbitrary<FaultsResult> = record({
  workers: fc.array(
    record({
      crashes: count,
      clocksLost: count,
      computeLost: count,
      recovery: count,
      evictions: count,
      messagesLost: count,
    }),
  ),
  servers: fc.array(
    record({ crashes: count, down: count, checkpoints: count, pushesLost: count, pushesDropped: count }),
  ),
  updatesLost: count,
  updatesDropped: count,
});

const withoutFaults: fc.Arbitrary<RunOutcome> = record({
  algorithm: fc.string({ unit: 'grapheme' }),
  protocol: fc.constantFrom('bsp', 'ssp'),
  rule: fc.constant('sum'),
  stalenessBound: fc.constantFrom(undefined, 'unbounded' as const, 0, 3),
  pushWeight: perhaps,
  learningRate: perhaps,
  seed: count,
  replication: fc.integer(),
  status: fc.constantFrom('converged' as const, 'stopped' as const, 'diverged' as const),
  time: count,
  updates: count,
  clocksMin: count,
  clocksMax: count,
  objective: perhaps,
  accuracy: perhaps,
  testLoss: perhaps,
  stalenessMean: perhaps,
  stalenessMax: perhaps,
  versionStalenessMean: perhaps,
  staleness: fc.array(record({ from: count, to: count, count })),
  bytesPushed: figure,
  bytesPulled: figure,
  events: count,
  digest: fc.constant('0123'),
  curve: fc.array(
    record({
      time: count,
      updates: count,
      clocksMin: count,
      clocksMax: count,
      objective: perhaps,
      accuracy: perhaps,
      testLoss: perhaps,
    }),
  ),
  workers: fc.array(
    record({
      speed: figure,
      clocks: count,
      compute: figure,
      communicate: figure,
      wait: figure,
      down: figure,
      idle: figure,
      stalenessMean: perhaps,
      stalenessMax: perhaps,
    }),
  ),
  servers: fc.array(
    record({
      utilisation: figure,
      queueMean: figure,
      waitMeanSeconds: figure,
      messages: count,
      bytesIn: figure,
      bytesOut: figure,
      versionsMax: perhaps,
      versionsBytesMax: perhaps,
    }),
  ),
});

const outcome = fc
  .tuple(withoutFaults, fc.option(faults, { nil: undefined }))
  .map(([given, lost]): RunOutcome => (lost ? { ...given, faults: lost } : given));

test('an outcome comes back as it was packed: every bit of every number, −0, NaN and what is absent', () => {
  fc.assert(
    fc.property(outcome, (given) => {
      expect(unpackRun(packRun(given))).toStrictEqual(given); // toStrictEqual tells −0 from 0
    }),
  );
});

test('bytes that are cut short or changed anywhere are not believed', () => {
  fc.assert(
    fc.property(outcome, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, place, change) => {
      const packed = packRun(given);
      const at = place % packed.length;
      expect(unpackRun(packed.subarray(0, at))).toBeUndefined();
      packed[at]! ^= change;
      expect(unpackRun(packed)).toBeUndefined();
    }),
  );
  expect(unpackRun(new Uint8Array(0))).toBeUndefined();
});
