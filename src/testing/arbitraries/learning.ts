import fc from 'fast-check';
import type {
  BatchSize,
  LocalOptimizerSpec,
  PartitionKind,
  ScaleSpec,
  ScheduleSpec,
  ShuffleKind,
  TrainingSpec,
  WorkloadSpec,
} from '../../scenarios/scenario.ts';
import type { LabelDraft } from './data-sets.ts';
import { multiples, oneOf } from './variates.ts';

/** The models that trials may have. */
export type ModelName = 'logistic-regression' | 'linear-svm' | 'least-squares' | 'softmax-regression';

/** Kind of labels that a model takes. */
export const LABELS: Readonly<Record<ModelName, LabelDraft>> = {
  'logistic-regression': 'binary',
  'linear-svm': 'binary',
  'least-squares': 'real',
  'softmax-regression': 'classes',
};

/** Every model. */
export const MODELS = Object.keys(LABELS) as ModelName[];

/** Models with a continuous gradient, so that rounding differences stay small. */
export const SMOOTH_MODELS: readonly ModelName[] = MODELS.filter((name) => name !== 'linear-svm');

/** Every way of dealing examples. */
export const PARTITIONS: readonly PartitionKind[] = [
  'round-robin',
  'contiguous',
  'random',
  'by-label',
  'proportional',
];

/** Ways of dealing examples that do not depend on the machines. */
export const TIMELESS_PARTITIONS: readonly PartitionKind[] = PARTITIONS.filter(
  (kind) => kind !== 'proportional',
);

/** Every way of ordering them. */
export const SHUFFLES: readonly ShuffleKind[] = ['none', 'once', 'every-epoch'];

/** The part of a workload and its training that does not depend on the numbers of examples and workers. */
export interface LearningDraft
  extends Omit<WorkloadSpec, 'data' | 'batchSize' | 'computeTime' | 'model' | 'scale'>,
    Pick<TrainingSpec, 'optimizer' | 'learningRate' | 'evaluate'> {
  readonly model: ModelName;
  readonly scale: ScaleSpec | undefined;
  /** Index among the mini-batch sizes that fit. */
  readonly batchChoice: number;
  readonly initial: 'zero' | 'number' | 'list';
}

/** Drafts of learning. They shrink to logistic regression by plain SGD with one mini-batch per clock. */
export function learningDrafts(
  models: readonly ModelName[],
  partitions: readonly PartitionKind[],
  maxBatchesPerClock: number,
): fc.Arbitrary<LearningDraft> {
  return fc.record({
    model: fc.constantFrom(...models),
    l2: fc.constantFrom(0, 0.1),
    intercept: fc.boolean(),
    partition: fc.constantFrom(...partitions),
    shuffle: fc.constantFrom(...SHUFFLES),
    batchesPerClock: oneOf(1, maxBatchesPerClock),
    gradient: fc.constantFrom('mean', 'sum'),
    features: fc.constantFrom('local', 'all'),
    optimizer: localOptimizers,
    learningRate: schedules,
    evaluate: fc.record({
      every: fc.oneof(
        { withCrossShrink: true },
        fc.record({ updates: fc.integer({ min: 1, max: 9 }) }),
        fc.record({ seconds: multiples(1e-3, 1, 16) }),
      ),
      of: fc.constantFrom('server', 'fastest-worker'),
    }),
    batchChoice: fc.nat(11),
    scale: fc.option(
      fc.record({
        examples: fc.constantFrom(1, 3),
        parameters: fc.constantFrom(1, 2.5, 40),
        nonzerosPerExample: fc.constantFrom(1, 0.5),
      }),
      { nil: undefined, freq: 4 },
    ),
    initial: fc.constantFrom('zero', 'number', 'list'),
  });
}

/**
 * Learning rates. With |x_ij| ≤ 1, at most 12 features and an intercept, and l2·M/M_j ≤ 0.8, the curvature of a mini-batch is
 * below L = 14, so that a step of η ≤ 1/8 does not take two replicas further from each other: |1 − ηλ| ≤ 1 for 0 ≤ λ ≤ L.
 */
export const schedules: fc.Arbitrary<ScheduleSpec> = fc
  .record({
    initial: fc.constantFrom(0.125, 0.1, 0.03),
    rest: fc.oneof(
      { withCrossShrink: true },
      fc.constant({ schedule: 'constant' }),
      fc.record({ schedule: fc.constant('inverse-sqrt'), alpha: fc.constantFrom(0.2, 1) }),
      fc.record({
        schedule: fc.constant('step'),
        factor: fc.constantFrom(0.5, 0.9),
        every: fc.constantFrom(1, 2),
      }),
    ),
  })
  .map(({ initial, rest }) => ({ ...rest, schedule: rest.schedule, initial }));

/** Every local optimizer; they shrink to sgd. */
export const localOptimizers: fc.Arbitrary<LocalOptimizerSpec> = fc.oneof(
  { withCrossShrink: true },
  fc.constant({ kind: 'sgd' }),
  fc.record({ kind: fc.constant('momentum'), beta: fc.constantFrom(0.5, 0.9) }),
);

/** The mini-batch sizes that fit a worker with `examples` examples, the smallest first; with `whole`, those that divide them. */
export function batchSizesFor(examples: number, whole: boolean): BatchSize[] {
  const fits = (count: number) => count <= examples && (!whole || examples % count === 0);
  const sizes = Array.from({ length: examples }, (_, k) => k + 1).filter(fits);
  const parts = [1, 2, 4, 5].filter(fits);
  return [...sizes, ...parts.map((slices): BatchSize => `${100 / slices}%`)];
}
