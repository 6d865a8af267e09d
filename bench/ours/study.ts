/**
 * A study of small runs, as the command line makes it: threads that are kept, every run in the store, tables at the end.
 *
 * Parameters: `threads` (1: in this process, as with --jobs 1), `replications` (of five algorithms), `folder` for the store.
 */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { conductStudy } from '../../src/execution/conduct-study.ts';
import type { ExecutorListener } from '../../src/execution/executor.ts';
import { InProcess } from '../../src/execution/in-process.ts';
import { orderFor } from '../../src/execution/run-order.ts';
import { RunStore } from '../../src/execution/run-store.ts';
import { shared } from '../../src/execution/shared-data.ts';
import { ThreadPool } from '../../src/execution/thread-pool.ts';
import { Threads } from '../../src/execution/threads.ts';
import { loadData } from '../../src/files/load-data.ts';
import { resultFiles } from '../../src/report/result-files.ts';
import { builtinCatalogue } from '../../src/scenarios/catalogue.ts';
import { parseScenario } from '../../src/scenarios/parse-scenario.ts';
import { resultOf, startStudy } from '../../src/studies/study.ts';
import { designOf } from '../../src/studies/study-design.ts';
import { serve } from './serve.ts';

const stop = {
  check: () => {},
  orStop: <T>(work: Promise<T>) => work,
  whileBlocking: <T>(work: () => T) => work(),
};

const host = { node: '', platform: '', architecture: '', processors: 0, wallSeconds: 0 };
const facts = { version: '', command: '', inputs: [], target: undefined };

await serve(async (given) => {
  const design = designOf(parseScenario(JSON.stringify(scenarioWith(Number(given.replications)))));
  const { workload, seed } = design.scenario;
  if (!('data' in workload)) throw new Error('a study with data');
  const { data } = await loadData(workload.data, {
    seed,
    catalogue: builtinCatalogue,
    find: (path) => ({ path, shown: path }),
  });
  const materials = { data: shared(data), target: undefined, files: [] };
  const pool = Number(given.threads) > 1 ? new ThreadPool(Number(given.threads)) : undefined;
  await pool?.ready();
  const path = join(String(given.folder), `store-${given.threads}`);
  const executor = (listener: ExecutorListener) => {
    const store = new RunStore(path);
    return pool
      ? new Threads({ pool, store, plugins: [] }, listener)
      : new InProcess({ catalogue: builtinCatalogue, store, stop }, listener);
  };
  process.stdin.once('end', () => void pool?.close());
  return async (time) => {
    rmSync(path, { recursive: true, force: true });
    const before = process.cpuUsage();
    const files = await time(async () => {
      const orderOf = (planned: Parameters<typeof orderFor>[0]) => orderFor(planned, materials, []);
      const store = new RunStore(path);
      const { study } = await conductStudy(startStudy(design), {
        store,
        fresh: true,
        stop,
        orderOf,
        executor,
      });
      return resultFiles(resultOf(study), facts, host);
    });
    const { user, system } = process.cpuUsage(before);
    const digest = createHash('sha256');
    for (const { pieces } of files) for (const piece of pieces()) digest.update(piece);
    return {
      work: 5 * Number(given.replications),
      digest: digest.digest('hex').slice(0, 16),
      facts: { processorSeconds: (user + system) / 1e6 },
    };
  };
});

/** Ten machines, some tens of milliseconds a run. */
function scenarioWith(replications: number): object {
  return {
    name: 'small-runs',
    replications,
    cluster: {
      workers: [
        { count: 8, speed: 1 },
        { count: 2, speed: 0.5 },
      ],
      network: { latency: '0.2 ms', bandwidth: '1 Gbit/s' },
      stragglers: [{ kind: 'per-clock', factor: { exponential: { mean: 1 } } }],
    },
    workload: {
      data: { synthetic: { kind: 'dense', rows: 2000, features: 20 } },
      model: 'least-squares',
      batchSize: '10%',
      computeTime: { perExample: '1 us' },
    },
    training: { learningRate: 0.01 },
    stop: { maxClocks: 150 },
    algorithms: ['bsp', 'ssp', 'asp', 'consgd', 'dynsgd'],
  };
}
