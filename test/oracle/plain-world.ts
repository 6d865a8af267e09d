import { valuesOf } from '../../src/base/options.ts';
import type { TraceEntry } from '../../src/explanation/trace-entry.ts';
import type { Protocol, Push } from '../../src/protocols/protocol.ts';
import type { Catalogue } from '../../src/scenarios/catalogue.ts';
import type { AlgorithmSpec, Scenario } from '../../src/scenarios/scenario.ts';
import { serviceTimesOf } from '../../src/simulation/assemble-run.ts';
import { type CurvePoint, type Prepared, preparedFor, type RunStatus } from '../../src/simulation/index.ts';
import { RunDigest } from '../../src/simulation/run-digest.ts';
import type { Dealing } from '../../src/workloads/workload.ts';
import { PlainLearning, type PlainSize } from './plain-learning.ts';

/** A local update on its way. */
export interface PlainPush {
  readonly worker: number;
  readonly clock: number;
  /** [d]; empty where there is no mathematics. */
  readonly update: Float64Array;
  /** Updates of others counted when the replica was pulled. */
  readonly othersAtPull: number;
  shardsLeft: number;
  /** Whether some shard has not accepted it. */
  isRefused?: boolean;
}

/** What travels between a worker and a shard. */
export interface PlainMessage {
  readonly kind: 'push' | 'request' | 'answer';
  readonly worker: number;
  readonly shard: number;
  readonly clock: number;
  readonly size: PlainSize;
  readonly push?: PlainPush;
  /** When it joined the queue of its shard. */
  joined: number;
}

/** A server shard: a queue, a place to park, a table of clocks. */
export interface PlainShard {
  readonly index: number;
  queue: PlainMessage[];
  serving: PlainMessage | undefined;
  servingSince: number;
  /** Whether it takes a checkpoint, since then. */
  checkpointing: boolean;
  parked: PlainMessage[];
  /** Pushes handled of each worker. */
  readonly clocks: number[];
  readonly othersAtAnswer: number[];
  /** Rounds closed, and how many had been when each worker last read. */
  round: number;
  readonly roundRead: number[];
  /** What is there of the round under way, and the workers of its pushes, be they lost. */
  held: (PlainPush & Push)[];
  inRound: number[];
  busy: number;
  waited: number;
  begun: number;
  served: number;
  bytesIn: number;
  bytesOut: number;
}

/** A worker between two events. */
export interface PlainWorker {
  clock: number;
  cachedMinClock: number;
  /** The slowest clocks in the answers to the pull under way. */
  answers: number[];
  answersArrived: number;
  othersAtPull: number;
  /** Of the clock under way. */
  startedAt: number;
  /** How long the last clock took. */
  lasted: number | undefined;
}

/** Everything that changes in the course of a run, and what the run was given. */
export interface PlainWorld {
  readonly scenario: Scenario;
  readonly prepared: Prepared;
  readonly algorithm: AlgorithmSpec;
  readonly catalogue: Catalogue;
  readonly protocol: Protocol;
  readonly serviceTimes: ReturnType<typeof serviceTimesOf>;
  /** Where examples move. */
  readonly dealing: Dealing | undefined;
  readonly learning: PlainLearning | undefined;
  /** Whether anybody looks on. */
  readonly observed: boolean;
  now: number;
  status: RunStatus | undefined;
  readonly agenda: { readonly time: number; readonly act: () => void }[];
  readonly trace: TraceEntry[];
  readonly shards: PlainShard[];
  readonly workers: PlainWorker[];
  /** Whole updates of each worker. */
  readonly updates: number[];
  /** Of each worker's updates. */
  readonly staleness: number[][];
  readonly curve: CurvePoint[];
  /** When the last message on each way arrives. */
  readonly lastArrivals: Map<string, number>;
  readonly digest: RunDigest;
  bytesPushed: number;
  bytesPulled: number;
}

/** The world at time 0. */
export function worldOf(
  common: Prepared,
  algorithm: AlgorithmSpec,
  catalogue: Catalogue,
  observed: boolean,
): PlainWorld {
  const prepared = preparedFor(common, algorithm);
  const { scenario, workerCount, shardCount, workload, streams } = prepared;
  const dealing = algorithm.reassign && workload!.deal!();
  const definition = catalogue.protocols.get(algorithm.protocol);
  const context = { workerCount, stream: streams.stream('protocol') };
  return {
    scenario,
    prepared,
    algorithm,
    catalogue,
    protocol: definition.create(valuesOf(definition.options, algorithm), context),
    serviceTimes: serviceTimesOf(prepared),
    dealing,
    learning:
      workload &&
      new PlainLearning(prepared, dealing ? { ...workload, ...dealing } : workload, algorithm, catalogue),
    observed,
    now: 0,
    status: undefined,
    agenda: [],
    trace: [],
    shards: Array.from({ length: shardCount }, (_, index) => shardOf(index, workerCount)),
    workers: Array.from({ length: workerCount }, () => ({
      clock: 0,
      cachedMinClock: 0,
      answers: [],
      answersArrived: 0,
      othersAtPull: 0,
      startedAt: 0,
      lasted: undefined,
    })),
    updates: new Array<number>(workerCount).fill(0),
    staleness: Array.from({ length: workerCount }, () => []),
    curve: [],
    lastArrivals: new Map(),
    digest: new RunDigest(),
    bytesPushed: 0,
    bytesPulled: 0,
  };
}

function shardOf(index: number, workerCount: number): PlainShard {
  return {
    index,
    queue: [],
    serving: undefined,
    servingSince: 0,
    checkpointing: false,
    parked: [],
    clocks: new Array<number>(workerCount).fill(0),
    othersAtAnswer: new Array<number>(workerCount).fill(0),
    round: 0,
    roundRead: new Array<number>(workerCount).fill(0),
    held: [],
    inRound: [],
    busy: 0,
    waited: 0,
    begun: 0,
    served: 0,
    bytesIn: 0,
    bytesOut: 0,
  };
}

/** Σ */
export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
