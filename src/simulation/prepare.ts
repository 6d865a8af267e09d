import { assert } from '../base/assert.ts';
import type { Problem } from '../base/errors.ts';
import { InputFiles } from '../base/input-files.ts';
import { type Cards, drawCards } from '../cluster-model/cards.ts';
import { type FaultEntry, makeFaults } from '../cluster-model/make-faults.ts';
import { makeStragglers } from '../cluster-model/make-stragglers.ts';
import { type Ends, Links } from '../cluster-model/network.ts';
import type { StragglerEntry } from '../cluster-model/straggler-set.ts';
import { Streams } from '../random/streams.ts';
import { samplerOf } from '../random/variate.ts';
import { builtinCatalogue, type Catalogue } from '../scenarios/catalogue.ts';
import { hasOwnSystem, type OwnSystem, withOwnSystem } from '../scenarios/own-system.ts';
import type { AlgorithmSpec, ClusterSpec, Scenario } from '../scenarios/scenario.ts';
import type { SplitData } from '../workloads/data-set.ts';
import { type PreparedWorkload, prepareWorkload } from '../workloads/prepare-workload.ts';
import type { Workload } from '../workloads/workload.ts';
import { firstClockOf, timingFirstClock } from './first-clock.ts';
import { nominalClockSeconds } from './nominal-clock.ts';
import { preparationWarnings } from './preparation-warnings.ts';
import { scaleOf } from './scale.ts';
import { stragglerRemarks } from './straggler-files.ts';

/** Everything that the algorithms of one (scenario, seed, replication) have in common. Runs do not change it. */
export interface Prepared {
  readonly scenario: Scenario;
  readonly replication: number;
  readonly workerCount: number;
  readonly shardCount: number;
  readonly streams: Streams;
  readonly speeds: Float64Array;
  readonly stragglers: readonly StragglerEntry[];
  readonly cards: Cards;
  readonly faults: readonly FaultEntry[];
  readonly links: Links;
  /** Undefined with `model: none`. */
  readonly workload: Workload | undefined;
  /** The objective to reach, if there is one. */
  readonly target: number | undefined;
  /** What the user should know about this scenario on these data. */
  readonly warnings: readonly Problem[];
  /** The same, drawn by the same chance, where servers or costs are others. */
  withSystem(system: OwnSystem): Prepared;
}

/** Beside the scenario itself. */
export interface PrepareOptions {
  readonly catalogue?: Catalogue;
  /** What stands in the files that the cluster names. */
  readonly files?: InputFiles;
  /** The objective to reach where the scenario gives it as a gap above the optimum. */
  readonly target?: number | undefined;
}

/**
 * Draws the cluster and lays out the data for one replication (from 1). `data` is undefined with `model: none`.
 * @throws InputError when the data do not suit the scenario, or no delay gives the heterogeneity asked for.
 */
export function prepare(
  scenario: Scenario,
  data: SplitData | undefined,
  replication: number,
  options: PrepareOptions = {},
): Prepared {
  const catalogue = options.catalogue ?? builtinCatalogue;
  const { files = new InputFiles() } = options;
  const { distributions } = catalogue;
  const { cluster } = scenario;
  const streams = new Streams(scenario.seed, replication, distributions);
  const speeds = drawSpeeds(cluster, streams);
  const workload = prepareMathematics(scenario, data, streams, speeds, catalogue);
  const cards = drawCards(cluster, streams);
  const links = linksOf(cluster, cards, streams);
  const clockSecondsWith = (stragglers: readonly StragglerEntry[]) =>
    nominalClockSeconds(
      { speeds, links, servers: cluster.servers, wire: cluster.network, stragglers, distributions },
      (worker) => firstClock(scenario, workload, worker),
    );
  return {
    scenario,
    replication,
    workerCount: speeds.length,
    shardCount: cluster.servers.count,
    streams,
    speeds,
    stragglers: makeStragglers(
      cluster.stragglers,
      speeds.length,
      streams,
      { registry: catalogue.stragglers, files },
      clockSecondsWith,
    ),
    cards,
    faults: makeFaults(
      cluster.faults ?? [],
      { workerCount: speeds.length, shardCount: cluster.servers.count },
      streams,
      catalogue.faults,
    ),
    links,
    workload,
    target: options.target ?? scenario.stop.objective,
    warnings: [
      ...stragglerRemarks(scenario, catalogue, files),
      ...(workload ? preparationWarnings(scenario, workload) : []),
    ],
    withSystem: remembered((system) => prepare(withOwnSystem(scenario, system), data, replication, options)),
  };
}

/** `prepared` itself, unless the algorithm has servers or costs of its own. */
export function preparedFor(prepared: Prepared, { servers, costs }: AlgorithmSpec): Prepared {
  const system = { ...(servers && { servers }), ...(costs && { costs }) };
  return hasOwnSystem(system) ? prepared.withSystem(system) : prepared;
}

/** `make`, called once for each system. */
function remembered(make: (system: OwnSystem) => Prepared): (system: OwnSystem) => Prepared {
  const made = new Map<string, Prepared>();
  return (system) => {
    const key = JSON.stringify(system);
    const known = made.get(key) ?? make(system);
    made.set(key, known);
    return known;
  };
}

/** How messages travel between these cards. `widened`: see Links. */
export function linksOf(cluster: ClusterSpec, cards: Cards, streams: Streams, widened?: number): Links {
  return new Links(cluster.network, streams, endsOf(cluster, cards), widened);
}

/** What clock 0 of `worker` costs, or any clock where there is no mathematics. */
export function firstClock(
  { workload: spec, cluster }: Scenario,
  workload: Workload | undefined,
  worker: number,
) {
  if (workload && 'data' in spec) {
    return firstClockOf(workload, worker, scaleOf(spec.computeTime, spec.scale), cluster.network);
  }
  assert('parameters' in spec, 'a scenario without data whose model is not none');
  return timingFirstClock(spec, cluster.servers.count, cluster.network);
}

function prepareMathematics(
  { workload: spec, training, cluster }: Scenario,
  data: SplitData | undefined,
  streams: Streams,
  workerSpeeds: Float64Array,
  { localOptimizers, models }: Catalogue,
): PreparedWorkload | undefined {
  if (!('data' in spec)) return undefined;
  assert(data !== undefined && training !== undefined, 'a model without data or training');
  return prepareWorkload(spec, data, {
    streams,
    workerSpeeds,
    shardCount: cluster.servers.count,
    movesEverything: localOptimizers.get(training.optimizer.kind).movesEverything,
    initial: training.initial,
    models,
  });
}

/** The cards, and whose latency is whose. */
function endsOf({ workers }: ClusterSpec, cards: Cards): Ends {
  const groups = new Uint32Array(cards.workers.length);
  let first = 0;
  workers.forEach(({ count }, group) => {
    groups.fill(group, first, first + count);
    first += count;
  });
  return { cards, groups, latencies: workers.map(({ latency }) => latency) };
}

function drawSpeeds({ workers }: ClusterSpec, streams: Streams): Float64Array {
  const speeds = new Float64Array(workers.reduce((sum, { count }) => sum + count, 0));
  let worker = 0;
  workers.forEach(({ count, speed }, group) => {
    const sampler = samplerOf(speed, streams.stream(`speed/${group}`));
    for (const end = worker + count; worker < end; worker++) speeds[worker] = sampler.draw(worker, 0);
  });
  return speeds;
}
