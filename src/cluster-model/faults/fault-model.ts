import type { Definition, Options, ValuesOf } from '../../base/options.ts';
import type { Registry } from '../../base/registry.ts';
import type { Duration, SimTime } from '../../engine/time.ts';
import type { DistributionDefinition } from '../../random/distributions/distribution.ts';
import type { Stream } from '../../random/streams.ts';
import type { Sampler } from '../../random/variate.ts';
import type { MessageKind } from '../messages.ts';

/** For how long a machine is away. */
export interface Outage {
  readonly start: SimTime;
  /** NEVER: it does not come back. */
  readonly end: SimTime;
}

/** A crash in the middle of a clock. */
export interface ClockHit {
  /** After this part of the clock's computing; in (0, 1). */
  readonly part: number;
  /** From the crash to the restart. */
  readonly downtime: Duration;
}

/** Transmissions that get lost. */
export interface MessageLoss {
  /** From a lost transmission to the next one of the same message. */
  readonly timeout: Duration;
  /** How many transmissions of a message are lost before one arrives. */
  lostTransmissions(kind: MessageKind, worker: number, clock: number, shard: number): number;
}

/** How often a server shard saves what it has, and for how many seconds it serves nobody meanwhile. */
export interface Checkpoints {
  readonly every: Duration;
  /** Addressed by shard and number of the checkpoint. */
  readonly seconds: Sampler;
}

/**
 * What goes wrong and when: a function of chance and of whom it hits, never of the algorithm, so that all algorithms of one
 * replication meet the same faults. It is asked only about those that its entry hits. What comes of it is told in simulation/faults.
 */
export interface FaultModel {
  /**
   * Outage number `index` (from 0) of a worker or a server shard; `previousEnd` is when the one before ended, 0 for the first.
   * Undefined: there are no more. They come in order of their starts.
   */
  outage?(subject: number, index: number, previousEnd: SimTime): Outage | undefined;
  /** Whether `worker` crashes while it computes `clock` for the first time. */
  clockHit?(worker: number, clock: number): ClockHit | undefined;
  /** How long after a worker has gone the server shards drop it, if it is not back by then; NEVER: they wait for it. */
  readonly detection?: Duration;
  /** When `worker` comes for the first time. */
  joinTime?(worker: number): SimTime;
  readonly messageLoss?: MessageLoss;
  readonly checkpoints?: Checkpoints;
}

/** What a fault model is made with. */
export interface FaultContext {
  /** A stream of its own for each purpose of this entry; draws are addressed by whom it hits and a clock or a number of outages. */
  stream(purpose: string): Stream;
}

/** A fault model as the registry holds it: the `kind` of an entry under cluster.faults. */
export interface FaultDefinition<O extends Options = Options> extends Definition<O> {
  /** Tells what it is where definitions of all kinds come together; `defineFault` sets it. */
  readonly defines?: 'fault';
  /** Whom an entry may list: workers or server shards. */
  readonly hits: 'workers' | 'shards';
  /** What is wrong with options that are each allowed but do not go together, or undefined. `known`: what they may be drawn from. */
  contradiction?(options: ValuesOf<O>, known?: Registry<DistributionDefinition>): string | undefined;
  /** The model of one run; it is asked about the workers or server shards that the entry hits. */
  create(options: ValuesOf<O>, context: FaultContext): FaultModel;
}

/** Gives a fault model its types, and marks it as one. */
export function defineFault<const O extends Options>(definition: FaultDefinition<O>): FaultDefinition<O> {
  return { ...definition, defines: 'fault' };
}
