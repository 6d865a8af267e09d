import type { Problem } from '../../base/errors.ts';
import type { InputFormat } from '../../base/input-files.ts';
import type { Definition, Options, ValuesOf } from '../../base/options.ts';
import type { Registry } from '../../base/registry.ts';
import type { SimTime } from '../../engine/time.ts';
import type { DistributionDefinition } from '../../random/distributions/distribution.ts';
import type { Stream } from '../../random/streams.ts';

/**
 * Why and when workers are slower than their machines. It is asked only about the workers that the entry hits. Factors of
 * several models multiply; delays add up.
 */
export interface StragglerModel {
  /** How many times slower `worker` is at `time`, in its clock `clock`; 1 = not at all, Infinity = suspended (computing only). */
  factorAt(worker: number, time: SimTime, clock: number): number;
  /** The next instant after `time` at which the factor can be another within one clock; Infinity when there is none. */
  nextChange(worker: number, time: SimTime): SimTime;
  /** Seconds added to the computing of `clock`. */
  delayOf?(worker: number, clock: number): number;
  /** A factor that the worker always has, if it has one: what counts as its machine's own clock time for `heterogeneity`. */
  lastingFactor?(worker: number): number;
  /** Likewise: seconds that every clock of the worker takes longer, in the mean. */
  lastingDelay?(worker: number): number;
  /** Seconds that `clock` takes in place of its work at the speed of the machine, factors and delays apart; undefined where that is not known. */
  recordedSeconds?(worker: number, clock: number): number | undefined;
  /** Its mean over the clocks of the worker. */
  lastingSeconds?(worker: number): number;
  /** Seconds that the push of `clock`, and the answer to the pull after it, take longer on their way; undefined where that is not known. */
  transitOf?(worker: number, clock: number): number | undefined;
  /** Its mean over the clocks of the worker. */
  lastingTransit?(worker: number): number;
}

/** What a straggler model is made with. */
export interface StragglerContext {
  readonly workerCount: number;
  /** How many of the workers before it the entry hits. [workers] */
  readonly ranks: Uint32Array;
  /** What the entry slows down. */
  readonly affects: readonly ('compute' | 'network')[];
  /** What stands in a file that the entry names. */
  contentOf<T>(format: InputFormat<T>, file: string): T;
  /** A stream of its own for each purpose of this entry; draws are addressed by worker and index. */
  stream(purpose: string): Stream;
  /** For `heterogeneity`: the delay in seconds that makes the slowest clock that many times the fastest, when the entry's workers get it. */
  delayForHeterogeneity(level: number): number;
}

/** What an entry can be judged by before anything is drawn. */
export interface RemarkContext extends Pick<StragglerContext, 'affects' | 'contentOf'> {
  /** When the run ends at the latest. */
  readonly horizon: SimTime;
}

/** A straggler model as the registry holds it: the `kind` of an entry under cluster.stragglers. */
export interface StragglerDefinition<O extends Options = Options> extends Definition<O> {
  /** Tells what it is where definitions of all kinds come together; `defineStraggler` sets it. */
  readonly defines?: 'straggler';
  /** What it can slow down. */
  readonly affects: readonly ('compute' | 'network')[];
  /**
   * Its models replace the work of clocks instead of stretching it: they have `recordedSeconds` or `transitOf`, and the mean of what
   * they record. Without such a straggler every worker is as the fastest recorded one in the mean; without any other it is as its machine.
   */
  readonly replacesWork?: boolean;
  /** What is wrong with options that are each allowed but do not go together, or undefined. `known`: what they may be drawn from. */
  contradiction?(options: ValuesOf<O>, known?: Registry<DistributionDefinition>): string | undefined;
  /**
   * What is allowed and without effect: what a file has that nothing reads, a first change after the end.
   * @throws InputError where the options do not suit the files that they name.
   */
  remarks?(options: ValuesOf<O>, context: RemarkContext): readonly Problem[];
  /** Names of recorded machines: the k-th worker that the entry hits stands for machine k mod their number. */
  machines?(options: ValuesOf<O>, context: Pick<StragglerContext, 'contentOf'>): readonly string[];
  /** The model of one run; it is asked about the workers that the entry hits. */
  create(options: ValuesOf<O>, context: StragglerContext): StragglerModel;
}

/** Gives a straggler model its types, and marks it as one. */
export function defineStraggler<const O extends Options>(
  definition: StragglerDefinition<O>,
): StragglerDefinition<O> {
  return { ...definition, defines: 'straggler' };
}
