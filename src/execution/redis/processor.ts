import { Tinypool } from 'tinypool';
import { InputError, type Problem } from '../../base/errors.ts';
import { shownText } from '../../base/offending-text.ts';
import { withPlugins } from '../../files/plugins.ts';
import { builtinCatalogue, type Catalogue } from '../../scenarios/catalogue.ts';
import type { SplitData } from '../../workloads/data-set.ts';
import { refuseTooLarge } from '../memory-estimate.ts';
import { packRun } from '../packed-run.ts';
import { failureOf } from '../run-failure.ts';
import { RunMaker } from '../run-maker.ts';
import type { MaterialFile, RunOrder } from '../run-order.ts';
import { runThrough } from '../slices.ts';
import { BadJob } from './bad-job.ts';
import { checkedRun } from './checked-run.ts';
import { DataRoot } from './data-root.ts';
import { jobData, withoutContents } from './job-data.ts';
import type { JobTask } from './job-threads.ts';
import { answerWith, failureAnswer, type RunAnswer } from './run-answer.ts';
import type { RunJob } from './run-job.ts';

/** What a worker tells its threads. */
export interface ProcessorSettings {
  /** The folder below which data and plugins are looked for. */
  readonly root: string;
  /** Bytes of memory that a run may take. */
  readonly memory: number;
}

const settings = Tinypool.workerData as ProcessorSettings;
const root = new DataRoot(settings.root);
let warnings: Problem[] = [];

/** What was needed last: the next run often needs the same. */
const last: {
  plugins?: { readonly key: string; readonly maker: RunMaker; readonly catalogue: Catalogue };
  data?: { readonly key: string; readonly data: SplitData | undefined };
} = {};

/**
 * Makes the run of a job that has the shape of one, on a thread of its own, so that the worker can say meanwhile that it is alive.
 * @throws Refusal when another worker may be able to do what this one is not.
 */
export default async function makeRun({ job, progress }: JobTask): Promise<RunAnswer> {
  progress[0] = 0;
  try {
    const { maker, catalogue } = await makerWith(job.plugins);
    const order = checkedRun(job, catalogue);
    refuseTooLarge(order.scenario, settings.memory);
    const data = await dataOf(job, order, catalogue);
    return made(maker, { ...order, materials: { ...order.materials, data } }, progress);
  } catch (error) {
    if (error instanceof BadJob) return failureAnswer(job.key, { text: error.message, isNoBug: true });
    if (error instanceof InputError) return failureAnswer(job.key, failureOf(error));
    throw error;
  }
}

function made(maker: RunMaker, order: RunOrder, progress: Float64Array): RunAnswer {
  const { workload } = order.scenario;
  warnings = [];
  try {
    const run = maker.start(order);
    runThrough(run, () => {
      progress[0] = run.progress().fraction ?? 0;
    });
    return answerWith(order.key, packRun(order.key, run.result()), warnings);
  } catch (error) {
    const spec = 'data' in workload ? workload.data : undefined;
    return failureAnswer(order.key, failureOf(withoutContents(error, spec)));
  }
}

async function makerWith(plugins: readonly MaterialFile[]): Promise<NonNullable<typeof last.plugins>> {
  const key = JSON.stringify(plugins);
  if (last.plugins?.key !== key) {
    const catalogue = await catalogueWith(plugins);
    const maker = new RunMaker(catalogue, (problems) => warnings.push(...problems));
    last.plugins = { key, catalogue, maker };
  }
  return last.plugins;
}

/** Why a plugin cannot be used is not said: the message may repeat a line of what is no plugin. */
async function catalogueWith(plugins: readonly MaterialFile[]): Promise<Catalogue> {
  const files = [];
  for (const plugin of plugins) files.push(await root.find(plugin, /\.m?[jt]s$/));
  try {
    return (await withPlugins(builtinCatalogue, files)).catalogue;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const names = plugins.map(({ name }) => shownText(name)).join(', ');
    throw new BadJob(
      `the worker cannot use its plugins (${names}); list --plugin FILE says why, on that machine`,
    );
  }
}

async function dataOf(
  job: RunJob,
  { scenario }: RunOrder,
  catalogue: Catalogue,
): Promise<SplitData | undefined> {
  const { files, plugins } = job;
  const { workload, seed } = scenario;
  const key = JSON.stringify(['data' in workload && workload.data, files, seed, plugins]);
  if (last.data?.key !== key) {
    delete last.data; // two need not fit into memory
    last.data = { key, data: await jobData(scenario, { root, files, catalogue }) };
  }
  return last.data.data;
}
