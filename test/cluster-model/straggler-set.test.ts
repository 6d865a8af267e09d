import { expect, test } from 'vitest';
import { StragglerSet } from '../../src/cluster-model/straggler-set.ts';
import type { StragglerModel } from '../../src/cluster-model/stragglers/straggler-model.ts';
import { NEVER, type SimTime } from '../../src/engine/time.ts';
import { stepwise } from './models.ts';

const lasting: StragglerModel = {
  factorAt: () => 3,
  nextChange: () => NEVER,
  delayOf: (worker, clock) => worker + clock / 10,
  lastingFactor: () => 3,
  lastingDelay: () => 0.5,
};
const passing = stepwise([10, 2], [20, 5]);

const entries = [
  { model: lasting, hits: Uint8Array.of(1, 0, 1), affects: ['compute'] as const },
  { model: passing, hits: Uint8Array.of(0, 1, 1), affects: ['compute', 'network'] as const },
  { model: lasting, hits: Uint8Array.of(0, 0, 1), affects: ['network'] as const },
];

test('a worker is slowed down by the product of the entries that hit it and affect what it does', () => {
  const at = (affected: 'compute' | 'network', time: number) => {
    const set = new StragglerSet(3, entries, affected);
    return [0, 1, 2].map((worker) => set.factorAt(worker, time as SimTime, 0));
  };
  expect(at('compute', 0)).toEqual([3, 1, 3]);
  expect(at('compute', 10)).toEqual([3, 2, 6]);
  expect(at('compute', 25)).toEqual([3, 5, 15]);
  expect(at('network', 25)).toEqual([1, 5, 15]);
});

test('the next change is the earliest of any entry that hits the worker', () => {
  const also = { model: stepwise([15, 4]), hits: Uint8Array.of(0, 0, 1), affects: ['compute'] as const };
  const set = new StragglerSet(3, [...entries, also], 'compute');
  const after = (time: number) => [0, 1, 2].map((worker) => set.nextChange(worker, time as SimTime));
  expect(after(0)).toEqual([NEVER, 10, 10]);
  expect(after(10)).toEqual([NEVER, 20, 15]);
  expect(after(20)).toEqual([NEVER, NEVER, NEVER]);
});

test('delays add up over the entries that hit a worker', () => {
  const twice = new StragglerSet(3, [entries[0]!, entries[0]!, entries[1]!], 'compute');
  expect([0, 1, 2].map((worker) => twice.delayOf(worker, 5))).toEqual([1, 0, 5]);
});

test('what lasts is told apart from what passes', () => {
  const set = new StragglerSet(3, entries, 'compute');
  expect([0, 1, 2].map((worker) => set.lastingFactor(worker))).toEqual([3, 1, 3]);
  expect([0, 1, 2].map((worker) => set.lastingDelay(worker))).toEqual([0.5, 0, 0.5]);
});
