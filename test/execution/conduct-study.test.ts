import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Executor, ExecutorListener } from '../../src/execution/executor.ts';
import type { RunOrder } from '../../src/execution/run-order.ts';
import { RunStore } from '../../src/execution/run-store.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { type Prepared, prepare, TrainingRun } from '../../src/simulation/index.ts';
import { resultOf } from '../../src/studies/study.ts';
import { scenarioWith } from '../fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { conducted, here, tablesOf } from './conducting.ts';

const scenario = {
  ...scenarioWith({
    cluster: { workers: 3, stragglers: [{ kind: 'per-clock', factor: { exponential: { mean: 1 } } }] },
    algorithms: ['bsp', 'ssp', 'dynsgd'],
  }),
  replications: 4,
};

/** Ends the runs that it is given in the order of `ranks`, one after the other. */
function inOrderOf(ranks: readonly number[]) {
  return (store: RunStore, listener: ExecutorListener): Executor => {
    const held: { order: RunOrder; finish: () => void }[] = [];
    const inner = here(store, {
      ...listener,
      failed: listener.failed.bind(listener),
      broken: listener.broken.bind(listener),
      warned: listener.warned.bind(listener),
      finished: (order, outcome) => {
        held.push({ order, finish: () => listener.finished(order, outcome) });
        if (held.length < ranks.length) return;
        for (const k of [...ranks.keys()].sort((a, b) => ranks[a]! - ranks[b]!)) held[k]!.finish();
      },
    });
    return inner;
  };
}

test('tables are the same bytes in whatever order runs end', async () => {
  const plain = await conducted(scenario, here);
  const count = resultOf(plain.study).planned;
  expect(count).toBe(12);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { minLength: count, maxLength: count }), async (ranks) => {
      const { study } = await conducted(scenario, inOrderOf(ranks));
      expect(tablesOf(study)).toEqual(tablesOf(plain.study));
    }),
    { numRuns: 5 },
  );
});

test('what the store has is not made again, unless all is to be made anew', async () => {
  const store = new RunStore(temporaryFolder());
  const made: number[] = [];
  const counting = (folder: RunStore, listener: ExecutorListener): Executor => {
    const executor = here(folder, listener);
    return Object.assign(Object.create(executor), {
      take: (orders: readonly RunOrder[]) => {
        made.push(orders.length);
        executor.take(orders);
      },
      close: () => executor.close(),
    });
  };
  const short = await conducted({ ...scenario, replications: 2 }, counting, { store });
  const long = await conducted(scenario, counting, { store });
  const again = await conducted(scenario, counting, { store });
  const fresh = await conducted(scenario, counting, { store, fresh: true });
  expect(made).toEqual([6, 6, 12]);
  expect([short, long, again, fresh].map(({ restored }) => restored)).toEqual([0, 6, 12, 0]);
  for (const { study } of [again, fresh]) expect(tablesOf(study)).toEqual(tablesOf(long.study));
});

test('a run that fails is reported and spoils no other', async () => {
  const bomb = (_: RunStore, listener: ExecutorListener): Executor =>
    fake((orders) => {
      for (const order of orders) {
        if (order.algorithm.label === 'ssp') listener.failed(order, { text: 'oh no' });
        else listener.finished(order, outcomeOf(order));
      }
    });
  const { study, failed } = await conducted(scenario, bomb);
  expect(failed.map(({ plan, failure }) => [plan.algorithm.label, failure.text])).toEqual(
    Array(4).fill(['ssp', 'oh no']),
  );
  expect(resultOf(study)).toMatchObject({ complete: false, planned: 12 });
  expect(resultOf(study).runs).toHaveLength(8);
});

test('runs that are equal are made once, and every row gets its result', async () => {
  const seen: number[] = [];
  const once = (_: RunStore, listener: ExecutorListener): Executor =>
    fake((orders) => {
      seen.push(orders.length);
      for (const order of orders) listener.finished(order, outcomeOf(order));
    });
  const [bsp] = scenario.algorithms;
  const { study } = await conducted({ ...scenario, replications: 1, algorithms: [bsp!, bsp!] }, once);
  expect(seen).toEqual([1]);
  expect(resultOf(study).runs).toHaveLength(2);
});

test('what breaks the executor, or the one who is told of a run, ends the study', async () => {
  const broken = (_: RunStore, listener: ExecutorListener) =>
    fake(() => listener.broken(new Error('no more')));
  await expect(conducted(scenario, broken)).rejects.toThrow('no more');
  const onRun = () => {
    throw new Error('disk full');
  };
  await expect(conducted(scenario, here, { onRun })).rejects.toThrow('disk full');
});

function fake(take: Executor['take']): Executor {
  return { take, inHand: [], place: '', close: async () => {} };
}

function outcomeOf({ scenario: point, materials, replication, algorithm }: RunOrder) {
  const prepared: Prepared = prepare(point, materials.data, replication);
  const run = new TrainingRun(prepared, algorithm, { catalogue: builtinCatalogue });
  while (run.advance(1000));
  return run.result();
}
