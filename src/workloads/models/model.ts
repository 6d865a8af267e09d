import type { Definition } from '../../base/options.ts';

/** What labels a model takes: two values (made −1 and +1), any finite numbers, or classes (made 0, 1, … in ascending order). */
export type LabelKind = 'binary' | 'real' | 'classes';

/**
 * A linear model with a convex loss of its scores. Parameters are kept by feature: score k of example x is
 * Σ_j x_j · w[j·K + k], with K = `outputs`.
 */
export interface Model {
  /** K: scores per example. */
  readonly outputs: number;
  /** Loss of one example. `scores`: [K]; `label` as prepared. */
  loss(scores: Float64Array, label: number): number;
  /** Overwrites `scores` with the (sub)gradient of the loss with respect to them. */
  scoreGradient(scores: Float64Array, label: number): void;
  /** Whether the scores predict the label; undefined for models that do not classify. */
  correct?(scores: Float64Array, label: number): boolean;
}

/** A model as the registry holds it. Models have no options. */
export interface ModelDefinition extends Definition {
  /** Tells what it is where definitions of all kinds come together; `defineModel` sets it. */
  readonly defines?: 'model';
  readonly labels: LabelKind;
  /** Whether the objective has second derivatives everywhere (not so the hinge loss). */
  readonly smooth: boolean;
  /** A value below which no loss is; unknown where not given. */
  readonly leastLoss?: number;
  /** `classCount`: number of distinct labels in the training data. */
  create(classCount: number): Model;
}

/** Marks a model as one. */
export function defineModel(definition: ModelDefinition): ModelDefinition {
  return { ...definition, defines: 'model' };
}
