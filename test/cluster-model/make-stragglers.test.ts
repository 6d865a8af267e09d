import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputFiles } from '../../src/base/input-files.ts';
import { makeStragglers, type StragglerOptions } from '../../src/cluster-model/make-stragglers.ts';
import { type StragglerEntry, StragglerSet } from '../../src/cluster-model/straggler-set.ts';
import { stragglers } from '../../src/cluster-model/stragglers/index.ts';
import { START } from '../../src/engine/time.ts';
import { Streams } from '../../src/random/streams.ts';

/** Clocks of one second and what lasts of the stragglers. */
function secondEach(workerCount: number) {
  return (entries: readonly StragglerEntry[]): Float64Array => {
    const set = new StragglerSet(workerCount, entries, 'compute');
    return new Float64Array(workerCount).map((_, w) => set.lastingFactor(w) + set.lastingDelay(w));
  };
}

function make(workerCount: number, seed: number, ...specs: Partial<StragglerOptions>[]) {
  const filled = specs.map(
    (spec) => ({ kind: 'constant', affects: ['compute'], slowdown: 2, ...spec }) as const,
  );
  return makeStragglers(
    filled,
    workerCount,
    new Streams(seed, 1),
    { registry: stragglers, files: new InputFiles() },
    secondEach(workerCount),
  );
}

const hitOf = ({ hits }: StragglerEntry) => [...hits.keys()].filter((worker) => hits[worker] === 1);

test('a fraction f hits exactly round(f · M) workers, the same for everybody who asks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(100), fc.nat(1000), (workerCount, percent, seed) => {
      const fraction = percent / 100;
      const [entry] = make(workerCount, seed, { fraction });
      expect(hitOf(entry!)).toHaveLength(Math.round(fraction * workerCount));
      expect(make(workerCount, seed, { fraction })[0]!.hits).toEqual(entry!.hits);
    }),
  );
});

test('who is hit is drawn: every worker is, about as often as any other', () => {
  const times = new Float64Array(10);
  for (let seed = 0; seed < 400; seed++) {
    for (const worker of hitOf(make(10, seed, { fraction: 0.3 })[0]!)) times[worker]! += 1;
  }
  // Binomial with n = 400, p = 0.3: mean 120, standard deviation 9.2; five of those for ten workers at once.
  for (const count of times) expect(Math.abs(count - 120)).toBeLessThan(46);
});

test('workers may be listed; without list and fraction all are hit', () => {
  const [listed, all] = make(5, 1, { workers: [3, 1] }, {});
  expect(hitOf(listed!)).toEqual([1, 3]);
  expect(hitOf(all!)).toEqual([0, 1, 2, 3, 4]);
});

test('two entries of the same fraction draw their workers independently', () => {
  const same = Array.from({ length: 40 }, (_, seed) => {
    const [first, second] = make(10, seed, { fraction: 0.3 }, { fraction: 0.3 });
    return String(first!.hits) === String(second!.hits);
  });
  // The same three of ten by chance: 1 in 120.
  expect(same.filter(Boolean).length).toBeLessThan(4);
});

test('an entry more does not change what the entries before it draw', () => {
  const drawn = { slowdown: { exponential: { mean: 2 } }, fraction: 0.5 };
  const factors = (entry: StragglerEntry) =>
    [0, 1, 2, 3].map((worker) => entry.model.factorAt(worker, START, 0));
  const [alone] = make(4, 9, drawn);
  const [first, second] = make(4, 9, drawn, drawn);
  expect(factors(first!)).toEqual(factors(alone!));
  expect(first!.hits).toEqual(alone!.hits);
  expect(factors(second!)).not.toEqual(factors(alone!));
});

test('heterogeneity counts what the other entries do, wherever they stand in the list, and entries keep their order', () => {
  const level = { kind: 'delay', workers: [0], heterogeneity: 3 };
  // Worker 0 takes 2 s by the constant entry, the others 1 s: one second more makes it three times as long.
  const entries = make(3, 1, level, { workers: [0] });
  expect(entries.map(({ model }) => model.delayOf?.(0, 0))).toEqual([1, undefined]);
  expect(entries.map(({ model }) => model.factorAt(0, START, 0))).toEqual([1, 2]);
});

test('what an entry affects comes from the scenario', () => {
  const [entry] = make(2, 1, { affects: ['network'] });
  expect(entry!.affects).toEqual(['network']);
});
