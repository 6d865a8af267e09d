import { assert } from '../base/assert.ts';
import { valuesOf } from '../base/options.ts';
import { FairShareNetwork } from '../cluster-model/fair-share-network.ts';
import { Machines, type WhileBlocking } from '../cluster-model/machines.ts';
import { Messages } from '../cluster-model/messages.ts';
import { IndependentNetwork, type Network } from '../cluster-model/network.ts';
import { NicNetwork } from '../cluster-model/nic-network.ts';
import { StragglerSet } from '../cluster-model/straggler-set.ts';
import { Topology } from '../cluster-model/topologies/topology.ts';
import type { Engine } from '../engine/engine.ts';
import { secondsToNanoseconds } from '../engine/time.ts';
import type { ServerRule } from '../optimizers/server/server-rule.ts';
import { samplerOf } from '../random/variate.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import type { AlgorithmSpec, Scenario } from '../scenarios/scenario.ts';
import { serverShardSizes } from '../workloads/held-parameters.ts';
import { slicesOf } from '../workloads/mini-batches.ts';
import type { Dealing, Workload } from '../workloads/workload.ts';
import { ClockTable } from './clock-table.ts';
import { FaultTally } from './faults/fault-tally.ts';
import { lossyWhereAsked } from './faults/lossy-where-asked.ts';
import type { Learning } from './learning.ts';
import { Mail } from './mail.ts';
import { Membership } from './membership.ts';
import { firstClock, type Prepared } from './prepare.ts';
import { PushLedger } from './push-ledger.ts';
import { Reassignment } from './reassignment.ts';
import { EventKind, type RunContext } from './run-context.ts';
import { RunningClocks } from './running-clocks.ts';
import { scaleOf } from './scale.ts';
import type { ServiceTimes } from './server-shard.ts';
import { type CompressedPushes, SgdLearning } from './sgd-learning.ts';
import { TimeAccount } from './time-account.ts';
import { TimingOnlyLearning } from './timing-only-learning.ts';
import { VersionMaster } from './version-master.ts';

/** Puts together what the workers and server shards of one run share. */
export function assembleRun(
  prepared: Prepared,
  algorithm: AlgorithmSpec,
  catalogue: Catalogue,
  engine: Engine,
  emit: RunContext['emit'],
  isTimedOnly = false,
  whileBlocking?: WhileBlocking,
): RunContext {
  const { scenario, workerCount, shardCount, streams, speeds, stragglers } = prepared;
  const messages = new Messages();
  const protocol = catalogue.protocols.get(algorithm.protocol);
  const membership = new Membership(workerCount, messages);
  const tally = new FaultTally(workerCount, shardCount);
  const network = lossyWhereAsked(assembleNetwork(prepared, engine, messages), {
    prepared,
    engine,
    messages,
    tally,
    emit,
  });
  const dealing = algorithm.reassign && prepared.workload?.deal?.();
  const learning = assembleLearning(prepared, algorithm, catalogue, dealing, isTimedOnly);
  return {
    workerCount,
    shardCount,
    engine,
    messages,
    network,
    mail: new Mail({ messages, network, membership, emit }),
    machines: new Machines(speeds, new StragglerSet(workerCount, stragglers, 'compute'), whileBlocking),
    learning,
    protocol: protocol.create(valuesOf(protocol.options, algorithm), {
      workerCount,
      stream: streams.stream('protocol'),
    }),
    asksAgain: protocol.asksAgain ?? 'after-every-push',
    pushes: new PushLedger((push) => learning.forget(push)),
    account: new TimeAccount(workerCount, shardCount),
    maxClocks: scenario.stop.maxClocks ?? Number.POSITIVE_INFINITY,
    requestBytes: scenario.cluster.network.headerBytes,
    updates: new ClockTable(workerCount),
    master: masterOf(prepared, algorithm, engine),
    reassignment: dealing && new Reassignment(dealing, algorithm.reassign!, leastExamples(scenario)),
    membership,
    running: new RunningClocks(engine, prepared.faults, workerCount),
    tally,
    emit,
  };
}

/** The service times of every shard. */
export function serviceTimesOf({ scenario, streams }: Prepared): ServiceTimes {
  const { perPush, perPull, perValue } = scenario.cluster.servers;
  return {
    perPush: samplerOf(perPush, streams.stream('service/push')),
    perPull: samplerOf(perPull, streams.stream('service/pull')),
    perPushedValue: samplerOf(perValue, streams.stream('service/pushed-value')),
    perPulledValue: samplerOf(perValue, streams.stream('service/pulled-value')),
  };
}

function assembleNetwork(prepared: Prepared, engine: Engine, messages: Messages): Network {
  const { scenario, workerCount, stragglers, links, cards } = prepared;
  const { contention, topology = { kind: 'star' } } = scenario.cluster.network;
  const parts = {
    engine,
    messages,
    links,
    cards,
    stragglers: new StragglerSet(workerCount, stragglers, 'network'),
    arrivalKind: EventKind.messageArrived,
    stepKind: EventKind.networkStep,
  };
  if (contention === 'nic') return new NicNetwork(parts);
  if (contention === 'fair-share') return new FairShareNetwork(parts, new Topology(topology, cards));
  return new IndependentNetwork(parts);
}

function masterOf(prepared: Prepared, algorithm: AlgorithmSpec, engine: Engine): VersionMaster | undefined {
  if (algorithm.partitionSync === undefined) return undefined;
  const { workerCount, shardCount, links, stragglers, scenario } = prepared;
  return new VersionMaster({
    engine,
    links,
    stragglers: new StragglerSet(workerCount, stragglers, 'network'),
    workerCount,
    shardCount,
    reportEvery: secondsToNanoseconds(algorithm.reportEvery!),
    headerBytes: scenario.cluster.network.headerBytes,
    askedKind: EventKind.masterAsked,
    answeredKind: EventKind.masterAnswered,
  });
}

/** A mini-batch is never empty. */
function leastExamples({ workload }: Scenario): number {
  assert('batchSize' in workload && typeof workload.batchSize === 'string', 'mini-batches of a fixed size');
  return slicesOf(workload.batchSize);
}

function assembleLearning(
  prepared: Prepared,
  algorithm: AlgorithmSpec,
  catalogue: Catalogue,
  dealing: Dealing | undefined,
  isTimedOnly: boolean,
): Learning {
  const { scenario, workload } = prepared;
  if (!workload || !('data' in scenario.workload))
    return new TimingOnlyLearning(firstClock(scenario, workload, 0));
  const { training } = scenario;
  const { learningRate } = algorithm;
  assert(training !== undefined && learningRate !== undefined, 'a model without training');
  const schedule = catalogue.schedules.get(learningRate.schedule);
  const optimizer = catalogue.localOptimizers.get(training.optimizer.kind);
  const optimizerOptions = valuesOf(optimizer.options, training.optimizer);
  return new SgdLearning({
    workload: dealing ? { ...workload, workers: dealing.workers } : workload,
    scale: scaleOf(scenario.workload.computeTime, scenario.workload.scale),
    wire: scenario.cluster.network,
    schedule: schedule.create(valuesOf(schedule.options, learningRate)),
    makeOptimizer: (count) => optimizer.create(optimizerOptions, count),
    shardCount: prepared.shardCount,
    makeRule: ruleMaker(prepared, workload, algorithm, catalogue),
    compression: compressionOf(prepared, algorithm, catalogue),
    isTimedOnly: isTimedOnly && algorithm.compression === undefined,
  });
}

function compressionOf(
  { streams }: Prepared,
  { compression }: AlgorithmSpec,
  { compressions }: Catalogue,
): CompressedPushes | undefined {
  if (!compression) return undefined;
  const definition = compressions.get(compression.kind);
  const options = valuesOf(definition.options, compression);
  const stream = streams.stream('compression');
  return {
    encoding: definition.encoding,
    makeCompressor: (worker, size) => definition.create(options, { size, worker, stream }),
  };
}

/** Makes the instance of the server rule for a shard. */
function ruleMaker(
  { workerCount, shardCount }: Prepared,
  { workers, parameterCount }: Workload,
  algorithm: AlgorithmSpec,
  catalogue: Catalogue,
): (shard: number) => ServerRule {
  const rule = catalogue.serverRules.get(algorithm.rule);
  const options = valuesOf(rule.options, algorithm);
  const total = workers.reduce((sum, { examples }) => sum + examples, 0);
  const exampleShares = Float64Array.from(workers, ({ examples }) => examples / total);
  const sizes = serverShardSizes(parameterCount, shardCount);
  return (shard) => rule.create(options, { workerCount, parameterCount: sizes[shard]!, exampleShares });
}
