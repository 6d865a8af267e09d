import { expect, test } from 'vitest';
import { DynamicRule } from '../../../src/optimizers/server/dynamic.ts';
import type { ServerRule } from '../../../src/optimizers/server/server-rule.ts';
import { HolderTable } from '../../../src/simulation/holder-table.ts';
import { alone } from '../../support/holder.ts';

/** One parameter at a server whose workers come and go, and which crashes. Workers are counted from 0. */
class Server {
  readonly parameters = new Float64Array(1);
  readonly rule: ServerRule;
  readonly #table: HolderTable;

  constructor(rule: ServerRule, workers: number) {
    this.rule = rule;
    this.#table = new HolderTable(workers, Number.POSITIVE_INFINITY);
  }

  get value(): number {
    return this.parameters[0]!;
  }

  /** Returns the parameter after it. */
  push(worker: number, value: number): number {
    const clock = this.#table.clockOf(worker);
    this.#table.count(worker);
    this.rule.close(this.parameters, alone(value, { worker, clock }), this.#table);
    return this.value;
  }

  pull(worker: number): void {
    this.rule.read?.(worker, this.parameters, this.#table);
  }

  leave(worker: number): void {
    this.#table.leave(worker);
    this.rule.leave?.(worker);
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
      this.rule.restore?.(saved);
      return this.value;
    };
  }
}

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
