import { slicesOf } from '../workloads/mini-batches.ts';
import type { Catalogue } from './catalogue.ts';
import { type Path, valueAt } from './path.ts';
import type { Finding } from './problems.ts';
import type { ClusterSpec, Scenario, TimingWorkloadSpec, WorkloadSpec } from './scenario.ts';
import { isMapping } from './schema/leaf.ts';
import { targetNames } from './schema/stop.ts';
import type { Sections } from './sections.ts';
import { messagesTakeTime, onlyStretches, servingTakesTime, workTakesTime } from './time-sources.ts';

/** What a check looks at: the sections that could be read, and the document that they were read from. */
interface Checked {
  readonly sections: Partial<Sections>;
  readonly catalogue: Catalogue;
  readonly document: unknown;
}

/** What is wrong between sections that are each right by themselves. A section that is not there is not looked at. */
export function findingsBetween(checked: Checked): Finding[] {
  return CHECKS.flatMap((check) => [...check(checked)]);
}

type Check = (checked: Checked) => Iterable<Finding>;

const CHECKS: readonly Check[] = [
  trainingFitsModel,
  targetFitsModel,
  fastestWorkerHoldsAll,
  straggledWorkersExist,
  faultsHitWhatExists,
  shardsHitOnce,
  networkFitsContention,
  routesLeadSomewhere,
  shardsFitParameters,
  pairsFitMemory,
  clocksTakeTime,
  maxTimeCanBeReached,
  tuningHasAim,
  costsFitModel,
  ownServersExist,
  reassignmentFits,
  partitionSyncFits,
];

function* trainingFitsModel({ sections, document }: Checked): Iterable<Finding> {
  if (!isMapping(document)) return;
  const none = valueAt(document, ['workload', 'model']) === 'none';
  const given = valueAt(document, ['training']) !== undefined;
  if (none && given) yield refused(['training'], 'does not go with model: none');
  if (!none && !given) {
    yield {
      path: ['training'],
      message: 'missing',
      about: 'missing key',
      allowed: 'a mapping with learningRate',
    };
  }
  if (!none) return;
  for (const [k, algorithm] of (sections.algorithms ?? []).entries()) {
    for (const key of ['learningRate', 'compression'] as const) {
      if (algorithm[key]) yield refused(['algorithms', k, key], 'does not go with model: none');
    }
  }
}

function* targetFitsModel({
  sections: { stop, workload },
  catalogue: { models },
}: Checked): Iterable<Finding> {
  if (!stop || !workload) return;
  for (const key of targetNames) {
    if (stop[key] !== undefined && workload.model === 'none') {
      const what = key === 'accuracy' ? 'accuracy' : 'objective';
      yield refused(['stop', key], `there is no ${what} with model: none`);
    }
  }
  if (!isLearning(workload) || !models.has(workload.model)) return;
  const { labels, smooth } = models.get(workload.model);
  if (stop.accuracy !== undefined && labels === 'real') {
    const message = `${workload.model} does not classify, so that there is no accuracy`;
    yield { ...refused(['stop', 'accuracy'], message), allowed: 'objective or gap' };
  }
  if (stop.gap === undefined || smooth || workload.l2 > 0) return;
  const message = `the optimum of ${workload.model}, which has kinks, is not solved for without l2`;
  yield { ...refused(['stop', 'gap'], message), allowed: 'objective, or a workload.l2 > 0' };
}

function* fastestWorkerHoldsAll({ sections: { training, workload } }: Checked): Iterable<Finding> {
  if (training?.evaluate.of !== 'fastest-worker' || !isLearning(workload) || workload.features === 'all')
    return;
  const message = 'fastest-worker, but a worker holds only the features of its examples';
  yield { ...refused(['training', 'evaluate', 'of'], message), allowed: 'server, or workload.features: all' };
}

function* straggledWorkersExist({ sections: { cluster } }: Checked): Iterable<Finding> {
  if (!cluster) return;
  const count = workerCountOf(cluster);
  for (const [k, { workers }] of cluster.stragglers.entries()) {
    yield* indicesBelow(count, 'workers', workers, ['cluster', 'stragglers', k, 'workers']);
  }
}

function* faultsHitWhatExists({ sections: { cluster } }: Checked): Iterable<Finding> {
  if (!cluster) return;
  for (const [k, { workers, shards }] of (cluster.faults ?? []).entries()) {
    const path = ['cluster', 'faults', k];
    yield* indicesBelow(workerCountOf(cluster), 'workers', workers, [...path, 'workers']);
    yield* indicesBelow(cluster.servers.count, 'server shards', shards, [...path, 'shards']);
  }
}

/** Two entries might disagree about how often a shard takes checkpoints. */
function* shardsHitOnce({ sections: { cluster }, catalogue: { faults } }: Checked): Iterable<Finding> {
  if (!cluster) return;
  const hitBy = new Map<number, number>();
  for (const [k, { kind, shards }] of (cluster.faults ?? []).entries()) {
    if (faults.get(kind).hits !== 'shards') continue;
    for (const shard of shards ?? Array.from({ length: cluster.servers.count }, (_, index) => index)) {
      const first = hitBy.get(shard);
      hitBy.set(shard, k);
      if (first === undefined) continue;
      const message = `hits server shard ${shard}, as faults[${first}] does`;
      yield { ...refused(['cluster', 'faults', k], message), allowed: 'one entry for each shard' };
      break;
    }
  }
}

function* indicesBelow(
  count: number,
  what: string,
  indices: readonly number[] = [],
  path: Path,
): Iterable<Finding> {
  for (const [i, index] of indices.entries()) {
    if (index < count) continue;
    const allowed = `0 to ${count - 1}, since there are ${count} ${what}`;
    yield { ...refused([...path, i], `${index}`), allowed };
  }
}

function* networkFitsContention({ sections: { cluster } }: Checked): Iterable<Finding> {
  if (!cluster) return;
  const { contention, bandwidth, topology } = cluster.network;
  if (contention !== 'none' && typeof bandwidth === 'object') {
    const message = `drawn for every message, but with contention: ${contention} a card has one bandwidth`;
    const allowed =
      'a data rate, or unlimited; workers and servers may have bandwidths of their own, drawn once';
    yield { ...refused(['cluster', 'network', 'bandwidth'], message), allowed };
  }
  if (topology !== undefined && contention !== 'fair-share') {
    const message = `there is none with contention: ${contention}`;
    yield { ...refused(['cluster', 'network', 'topology'], message), allowed: 'contention: fair-share' };
  }
}

function* routesLeadSomewhere({ sections: { cluster } }: Checked): Iterable<Finding> {
  if (cluster?.network.topology?.kind !== 'links') return;
  const counts = { workers: workerCountOf(cluster), servers: cluster.servers.count };
  for (const [k, route] of cluster.network.topology.routes.entries()) {
    for (const ends of ['workers', 'servers'] as const) {
      const path = ['cluster', 'network', 'topology', 'routes', k, ends];
      yield* indicesBelow(counts[ends], ends, route[ends], path);
    }
  }
}

function* shardsFitParameters({ sections, catalogue }: Checked): Iterable<Finding> {
  const { workload } = sections;
  const parameters = workload && parameterCountOf(workload, catalogue);
  if (parameters === undefined) return;
  for (const { count, path } of shardCountsOf(sections)) {
    if (count <= parameters) continue;
    yield { ...refused(path, `${count}`), allowed: `at most the number of parameters, ${parameters}` };
  }
}

/** How many server shards there are, by the cluster and by each algorithm that has servers of its own. */
export function shardCountsOf({
  cluster,
  algorithms = [],
}: Partial<Pick<Scenario, 'cluster' | 'algorithms'>>): { count: number; path: Path }[] {
  const own = algorithms.flatMap(({ servers }, k) =>
    servers?.count === undefined
      ? []
      : [{ count: servers.count, path: ['algorithms', k, 'servers', 'count'] }],
  );
  return cluster ? [{ count: cluster.servers.count, path: ['cluster', 'servers', 'count'] }, ...own] : own;
}

/** What the cluster says of a server shard must have one to be about. */
function* ownServersExist({ sections }: Checked): Iterable<Finding> {
  const { cluster } = sections;
  if (!cluster) return;
  const { topology } = cluster.network;
  const named = [
    ...(cluster.faults ?? []).flatMap(({ shards = [] }) => shards),
    ...(topology?.kind === 'links' ? topology.routes.flatMap(({ servers = [] }) => servers) : []),
  ];
  const least = named.reduce((most, shard) => Math.max(most, shard + 1), 0);
  for (const { count, path } of shardCountsOf(sections).slice(1)) {
    if (count >= least) continue;
    const message = `${count}, but the cluster says something of server shard ${least - 1}`;
    yield { ...refused(path, message), allowed: `at least ${least}` };
  }
}

/** Examples move between clocks, so that a clock must go through all of them, and anybody must be able to compute any. */
function* reassignmentFits({ sections: { algorithms = [], workload, cluster } }: Checked): Iterable<Finding> {
  if (!workload) return;
  for (const [k, { reassign, weights }] of algorithms.entries()) {
    if (!reassign) continue;
    const problem = isLearning(workload)
      ? ((weights === 'examples' ? WEIGHED : whyNotReassigned(workload)) ??
        (cluster?.faults?.length
          ? { message: 'machines that fail keep their examples', allowed: 'no cluster.faults' }
          : undefined))
      : { message: 'there are no examples with model: none' };
    if (problem) yield { ...refused(['algorithms', k, 'reassign'], problem.message), ...problem };
  }
}

/** Only versions by clock can be told apart by a report that is late, and only machines that do not fail send all of them. */
function* partitionSyncFits({
  sections: { algorithms = [], workload, cluster },
}: Checked): Iterable<Finding> {
  for (const [k, { partitionSync, reportEvery, rule, versions }] of algorithms.entries()) {
    const path = ['algorithms', k, 'partitionSync'];
    if (partitionSync === undefined) {
      if (reportEvery === undefined) continue;
      yield {
        ...refused(['algorithms', k, 'reportEvery'], 'nobody is reported to'),
        allowed: 'with partitionSync',
      };
    } else if (reportEvery === undefined) {
      yield { ...refused(path, 'reportEvery is missing'), allowed: 'reportEvery: a duration, beside it' };
    } else if (rule !== 'dynamic' || versions === 'by-version') {
      yield {
        ...refused(path, `${rule} has no versions by clock`),
        allowed: 'rule: dynamic, versions: by-clock',
      };
    } else if (cluster?.faults?.length) {
      yield { ...refused(path, 'does not go with faults'), allowed: 'no cluster.faults' };
    } else if (workload && !isLearning(workload)) {
      yield refused(path, 'there are no versions with model: none');
    }
  }
}

const WEIGHED = {
  message: 'the part of the examples that a worker has is not fixed',
  allowed: 'weights: equal',
};

function whyNotReassigned({ features, batchSize, batchesPerClock }: WorkloadSpec) {
  if (features !== 'all') {
    return {
      message: 'a worker holds only the features of its own examples',
      allowed: 'workload.features: all',
    };
  }
  const slices = typeof batchSize === 'string' ? slicesOf(batchSize) : undefined;
  if (slices !== undefined && batchesPerClock % slices === 0) return undefined;
  return {
    message: 'a clock does not go through all examples of a worker',
    allowed: 'workload.batchSize: p%, with workload.batchesPerClock a multiple of 100 / p',
  };
}

/** Without data there are no examples and no nonzeros to pay for. */
function* costsFitModel({ sections: { algorithms = [], workload } }: Checked): Iterable<Finding> {
  if (!workload || isLearning(workload)) return;
  for (const [k, { costs = {} }] of algorithms.entries()) {
    for (const key of ['perExample', 'perNonzero'] as const) {
      if (costs[key] === undefined) continue;
      yield refused(['algorithms', k, 'costs', key], 'does not go with model: none');
    }
  }
}

/** Far above what a host's memory holds, as are the limits of workers and of shards by themselves. */
const MAX_PAIRS = 100_000_000;

/** Every worker is connected with every shard, and each connection takes some memory. */
function* pairsFitMemory({ sections }: Checked): Iterable<Finding> {
  const workers = sections.cluster ? workerCountOf(sections.cluster) : 0;
  for (const { count, path } of shardCountsOf(sections)) {
    if (workers * count <= MAX_PAIRS) continue;
    yield {
      ...refused(path, `${count}`),
      allowed: `at most ${Math.floor(MAX_PAIRS / workers)} with ${workers} workers, ${MAX_PAIRS} connections in all`,
    };
  }
}

/** A run with a limit on time alone never ends where time surely stands still. What may take time or not is left to the run. */
function* clocksTakeTime({ sections }: Checked): Iterable<Finding> {
  const { cluster, workload, stop, algorithms = [] } = sections;
  if (!cluster || !workload || !stop) return;
  if (Object.keys(stop).some((key) => ['maxClocks', 'maxUpdates', 'maxRounds'].includes(key))) return;
  const mayTakeTime =
    workTakesTime(workload.computeTime, algorithms) ||
    messagesTakeTime(cluster) ||
    [cluster, ...algorithms].some(({ servers = {} }) => servingTakesTime(servers)) ||
    algorithms.some(({ partitionSync }) => partitionSync !== undefined) ||
    (cluster.faults ?? []).length > 0 ||
    !cluster.stragglers.every(onlyStretches);
  if (mayTakeTime) return;
  const message = 'nothing takes time, so maxTime is never reached';
  yield {
    ...refused(['workload', 'computeTime'], message),
    allowed: 'a time above 0, or stop.maxClocks, stop.maxUpdates or stop.maxRounds',
  };
}

/** Seconds that a run can last: beyond 2^53 ns instants can no longer be told apart. */
export const LONGEST_RUN = Number.MAX_SAFE_INTEGER / 1e9;

/** A run that nothing else ends must be able to reach its limit. */
function* maxTimeCanBeReached({ sections: { stop } }: Checked): Iterable<Finding> {
  const { maxTime = 0, ...others } = stop ?? {};
  if (maxTime <= LONGEST_RUN || Object.values(others).some((limit) => limit !== undefined)) return;
  const message = `${maxTime} s, beyond the 104 days (2^53 ns) that a run can last`;
  yield {
    ...refused(['stop', 'maxTime'], message),
    allowed: 'at most 104 days, or stop.maxClocks or stop.maxUpdates beside it',
  };
}

function* tuningHasAim({ sections: { tune, algorithms, stop }, document }: Checked): Iterable<Finding> {
  const ofAlgorithms = (algorithms ?? []).flatMap(({ tune: own }, k) =>
    own === undefined ? [] : [{ path: ['algorithms', k, 'tune'], own }],
  );
  if (!isMapping(document) || document.tune === undefined) {
    for (const { path } of ofAlgorithms) {
      yield {
        ...refused(path, 'there is no common tune from which it could differ'),
        allowed: 'tune at the top too',
      };
    }
    return;
  }
  if (valueAt(document, ['workload', 'model']) === 'none')
    yield refused(['tune'], 'does not go with model: none');
  if (!stop || targetNames.some((name) => stop[name] !== undefined)) return;
  const message = `there is no target to reach: stop has none of ${targetNames.join(', ')}`;
  if (tune && tune.by !== 'objective') yield { ...refused(['tune', 'by'], message), allowed: 'objective' };
  for (const { path, own } of ofAlgorithms) {
    if (own === 'none' || own.by === undefined || own.by === 'objective') continue;
    yield { ...refused([...path, 'by'], message), allowed: 'objective' };
  }
}

/** M */
export function workerCountOf({ workers }: ClusterSpec): number {
  return workers.reduce((sum, { count }) => sum + count, 0);
}

/** Number of parameters, where it is known before the data are; for several outputs, at least so many. */
function parameterCountOf(
  workload: WorkloadSpec | TimingWorkloadSpec,
  { builtinData, models }: Catalogue,
): number | undefined {
  if (!isLearning(workload)) return workload.parameters;
  const { data, model, intercept } = workload;
  if (!models.has(model) || models.get(model).labels === 'classes') return undefined;
  const features =
    'builtin' in data
      ? builtinData.get(data.builtin).features
      : 'synthetic' in data
        ? data.synthetic.features
        : undefined;
  return typeof features === 'number' ? features + (intercept ? 1 : 0) : undefined;
}

function isLearning(workload: WorkloadSpec | TimingWorkloadSpec | undefined): workload is WorkloadSpec {
  return workload !== undefined && workload.model !== 'none';
}

function refused(path: Path, message: string): Finding {
  return { path, message, about: 'value' };
}
