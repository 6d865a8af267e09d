import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PACKED_FORMAT, packRun, unpackRun } from '../../src/execution/packed-run.ts';
import type { RunOutcome } from '../../src/simulation/index.ts';
import { timingTrials, trials, wholeTrials, withFaults } from '../../src/testing/arbitraries/index.ts';
import { runTrial } from '../../src/testing/run.ts';
import { madeRun, madeRuns } from './made-run.ts';

const key = 'ab'.repeat(32);

test('the outcome of any run comes back as it was packed, and is what was wanted', () => {
  const anyTrials = fc.oneof(trials(), wholeTrials(), timingTrials(), withFaults(trials()));
  fc.assert(
    fc.property(anyTrials, (trial) => {
      const { result, algorithm } = runTrial(trial);
      const { parameters: _, ...outcome } = result;
      const wanted = { key, scenario: trial.scenario, algorithm, replication: 1 };
      expect(unpackRun(wanted, packRun(key, outcome))).toStrictEqual(outcome); // toStrictEqual tells −0 from 0
    }),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, -0])('a run may diverge to %s', (objective) => {
  const { order, outcome } = madeRun();
  const [last, ...before] = [...outcome.curve].reverse();
  const curve = [...before.reverse(), { ...last!, objective }];
  const diverged: RunOutcome = { ...outcome, status: 'diverged', objective, curve };
  expect(unpackRun(order, packRun(order.key, diverged))).toStrictEqual(diverged);
  const stopped: RunOutcome = { ...diverged, status: 'stopped' };
  const isNumber = Number.isFinite(objective);
  expect(unpackRun(order, packRun(order.key, stopped))).toEqual(isNumber ? stopped : undefined);
});

test('bytes that are cut short or changed anywhere are not believed', () => {
  const { order, outcome } = madeRun({
    cluster: { faults: [{ kind: 'message-loss', probability: 0.1, timeout: 0.1 }] },
  });
  const packed = packRun(order.key, outcome);
  expect(unpackRun(order, packed)).toEqual(outcome);
  for (let at = 0; at < packed.length; at++) {
    const changed = packed.slice();
    changed[at]! ^= 1 + (at % 255);
    expect(unpackRun(order, changed)).toBeUndefined();
    expect(unpackRun(order, packed.subarray(0, at))).toBeUndefined();
  }
});

test('the result of another run is not believed, under whichever key', () => {
  const runs = [
    ...madeRuns({ replications: 2 }),
    ...madeRuns({ seed: 2 }),
    madeRun({ cluster: { workers: 4 } }),
  ];
  for (const { order } of runs) {
    for (const other of runs) {
      const isOwn = other.order.key === order.key;
      expect(unpackRun(order, packRun(other.order.key, other.outcome)) !== undefined).toBe(isOwn);
      expect(unpackRun(order, packRun(order.key, other.outcome)) !== undefined).toBe(isOwn);
    }
  }
});

/** A result that no run has, from one that a run has. */
type Forgery = (outcome: RunOutcome) => Partial<Record<keyof RunOutcome, unknown>>;

const first = <T extends object>(rows: readonly T[], change: Partial<Record<keyof T, unknown>>) => [
  { ...rows[0], ...change },
  ...rows.slice(1),
];

const forgeries: Record<string, Forgery> = {
  'a time that is no number': () => ({ time: Number.NaN }),
  'a time before the start': () => ({ time: -1 }),
  'a time that is not whole': ({ time }) => ({ time: time + 0.5 }),
  'a time that is not the workers’': ({ time }) => ({ time: time + 1 }),
  'negative updates': () => ({ updates: -5 }),
  'updates of nobody': ({ updates }) => ({ updates: updates + 1 }),
  'markup as a status': () => ({ status: '<img src=x onerror=alert(1)>' }),
  'a formula as an algorithm': () => ({ algorithm: '=cmd|1' }),
  'another protocol': () => ({ protocol: 'asp' }),
  'another rule': () => ({ rule: 'sum' }),
  'another learning rate': () => ({ learningRate: 3 }),
  'another seed': ({ seed }) => ({ seed: seed + 1 }),
  'another replication': ({ replication }) => ({ replication: replication + 1 }),
  'an escape sequence as a digest': () => ({ digest: '\u001b[31mevil\u0007' }),
  'a worker too few': ({ workers }) => ({ workers: workers.slice(1) }),
  'a worker too many': ({ workers }) => ({ workers: [...workers, workers[0]] }),
  'no shards': () => ({ servers: [] }),
  'a worker with a negative time': ({ workers }) => ({ workers: first(workers, { idle: -1 }) }),
  'a worker with endless speed': ({ workers }) => ({ workers: first(workers, { speed: 1 / 0 }) }),
  'a worker without clocks': ({ workers }) => ({ workers: first(workers, { clocks: undefined }) }),
  'a shard that is used for a time that is no number': ({ servers }) => ({
    servers: first(servers, { utilisation: Number.NaN }),
  }),
  'no curve': () => ({ curve: [] }),
  'a curve that goes back in time': ({ curve }) => ({ curve: first(curve, { time: 1e15 }) }),
  'a curve with another end': ({ curve }) => ({ curve: curve.slice(0, -1) }),
  'an objective that the curve does not have': () => ({ objective: 0 }),
  'staleness of more updates': ({ staleness }) => ({ staleness: first(staleness, { count: 1e6 }) }),
  'bins that do not ascend': ({ staleness }) => ({ staleness: first(staleness, { from: 9, to: 3 }) }),
  'faults of other machines': () => ({
    faults: { workers: [], servers: [], updatesLost: 0, updatesDropped: 0 },
  }),
};

test.each(Object.entries(forgeries))('%s is not believed, whoever has sealed it', (_, forge) => {
  const { order, outcome } = madeRun();
  const forged = { ...outcome, ...forge(outcome) } as RunOutcome;
  expect(unpackRun(order, packRun(order.key, outcome))).toEqual(outcome);
  expect(unpackRun(order, packRun(order.key, forged))).toBeUndefined();
});

/** Bytes with the digest that belongs to them. */
function sealed(...pieces: readonly (string | Uint8Array)[]): Uint8Array {
  const body = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

test('nonsense that is sealed is not believed', () => {
  const { order, outcome } = madeRun();
  const body = packRun(order.key, outcome).subarray(0, -32);
  const head = body.subarray(0, body.indexOf(10, body.indexOf(10) + 1) + 1);
  expect(unpackRun(order, sealed(body))).toEqual(outcome);
  const huge = new Uint8Array(Float64Array.of(1e15).buffer);
  for (const nonsense of [
    sealed(),
    sealed(`${PACKED_FORMAT}\n{}\n`),
    sealed(`${PACKED_FORMAT}\n{{{\n`),
    sealed(`${PACKED_FORMAT}\nnull\n`),
    sealed(`${PACKED_FORMAT}\n`),
    sealed(head),
    sealed(head, huge),
    sealed(body.subarray(0, -8)),
    sealed(body.subarray(0, -3)),
    sealed(body, new Uint8Array(8)),
    sealed(Buffer.from(body).toString('latin1').replace(PACKED_FORMAT, 'laggard-run-3')),
    new Uint8Array(0),
    new Uint8Array(100),
  ]) {
    expect(unpackRun(order, nonsense)).toBeUndefined();
  }
});
