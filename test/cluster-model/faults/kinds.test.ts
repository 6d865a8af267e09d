import { expect, test } from 'vitest';
import { valuesOf } from '../../../src/base/options.ts';
import type { FaultModel } from '../../../src/cluster-model/faults/fault-model.ts';
import { faults } from '../../../src/cluster-model/faults/index.ts';
import { NEVER, type SimTime } from '../../../src/engine/time.ts';
import { Streams } from '../../../src/random/streams.ts';

const DRAWS = 100_000;

function modelOf(kind: string, options: Readonly<Record<string, unknown>>): FaultModel {
  const streams = new Streams(3, 1);
  const definition = faults.get(kind);
  return definition.create(valuesOf(definition.options, options) as never, {
    stream: (purpose) => streams.stream(`fault/0/${purpose}`),
  });
}

const at = (time: number) => time as SimTime;

test('crash at listed times comes at these, in order, whoever it hits', () => {
  const { outage } = modelOf('crash', { at: [3, 1], downtime: 0.5 });
  expect([0, 1, 2].map((k) => outage!(7, k, at(0)))).toEqual([
    { start: 1e9, end: 1.5e9 },
    { start: 3e9, end: 3.5e9 },
    undefined,
  ]);
});

test('crash after gaps counts from the last restart', () => {
  const { outage, detection } = modelOf('crash', { gap: 2, downtime: 1 });
  expect(outage!(0, 0, at(0))).toEqual({ start: 2e9, end: 3e9 });
  expect(outage!(0, 1, at(3e9))).toEqual({ start: 5e9, end: 6e9 });
  expect(detection).toBe(NEVER);
});

test('crash per clock hits that part of the clocks, at any moment alike', () => {
  const { clockHit, detection } = modelOf('crash', { perClock: 0.05, downtime: 2, detection: 3 });
  const hits = Array.from({ length: DRAWS }, (_, k) => clockHit!(k % 10, Math.floor(k / 10))).filter(Boolean);
  // A binomial count: within four standard deviations of its mean.
  expect(Math.abs(hits.length - 0.05 * DRAWS)).toBeLessThan(4 * Math.sqrt(DRAWS * 0.05 * 0.95));
  const mean = hits.reduce((sum, hit) => sum + hit!.part, 0) / hits.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * hits.length));
  expect(new Set(hits.map((hit) => hit!.downtime))).toEqual(new Set([2e9]));
  expect(detection).toBe(3e9);
});

test('loss comes once and does not end', () => {
  const { outage } = modelOf('loss', { at: 4, detection: 1 });
  expect(outage!(0, 0, at(0))).toEqual({ start: 4e9, end: NEVER });
  expect(outage!(0, 1, NEVER)).toBeUndefined();
});

test('late-join draws a time for each worker', () => {
  const { joinTime } = modelOf('late-join', { at: { uniform: { min: 1, max: 2 } } });
  const times = [0, 1, 2].map((worker) => joinTime!(worker));
  expect(new Set(times).size).toBe(3);
  for (const time of times) expect(time >= 1e9 && time <= 2e9).toBe(true);
});

test('message-loss: the number of lost transmissions is geometric', () => {
  const p = 0.3;
  const { messageLoss } = modelOf('message-loss', { probability: p, timeout: 0.1 });
  const counts = Array.from({ length: DRAWS }, (_, k) =>
    messageLoss!.lostTransmissions(0, k % 10, Math.floor(k / 10), 0),
  );
  // P(K ≥ k) = p^k, each within four standard deviations.
  for (let k = 1; k <= 4; k++) {
    const expected = p ** k;
    const found = counts.filter((count) => count >= k).length / DRAWS;
    expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / DRAWS));
  }
  expect(messageLoss!.timeout).toBe(1e8);
});

test('message-loss: pushes, requests and answers, and the shards that they go to, have chances of their own', () => {
  const { messageLoss } = modelOf('message-loss', { probability: 0.5, timeout: 0 });
  const losses = (kind: 0 | 1 | 2, shard: number) =>
    Array.from({ length: 64 }, (_, clock) => messageLoss!.lostTransmissions(kind, 0, clock, shard)).join('');
  expect(new Set([losses(0, 0), losses(1, 0), losses(2, 0), losses(0, 1)]).size).toBe(4);
});

test('server-crash without checkpoints has none; with them, as often as it is told', () => {
  const crash = { at: [1], downtime: 1 };
  expect(modelOf('server-crash', crash).checkpoints).toBeUndefined();
  const { checkpoints } = modelOf('server-crash', { ...crash, checkpointEvery: 0.25, checkpointTime: 0.125 });
  expect(checkpoints!.every).toBe(2.5e8);
  expect(checkpoints!.seconds.draw(0, 0)).toBe(0.125);
});
