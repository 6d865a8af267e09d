import { sumOfMeans, weightsOfVersions } from '../laws/06-dynamic.ts';
import { type Mutant, withRule } from './mutant.ts';
import { dynamicWith } from './plain-dynamic.ts';

/** S(v) counts the pushes before this one; dividing by at least 1 hides that. */
export const dynamicCountsFromZero: Mutant = {
  wrong: 'S(v) starts from 0, so that the second push of a version counts in full like the first',
  subject: withRule(dynamicWith({ divisor: (count) => Math.max(1, count - 1) })),
  breaks: [weightsOfVersions, sumOfMeans],
};
