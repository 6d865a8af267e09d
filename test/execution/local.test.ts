import { afterAll, expect, test } from 'vitest';
import type { ExecutorListener } from '../../src/execution/executor.ts';
import { Local } from '../../src/execution/local.ts';
import { RunStore } from '../../src/execution/run-store.ts';
import { ThreadPool } from '../../src/execution/thread-pool.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { resultOf } from '../../src/studies/study.ts';
import { scenarioWith } from '../fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { conducted, here, never, tablesOf } from './conducting.ts';

let pool: ThreadPool | undefined;

afterAll(() => pool?.close());

function local(store: RunStore, listener: ExecutorListener): Local {
  const newPool = () => {
    pool ??= new ThreadPool(2);
    return pool;
  };
  return new Local({ catalogue: builtinCatalogue, store, stop: never, pool: newPool, plugins: [] }, listener);
}

test('a study that is done in no time starts no threads', async () => {
  const { study } = await conducted(scenarioWith({ algorithms: ['bsp', 'asp'] }), local);
  expect(resultOf(study).complete).toBe(true);
  expect(pool).toBeUndefined();
});

test('a longer one begins here and goes on with threads, to the same bytes', {
  timeout: 120_000,
}, async () => {
  const longer = {
    ...scenarioWith({
      cluster: { workers: 10, stragglers: [{ kind: 'per-clock', factor: { exponential: { mean: 1 } } }] },
      workload: { data: { synthetic: { kind: 'dense', rows: 2000, features: 10 } }, batchSize: '10%' },
      stop: { maxClocks: 1000 },
      algorithms: ['bsp', 'asp'],
    }),
    replications: 20,
  };
  const places = new Set<string>();
  const store = new RunStore(temporaryFolder());
  const onStatus = ({ place }: { place: string }) => places.add(place);
  const { study } = await conducted(longer, local, { store, onStatus });
  expect(places).toEqual(new Set(['', '2 threads']));
  const again = await conducted({ ...longer, replications: 2 }, here, { fresh: true });
  const few = await conducted({ ...longer, replications: 2 }, here, { store });
  expect(few.restored).toBe(4);
  expect(tablesOf(again.study)).toEqual(tablesOf(few.study));
  expect(resultOf(study).runs).toHaveLength(40);
});
