import type { Definition, Options, ValuesOf } from '../../base/options.ts';

/** A probability distribution, sampled by its inverse distribution function: one uniform variate per draw. */
export interface Distribution {
  /** Expected value; Infinity where there is none. */
  readonly mean: number;
  /** The lower bound of all draws. */
  readonly lowest: number;
  /** Whether `lowest` itself can be drawn. */
  readonly reachesLowest: boolean;
  /** Returns the quantile: the value below which a draw falls with probability `u`, 0 < u < 1, before rejection. */
  quantile(u: number): number;
  /** Returns whether a draw is accepted; others are drawn again. At least half pass. `mean` and `lowest` are those of accepted draws. */
  accepts?(value: number): boolean;
}

/** A distribution as scenario files name it: `{ lognormal: { median: 1, sigma: 0.3 } }`. */
export interface DistributionDefinition<O extends Options = Options> extends Definition<O> {
  /** The kind of definition, for lists of definitions of all kinds; set by `defineDistribution`. */
  readonly defines?: 'distribution';
  /** Makes the distribution with these parameters. */
  create(parameters: ValuesOf<O>): Distribution;
  /** Says why parameters that are each allowed do not go together (`min` above `max`); undefined where they do. */
  contradiction?(parameters: ValuesOf<O>): string | undefined;
}

/** Defines a distribution, with types inferred from its options. */
export function defineDistribution<const O extends Options>(
  definition: DistributionDefinition<O>,
): DistributionDefinition<O> {
  return { ...definition, defines: 'distribution' };
}
