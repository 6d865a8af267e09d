import type { ScaleSpec } from '../scenarios/scenario.ts';
import type { ComputeCost } from './compute-cost.ts';

/** What an example, a nonzero and a value of a message stand for in the job that is timed. 1 where the job is the one computed. */
export interface Scale {
  /** The costs of the examples and nonzeros computed on. */
  readonly cost: ComputeCost;
  /** Values of the job for one value that is held or carried. */
  readonly parameters: number;
}

/**
 * Every example computed on stands for `examples` of the job, every nonzero of it for `nonzerosPerExample` of each of those, every parameter for
 * `parameters`. Mini-batches stay as many.
 */
export function scaleOf(cost: ComputeCost, scale: ScaleSpec | undefined): Scale {
  if (!scale) return { cost, parameters: 1 };
  const { examples, nonzerosPerExample, parameters } = scale;
  return {
    cost: {
      ...cost,
      perExample: cost.perExample * examples,
      perNonzero: cost.perNonzero * examples * nonzerosPerExample,
    },
    parameters,
  };
}

/** How many values of the job `count` values stand for: a whole number. */
export function scaledCount(count: number, { parameters }: Pick<Scale, 'parameters'>): number {
  return Math.round(count * parameters);
}
