import { Tinypool } from 'tinypool';
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
import { runThrough } from '../slices.ts';
import { DataRoot } from './data-root.ts';
import type { JobTask } from './job-threads.ts';
import { answerWith, failureAnswer, type RunAnswer } from './run-answer.ts';
import { Refusal, type RunJob } from './run-job.ts';

const root = new DataRoot((Tinypool.workerData as { root: string }).root);
let warnings: Problem[] = [];

/** What was needed last: the next run often needs the same. */
const last: {
  plugins?: { readonly key: string; readonly maker: RunMaker; readonly catalogue: Catalogue };
  data?: { readonly key: string; readonly data: SplitData };
} = {};

/**
 * Makes the run of a job, on a thread of its own, so that the worker can say meanwhile that it is alive.
 * @throws Refusal when another worker may be able to do what this one is not.
 */
export default async function makeRun({ job, progress }: JobTask): Promise<RunAnswer> {
  const { core, plugins, target, clusterFiles, replication, ...rest } = job;
  if (core !== coreHash()) {
    throw new Refusal(
      `the study was begun by another version of Laggard (core ${core.slice(0, 16)}…) than this worker has (${coreHash().slice(0, 16)}…)`,
    );
  }
  const { maker, catalogue } = await makerWith(plugins);
  const data = await dataOf(job, catalogue);
  warnings = [];
  try {
    const run = maker.start({
      ...rest,
      replication,
      materials: { data, target: target ?? undefined, files: [], clusterFiles },
    });
    runThrough(run, () => {
      progress[0] = run.progress().fraction ?? 0;
    });
    return answerWith(job.key, packRun(job.key, run.result()), warnings);
  } catch (error) {
    return failureAnswer(job.key, failureOf(error));
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
