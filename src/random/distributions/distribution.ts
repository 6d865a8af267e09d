import type { Definition, Options, ValuesOf } from '../../base/options.ts';

/** A probability distribution, sampled by its inverse distribution function: one uniform variate per draw. */
export interface Distribution {
  /** Expected value; Infinity where there is none. */
  readonly mean: number;
  /** Nothing below this is ever drawn. */
  readonly lowest: number;
  /** Whether `lowest` itself can be drawn. */
  readonly reachesLowest: boolean;
  /** The value below which a draw falls with probability `u`, 0 < u < 1; before rejection, where there is some. */
  quantile(u: number): number;
  /** Draws that it refuses are drawn again; at least half of them pass. `mean` and `lowest` are those of what passes. */
  accepts?(value: number): boolean;
}

/** A distribution as scenario files name it: `{ lognormal: { median: 1, sigma: 0.3 } }`. */
export interface DistributionDefinition<O extends Options = Options> extends Definition<O> {
  /** Tells what it is where definitions of all kinds come together; `defineDistribution` sets it. */
  readonly defines?: 'distribution';
  /** The distribution with these parameters. */
  create(parameters: ValuesOf<O>): Distribution;
  /** What is wrong with parameters that are each allowed but do not go together (`min` above `max`), or undefined. */
  contradiction?(parameters: ValuesOf<O>): string | undefined;
}

/** Gives a distribution its types, and marks it as one. */
export function defineDistribution<const O extends Options>(
  definition: DistributionDefinition<O>,
): DistributionDefinition<O> {
  return { ...definition, defines: 'distribution' };
}
