import { oneWorkerIsSgd } from '../laws/03-sequential-sgd.ts';
import { sumOfMeans, weightsOfVersions } from '../laws/06-dynamic.ts';
import { type Mutant, withRule } from './mutant.ts';
import { dynamicWith } from './plain-dynamic.ts';

/** As if w0 were an update too. */
export const dynamicCountsFromTwo: Mutant = {
  wrong: 'S(v) starts from 2, so that the first push of a version counts half',
  subject: withRule(dynamicWith({ divisor: (count) => count + 1 })),
  breaks: [weightsOfVersions, sumOfMeans, oneWorkerIsSgd],
};
