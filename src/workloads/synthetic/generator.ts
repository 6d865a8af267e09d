import type { Definition, Options, ValuesOf } from '../../base/options.ts';
import type { Stream } from '../../random/streams.ts';
import type { DataSet } from '../data-set.ts';

/** Where the least-squares objective of a generated data set is smallest, without l2 and without intercept. */
export interface KnownOptimum {
  /** [features] */
  readonly parameters: Float64Array;
  readonly objective: number;
}

/** What a generator makes. */
export interface GeneratedData {
  readonly data: DataSet;
  /** Present where it is known by construction. */
  readonly optimum?: KnownOptimum;
}

/**
 * A source of made-up examples as the registry holds it: the `kind` under workload.data.synthetic. All its chance comes from
 * one stream, so that one seed gives the same bytes on every engine.
 */
export interface GeneratorDefinition<O extends Options = Options> extends Definition<O> {
  /** Tells what it is where definitions of all kinds come together; `defineGenerator` sets it. */
  readonly defines?: 'generator';
  /** What is wrong with options that are each allowed but do not go together, or undefined. */
  contradiction?(options: ValuesOf<O>): string | undefined;
  /** The examples, drawn from `uniforms`. */
  create(options: ValuesOf<O>, uniforms: Stream): GeneratedData;
}

/** Gives a generator its types, and marks it as one. */
export function defineGenerator<const O extends Options>(
  definition: GeneratorDefinition<O>,
): GeneratorDefinition<O> {
  return { ...definition, defines: 'generator' };
}
