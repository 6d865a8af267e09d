import { normalVariate } from './normal-variates.ts';

/** Part of the features that a hidden model looks at. */
const INFORMATIVE = 0.1;

/** Features whose weights are kept rather than computed at each use: 8 MiB. */
const KEPT = 1 << 20;

/**
 * A sparse linear model over any number of features: a tenth of them, drawn at random (ten, where there are few), have standard normal weights.
 * One uniform variate per feature says both whether it has one and which.
 */
export class HiddenModel {
  readonly #uniformOf: (feature: number) => number;
  readonly #share: number;
  readonly #kept: Float64Array;

  constructor(features: number, uniformOf: (feature: number) => number) {
    this.#uniformOf = uniformOf;
    this.#share = Math.min(1, Math.max(INFORMATIVE, 10 / features));
    this.#kept = Float64Array.from({ length: Math.min(features, KEPT) }, (_, j) => this.#compute(j));
  }

  /** Of a feature, from 0. */
  weight(feature: number): number {
    return feature < this.#kept.length ? this.#kept[feature]! : this.#compute(feature);
  }

  #compute(feature: number): number {
    const u = this.#uniformOf(feature);
    return u < this.#share ? normalVariate(u / this.#share) : 0;
  }
}
