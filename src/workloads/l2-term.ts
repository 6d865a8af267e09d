import type { HeldFeatures } from './held-parameters.ts';

/** The gradient of (l2/2)|w|² as one worker applies it. */
export interface L2Term {
  /** gradient += scale · l2_j · replica, where l2_j is the worker's part for feature j. */
  addTo(gradient: Float64Array, replica: Float64Array, scale: number): void;
}

/** The l2 terms of all workers. */
export interface L2Terms {
  /** Null where l2 = 0. [M] */
  readonly ofWorkers: readonly (L2Term | null)[];
  /** The largest l2_j. */
  readonly strongest: number;
}

/**
 * The l2 term of feature j is spread over the M_j of M workers that hold it, each applying l2·M/M_j, so that the mean over
 * workers is the gradient of F. `shares`: all workers hold everything, or each a list of features. `outputs`: K.
 */
export function l2TermsOf(
  l2: number,
  shares: readonly { readonly held: Pick<HeldFeatures, 'features'> }[],
  featureCount: number,
  outputs: number,
): L2Terms {
  if (l2 === 0) return { ofWorkers: shares.map(() => null), strongest: 0 };
  const listed = shares.map(({ held }) => held.features).filter((features) => features !== null);
  if (listed.length === 0) return { ofWorkers: shares.map(() => fullL2(l2)), strongest: l2 };

  const holders = countHolders(listed, featureCount);
  // Written so that it is exactly l2 where all workers hold the feature.
  const weights = Float64Array.from(listed, (_, others) => l2 * (listed.length / (others + 1)));
  const holdersOf = (features: Uint32Array) => features.map((feature) => holders[feature]!);
  const fewest = holders.reduce(
    (least, count) => (count > 0 && count < least ? count : least),
    listed.length,
  );
  return {
    ofWorkers: listed.map((features) => spreadL2(weights, holdersOf(features), outputs)),
    strongest: weights[fewest - 1]!,
  };
}

/** M_j of every feature. */
function countHolders(held: readonly Uint32Array[], featureCount: number): Uint32Array {
  const holders = new Uint32Array(featureCount);
  for (const features of held) for (const feature of features) holders[feature]!++;
  return holders;
}

function fullL2(l2: number): L2Term {
  return {
    addTo(gradient, replica, scale) {
      const weight = scale * l2;
      for (let i = 0; i < replica.length; i++) gradient[i] = gradient[i]! + weight * replica[i]!;
    },
  };
}

/** `weights[m − 1]`: l2_j of a feature with m holders. `holders`: of each feature of the replica. */
function spreadL2(weights: Float64Array, holders: Uint32Array, outputs: number): L2Term {
  return {
    addTo(gradient, replica, scale) {
      for (let feature = 0; feature < holders.length; feature++) {
        const weight = scale * weights[holders[feature]! - 1]!;
        const end = (feature + 1) * outputs;
        for (let i = feature * outputs; i < end; i++) gradient[i] = gradient[i]! + weight * replica[i]!;
      }
    },
  };
}
