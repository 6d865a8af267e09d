import type { Differing } from '../explanation/first-divergence.ts';
import { type ComparedPair, isIdentical, type ResultDifference } from './difference-text.ts';

/** What `diff --json` prints: one object. What JSON cannot say (NaN, Infinity, nothing) becomes null. */
export function differenceAsJson(difference: ResultDifference): string {
  const { pairs, onlyInA, onlyInB } = difference;
  return JSON.stringify({
    identical: isIdentical(difference),
    pairs: pairs.map(pairAsData),
    only_in_a: onlyInA,
    only_in_b: onlyInB,
  });
}

function pairAsData({ name, compared, figures, remarks }: ComparedPair) {
  return {
    name,
    rerun: compared !== undefined,
    first_event: differing(compared?.divergence?.event),
    first_parameter: differing(compared?.divergence?.parameter),
    figures: figures.map(({ difference = null, relative = null, ...figure }) => ({
      ...figure,
      difference,
      relative,
    })),
    remarks,
  };
}

function differing<T>(place: Differing<T> | undefined) {
  return place ? { index: place.index, a: place.a ?? null, b: place.b ?? null } : null;
}
