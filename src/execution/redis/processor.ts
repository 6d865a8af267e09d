import { setImmediate } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import type { SandboxedJob } from 'bullmq';
import type { Problem } from '../../base/errors.ts';
import { loadData } from '../../files/load-data.ts';
import { withPlugins } from '../../files/plugins.ts';
import { builtinCatalogue, type Catalogue } from '../../scenarios/catalogue.ts';
import type { SplitData } from '../../workloads/data-set.ts';
import { coreHash } from '../core-hash.ts';
import { packRun } from '../packed-run.ts';
import { failureOf } from '../run-failure.ts';
import { RunMaker } from '../run-maker.ts';
import type { MaterialFile } from '../run-order.ts';
import { nextSlice } from '../slices.ts';
import { DataRoot } from './data-root.ts';
import { asText, Refusal, type RunAnswer, type RunJob } from './run-job.ts';

/** Milliseconds between two words on how far a run is. */
const progressMs = 1000;

const root = new DataRoot((workerData as { root: string }).root);
let warnings: Problem[] = [];

/** What was needed last: the next run often needs the same. */
const last: {
  plugins?: { readonly key: string; readonly maker: RunMaker; readonly catalogue: Catalogue };
  data?: { readonly key: string; readonly data: SplitData };
} = {};

/**
 * Makes the run of a job. BullMQ calls this on a thread of its own, so that the worker can say meanwhile that it is alive.
 * @throws Refusal when another worker may be able to do what this one is not.
 */
export default async function makeRun(job: SandboxedJob<RunJob, RunAnswer>): Promise<RunAnswer> {
  const { core, plugins, target, clusterFiles, replication, ...rest } = job.data;
  if (core !== coreHash()) {
    throw new Refusal(
      `the study was begun by another version of Laggard (core ${core.slice(0, 16)}…) than this worker has (${coreHash().slice(0, 16)}…)`,
    );
  }
  const { maker, catalogue } = await makerWith(plugins);
  const data = await dataOf(job.data, catalogue);
  warnings = [];
  try {
    const run = maker.start({
      ...rest,
      replication,
      materials: { data, target: target ?? undefined, files: [], clusterFiles },
    });
    await advanced(run, (fraction) => job.updateProgress(fraction));
    return { packed: asText(packRun(run.result())), warnings };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** Advances a run to its end, and says every now and then how far it is. */
async function advanced(
  run: ReturnType<RunMaker['start']>,
  say: (fraction: number) => Promise<unknown>,
): Promise<void> {
  let saidAt = performance.now();
  for (let events = 1, more = true; more; ) {
    const started = performance.now();
    more = run.advance(events);
    const now = performance.now();
    events = nextSlice(events, now - started);
    if (now - saidAt < progressMs) continue;
    saidAt = now;
    await say(run.progress().fraction ?? 0);
    await setImmediate();
  }
}

async function makerWith(plugins: readonly MaterialFile[]): Promise<NonNullable<typeof last.plugins>> {
  const key = JSON.stringify(plugins);
  if (last.plugins?.key !== key) {
    const files = await Promise.all(plugins.map((plugin) => root.find(plugin)));
    const { catalogue } = await withPlugins(builtinCatalogue, files);
    const maker = new RunMaker(catalogue, (problems) => warnings.push(...problems));
    last.plugins = { key, catalogue, maker };
  }
  return last.plugins;
}

async function dataOf(
  { scenario, files, plugins }: RunJob,
  catalogue: Catalogue,
): Promise<SplitData | undefined> {
  const { workload, seed } = scenario;
  if (!('data' in workload)) return undefined;
  const key = JSON.stringify([workload.data, files, seed, plugins]);
  if (last.data?.key !== key) {
    delete last.data; // two need not fit into memory
    const paths = new Map<string, string>();
    if ('file' in workload.data) for (const file of files) paths.set(file.name, await root.find(file));
    const find = (name: string) => ({ path: paths.get(name) ?? name, shown: name });
    const { data, inputs } = await loadData(workload.data, { find, seed, catalogue });
    for (const [k, { path, sha256 }] of inputs.entries()) {
      if (sha256 !== files[k]?.sha256) throw new Refusal(`${path} has other contents here`);
    }
    last.data = { key, data };
  }
  return last.data.data;
}
