import { expect, test } from 'vitest';
import { valuesOf } from '../../../src/base/options.ts';
import { DynamicRule } from '../../../src/optimizers/server/dynamic.ts';
import { serverRules } from '../../../src/optimizers/server/index.ts';
import type { ServerRule } from '../../../src/optimizers/server/server-rule.ts';
import { ClockTable } from '../../../src/simulation/clock-table.ts';

/** One parameter at a server whose workers come and go, and which crashes. Workers are counted from 0. */
class Server {
  readonly parameters = new Float64Array(1);
  readonly rule: ServerRule;
  readonly #table: ClockTable;

  constructor(rule: ServerRule, workers: number) {
    this.rule = rule;
    this.#table = new ClockTable(workers);
  }

  get value(): number {
    return this.parameters[0]!;
  }

  /** Returns the parameter after it. */
  push(worker: number, value: number): number {
    const clock = this.#table.clockOf(worker);
    this.#table.count(worker);
    const update = { values: Float64Array.of(value), indices: null };
    this.rule.push(this.parameters, update, { worker, clock, staleness: 0 }, this.#table);
    return this.value;
  }

  pull(worker: number): void {
    this.rule.pull?.(worker, this.#table);
  }

  leave(worker: number): number {
    this.#table.leave(worker);
    this.rule.leave?.(worker, this.parameters, this.#table);
    return this.value;
  }

  /** At the slowest clock, or at its own. */
  join(worker: number): void {
    this.#table.join(worker, Math.max(this.#table.clockOf(worker), this.#table.minClock));
  }

  save(): () => number {
    const value = this.value;
    const saved = this.rule.save?.();
    return () => {
      this.parameters[0] = value;
      this.rule.restore?.(saved, this.parameters, this.#table);
      return this.value;
    };
  }
}

function averageOf(
  workers: number,
  weights: 'equal' | 'examples' = 'equal',
  exampleShares = [0.5, 0.25, 0.25],
): Server {
  const { options, create } = serverRules.get('average');
  const context = {
    workerCount: workers,
    parameterCount: 1,
    exampleShares: Float64Array.from(exampleShares),
  };
  return new Server(create(valuesOf(options, { weights }), context), workers);
}

test('average: a round ends without a worker that was dropped, with the mean of those that pushed', () => {
  const server = averageOf(3);
  server.push(0, 6);
  server.push(1, 2);
  expect(server.value).toBe(0);
  expect(server.leave(2)).toBe(4);
  server.push(1, 1);
  expect(server.push(0, 3)).toBe(4 + 2);
});

test('average: what a worker pushed before it was dropped counts in its round', () => {
  const server = averageOf(3);
  server.push(2, 9);
  server.leave(2);
  server.push(0, 3);
  expect(server.push(1, 0)).toBe(4);
});

test('average: a worker that joins belongs to the round under way', () => {
  const server = averageOf(3);
  server.leave(2);
  server.push(0, 2);
  server.join(2);
  expect(server.push(1, 4)).toBe(0);
  expect(server.push(2, 6)).toBe(4);
});

test('average: weights by examples are those of the workers that are there, in proportion', () => {
  const server = averageOf(3, 'examples');
  server.push(0, 6);
  server.leave(2);
  expect(server.push(1, 3)).toBe((0.5 * 6 + 0.25 * 3) / 0.75);
});

test('average: after a crash a round goes on with what the checkpoint held of it', () => {
  const server = averageOf(3);
  server.push(0, 6);
  const restore = server.save();
  server.push(1, 100);
  expect(restore()).toBe(0);
  expect(server.push(2, 2)).toBe(4);
});

test('average: what the checkpoint held of a round that has ended since enters, as the mean of that', () => {
  const server = averageOf(3);
  server.push(0, 6);
  server.push(1, 2);
  const restore = server.save();
  server.push(2, 1);
  server.push(0, 1000);
  expect(restore()).toBe(4);
  // Of the next round the push of worker 0 is lost.
  server.push(1, 1);
  expect(server.push(2, 3)).toBe(4 + 2);
});

test('average: a checkpoint can be gone back to twice', () => {
  const server = averageOf(2);
  server.push(0, 6);
  const restore = server.save();
  restore();
  server.push(1, 2);
  expect(server.value).toBe(4);
  expect(restore()).toBe(6);
});

test('dynamic: versions are not kept for a worker that was dropped', () => {
  const rule = new DynamicRule(2, 1);
  const server = new Server(rule, 2);
  server.push(0, 6);
  server.push(0, 3);
  expect(rule.liveVersions).toEqual([0, 1]); // worker 1 may still push on version 0
  server.leave(1);
  server.push(0, 1);
  expect(rule.liveVersions).toEqual([]); // all below min(V(0), cmax) = 3
  server.join(1);
  server.pull(1);
  expect(rule.versionOf).toEqual(Float64Array.of(3, 3));
  expect(server.push(1, 5)).toBe(15);
});

test('dynamic: after a crash the versions are those of the checkpoint, and replicas keep the version that they are of', () => {
  const rule = new DynamicRule(2, 1);
  const server = new Server(rule, 2);
  expect(server.push(0, 6)).toBe(6);
  const restore = server.save();
  expect(server.push(1, 2)).toBe(4); // mean(6, 2)
  expect(restore()).toBe(6); // mean(6)
  // Both go on with their replicas: version 1, of which there is nothing yet.
  expect(server.push(1, 3)).toBe(6 + 3);
  expect(server.push(0, 1)).toBe(6 + 2); // mean(6) + mean(3, 1)
});

test('dynamic: a checkpoint is not touched by what comes after it', () => {
  const server = new Server(new DynamicRule(2, 1), 2);
  server.push(0, 6);
  const restore = server.save();
  server.push(1, 2);
  restore();
  server.push(0, 100);
  expect(restore()).toBe(6);
  // Worker 0 is at version 2 by now, worker 1 at version 1.
  expect(server.push(1, 4)).toBe(10);
});
