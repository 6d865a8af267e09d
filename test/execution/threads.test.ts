import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { Batch, Endings } from '../../src/execution/batch.ts';
import type { ExecutorListener } from '../../src/execution/executor.ts';
import { packRun } from '../../src/execution/packed-run.ts';
import { orderFor, type RunOrder } from '../../src/execution/run-order.ts';
import { RunStore } from '../../src/execution/run-store.ts';
import { ThreadPool } from '../../src/execution/thread-pool.ts';
import { Threads } from '../../src/execution/threads.ts';
import { withPlugins } from '../../src/files/plugins.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import type { PlannedRun } from '../../src/studies/planned-run.ts';
import { pending, resultOf, startStudy } from '../../src/studies/study.ts';
import { scenarioWith } from '../fixtures.ts';
import { designFor } from '../report/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { conducted, here, materialsOf, tablesOf } from './conducting.ts';
import { madeRuns } from './made-run.ts';

const pools = new Map<number, ThreadPool>();

/** Threads that all tests of this file share: starting one takes about a second. */
function poolOf(threads: number): ThreadPool {
  const pool = pools.get(threads) ?? new ThreadPool(threads);
  pools.set(threads, pool);
  return pool;
}

afterAll(async () => {
  for (const pool of pools.values()) await pool.close();
});

function on(threads: number) {
  return (store: RunStore, listener: ExecutorListener) =>
    new Threads({ pool: poolOf(threads), store, plugins: [] }, listener);
}

const scenario = {
  ...scenarioWith({
    cluster: { workers: 3, stragglers: [{ kind: 'per-clock', factor: { exponential: { mean: 1 } } }] },
    workload: { data: { builtin: 'spam', test: '20%' }, model: 'logistic-regression', batchSize: '10%' },
    stop: { maxClocks: 3 },
    algorithms: ['bsp', 'ssp', 'dynsgd'],
  }),
  replications: 3,
};

test('one thread, two or five, or none: the tables are the same bytes', { timeout: 120_000 }, async () => {
  const plain = tablesOf((await conducted(scenario, here)).study);
  for (const threads of [1, 2, 5]) {
    const store = new RunStore(temporaryFolder());
    const { study } = await conducted(scenario, on(threads), { store });
    expect(tablesOf(study)).toEqual(plain);
    // And every run is in the store by then.
    const none = () => {
      throw new Error('a run is made twice');
    };
    expect(tablesOf((await conducted(scenario, none, { store })).study)).toEqual(plain);
  }
});

test('files that the cluster names reach every thread, and a changed byte in one is another run', async () => {
  const named = scenarioWith({
    cluster: {
      stragglers: [
        { kind: 'trace', file: 'times.csv' },
        { kind: 'profile', file: 'speeds.txt', workers: [1] },
      ],
    },
    workload: { model: 'none' },
    algorithms: ['bsp', 'ssp', 'asp'],
  });
  const orderOf = (speeds: string) => (planned: PlannedRun) => {
    const text = (text: string, shown: string) => ({ text, shown });
    const clusterFiles = {
      'times.csv': text('worker,compute_s\n0,1\n0,3\n1,2\n', 'times.csv'),
      'speeds.txt': text(speeds, 'speeds.txt'),
    };
    return orderFor(planned, { data: undefined, target: undefined, files: [], clusterFiles }, []);
  };
  const store = new RunStore(temporaryFolder());
  const before = { store, orderOf: orderOf('0 1\n3 0.5\n') };
  const after = { store, orderOf: orderOf('0 1\n3 0.6\n') };
  const threaded = await conducted(named, on(2), before);
  const plain = await conducted(named, here, { orderOf: before.orderOf });
  expect(tablesOf(threaded.study)).toEqual(tablesOf(plain.study));
  expect(await conducted(named, here, before)).toMatchObject({ restored: 3 });
  const changed = await conducted(named, on(2), after);
  expect(changed.restored).toBe(0);
  expect(tablesOf(changed.study)['runs.csv']).not.toBe(tablesOf(plain.study)['runs.csv']);
});

const pluginText = `
  import { defineProtocol } from ${JSON.stringify(resolve('src/protocols/protocol.ts'))};
  const bad = (name, needsPull) => defineProtocol({ name, summary: 'x', options: {},
    create: () => ({ needsPull, admitPull: () => true }) });
  export const free = bad('free', () => true);
  export const throwing = bad('throwing', () => { throw new Error('oh no'); });
  export const leaving = bad('leaving', () => process.exit(0));
  export const greedy = bad('greedy', () => { const all = []; for (;;) all.push(new Array(1e6).fill({})); });`;

test('a run that throws, one that ends its thread, and one that takes all memory, fail by themselves', {
  timeout: 120_000,
}, async () => {
  const plugin = join(temporaryFolder(), 'bad.ts');
  writeFileSync(plugin, pluginText);
  const { catalogue } = await withPlugins(builtinCatalogue, [plugin]);
  const text = {
    name: 'bad',
    cluster: { workers: 2 },
    workload: { model: 'none', parameters: 4, computeTime: { perBatch: 1 } },
    stop: { maxClocks: 2 },
    algorithms: ['free', 'throwing', 'greedy', 'leaving', 'free'].map((protocol, k) => {
      return { name: `${protocol}-${k}`, protocol, rule: 'sum' };
    }),
  };
  const bad = parseScenario(JSON.stringify(text), { catalogue }).scenario;
  const pool = new ThreadPool(2, { maxOldGenerationSizeMb: 100 });
  const onSmall = (store: RunStore, listener: ExecutorListener) =>
    new Threads({ pool, store, plugins: [plugin] }, listener);
  const { study, failed } = await conducted(bad, onSmall);
  expect(resultOf(study).runs.map(({ result }) => result.algorithm)).toEqual(['free-0', 'free-4']);
  const reasons = Object.fromEntries(failed.map(({ plan, failure }) => [plan.algorithm.label, failure.text]));
  expect(Object.keys(reasons).sort()).toEqual(['greedy-2', 'leaving-3', 'throwing-1']);
  expect(reasons['throwing-1']).toMatch(/oh no[\s\S]* at /);
  expect(reasons['greedy-2']).toMatch(/memory/);
  expect(reasons['leaving-3']).toMatch(/the thread has ended by itself/);
  // The pool is as good as new.
  const good = { ...bad, algorithms: bad.algorithms.filter(({ protocol }) => protocol === 'free') };
  expect(resultOf((await conducted(good, onSmall)).study).complete).toBe(true);
  await pool.close();
});

/** A pool of one thread, which does what `make` says, and tells when it is replaced. */
function poolOfOne(make: (batch: Pick<Batch, 'orders'>) => Endings, replaced = () => {}): ThreadPool {
  const thread = {
    index: 0,
    progress: new Float64Array(2),
    make: async (batch: Pick<Batch, 'orders'>) => make(batch),
    renew: async () => replaced(),
  };
  return { threads: [thread], close: async () => {} } as unknown as ThreadPool;
}

test('a thread that answers with the result of another run is asked again, and replaced', async () => {
  const runs = madeRuns({ replications: 3 });
  const packedOf = ({ key }: RunOrder) => packRun(key, runs.find(({ order }) => order.key === key)!.outcome);
  const [stubborn, ...others] = runs.map(({ order }) => order);
  const finished: RunOrder[] = [];
  const failed: string[] = [];
  const large: number[] = [];
  let replaced = 0;
  const answer = ({ orders }: Pick<Batch, 'orders'>): Endings => {
    const isFirstLarge = orders.length > 1 && large.push(orders.length) === 1;
    const endings = orders.map((order) => ({ packed: packedOf(order === stubborn ? others[0]! : order) }));
    return { endings: isFirstLarge ? endings.slice(1) : endings, warnings: [], elapsedMs: 1 };
  };
  const listener: ExecutorListener = {
    finished: (order) => finished.push(order),
    failed: ({ key }, { text }) => failed.push(`${key === stubborn!.key} ${text}`),
    warned: () => {},
    broken: (error) => failed.push(String(error)),
  };
  const pool = poolOfOne(answer, () => replaced++);
  new Threads({ pool, store: new RunStore(temporaryFolder()), plugins: [] }, listener).take([
    stubborn!,
    ...others,
  ]);
  await vi.waitFor(() => expect(finished.length + failed.length).toBe(runs.length));
  expect(new Set(finished)).toEqual(new Set(others));
  expect(failed).toEqual(['true its thread has answered 3 times, but never with a whole result of this run']);
  expect(replaced).toBe(3 + large[0]!);
});

test('bad input is not blamed on a run: it ends the study in its own words', async () => {
  const fewer = scenarioWith({ workload: { batchSize: 11 }, algorithms: ['bsp', 'asp'] }); // of 10 examples
  await expect(conducted(fewer, on(2))).rejects.toMatchObject({ name: 'InputError' });
});

test('threads are left in the middle of their work', { timeout: 60_000 }, async () => {
  const endless = scenarioWith({ stop: { maxClocks: 1e9 }, algorithms: ['bsp', 'asp'] });
  const pool = new ThreadPool(2);
  await pool.ready();
  const store = new RunStore(temporaryFolder());
  const nobody = { finished() {}, failed() {}, warned() {}, broken() {} };
  const threads = new Threads({ pool, store, plugins: [] }, nobody);
  const materials = await materialsOf(endless);
  threads.take(pending(startStudy(designFor(endless))).map((run) => orderFor(run, materials, [])));
  await new Promise((done) => setTimeout(done, 200));
  expect(threads.inHand).toHaveLength(2);
  const asked = performance.now();
  await threads.close();
  expect(performance.now() - asked).toBeLessThan(1000);
});
