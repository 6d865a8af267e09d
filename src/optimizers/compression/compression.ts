import { type Definition, flagOption, type Option, type Options, type ValuesOf } from '../../base/options.ts';
import type { Stream } from '../../random/streams.ts';

/** How a compressed push writes its values on the wire: so many bits each, and one scale for all in every message. */
export interface Encoding {
  readonly bitsPerValue: number;
  /** Whether a value can be zero. If not, parameters that are not carried cannot be written among those that are. */
  readonly writesZero: boolean;
}

/** What a worker sends of its updates. One instance per worker. */
export interface Compressor {
  /**
   * Makes of `update` what is sent of it, and returns the positions at which it is, ascending (null: all). Before, `update` is the local update
   * of `clock` at the positions `carried` (ascending; null: all) and 0 elsewhere; after, it matters at the returned positions
   * only. What is returned is lent until the next call. update: [size]
   */
  compress(update: Float64Array, carried: Uint32Array | null, clock: number): Uint32Array | null;
}

/** What a compressor is made with. */
export interface CompressionContext {
  /** Number of parameters that the worker holds. */
  readonly size: number;
  readonly worker: number;
  /** For compressions that draw; addressed by worker, clock and position. */
  readonly stream: Stream;
}

/** A compression as the registry holds it. */
export interface CompressionDefinition<O extends Options = Options> extends Definition<O> {
  /** Tells what is registered; `defineCompression` sets it. */
  readonly defines?: 'compression';
  /** Without it values are written as in a push that is not compressed. */
  readonly encoding?: Encoding;
  /** What is wrong with options that are each allowed but do not go together, or undefined. */
  contradiction?(options: ValuesOf<O>): string | undefined;
  create(options: ValuesOf<O>, context: CompressionContext): Compressor;
}

/** Gives a compression its types, and marks it as one. */
export function defineCompression<const O extends Options>(
  definition: CompressionDefinition<O>,
): CompressionDefinition<O> {
  return { ...definition, defines: 'compression' };
}

/** The option of all compressions. */
export function errorFeedbackOption(fallback: boolean): Option<boolean> {
  return flagOption({
    description: 'Whether the worker keeps what it has not sent, and adds it to its next update.',
    default: fallback,
  });
}
