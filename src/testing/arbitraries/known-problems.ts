import fc from 'fast-check';
import type { SyntheticDataSpec } from '../../scenarios/scenario.ts';
import type { SplitData } from '../../workloads/data-set.ts';
import { generateData } from '../../workloads/synthetic/generate.ts';
import type { KnownOptimum } from '../../workloads/synthetic/generator.ts';
import { generators } from '../../workloads/synthetic/index.ts';
import { oneOf } from './variates.ts';

/** Least squares on synthetic examples, without l2 and intercept, whose optimum is known by construction. */
export interface KnownProblem {
  /** The seed of the scenario, on which the data depend. */
  readonly seed: number;
  /** `workload.data` of the scenario. */
  readonly spec: SyntheticDataSpec;
  readonly data: SplitData;
  readonly optimum: KnownOptimum;
  /** Least curvature of F; the largest is 1. */
  readonly flattest: number;
}

/** Constraints on known problems. */
export interface KnownProblemChoices {
  /** Most features; default 3. */
  readonly maxFeatures?: number;
  /**
   * `shared`: dealt round-robin every worker has the same objective, F itself, which is 0 at the optimum. `own`: noisy examples, of which
   * every worker has others, so that none has its optimum where F has it.
   */
  readonly optimum?: 'shared' | 'own';
}

/** A known problem before the number of workers is known. */
export interface KnownProblemDraft {
  readonly seed: number;
  readonly features: number;
  readonly condition: number;
  /** Number of examples over the least number. */
  readonly each: number;
}

/** Drafts of known problems; they shrink to one feature. */
export function knownProblemDrafts({
  maxFeatures = 3,
}: KnownProblemChoices): fc.Arbitrary<KnownProblemDraft> {
  return fc.record({
    seed: fc.nat(1_000_000),
    features: oneOf(1, maxFeatures),
    condition: fc.constantFrom(1, 2, 4),
    each: oneOf(1, 3),
  });
}

/** The problem of a draft in which each of `workers` workers gets equally many examples of a round-robin partition. */
export function knownProblemOf(
  { seed, features, condition: asked, each }: KnownProblemDraft,
  workers: number,
  { optimum = 'shared' }: KnownProblemChoices,
): KnownProblem {
  // The only eigenvalue of a single feature is 1.
  const condition = features === 1 ? 1 : asked;
  const size = { features, condition };
  const synthetic =
    optimum === 'shared'
      ? { kind: 'quadratic', ...size, copies: workers * each }
      : { kind: 'dense', rows: workers * (features + each), ...size, noise: 0.5, task: 'regression' };
  const made = generateData(generators, synthetic, seed);
  return {
    seed,
    spec: { synthetic },
    data: { train: made.data },
    optimum: made.optimum!,
    flattest: 1 / condition,
  };
}

/** Problems for `workers` workers; they shrink to one feature. */
export function knownProblems(
  workers: number,
  choices: KnownProblemChoices = {},
): fc.Arbitrary<KnownProblem> {
  return knownProblemDrafts(choices).map((draft) => knownProblemOf(draft, workers, choices));
}
