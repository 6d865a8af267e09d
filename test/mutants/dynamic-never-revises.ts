import { orderWithinVersion, sumOfMeans, weightsOfVersions } from '../laws/06-dynamic.ts';
import { type Mutant, withRule } from './mutant.ts';
import { dynamicWith } from './plain-dynamic.ts';

/** What later work calls DynSGD, by version. */
export const dynamicNeverRevises: Mutant = {
  wrong: 'the k-th push of a version is added with weight 1/k, and earlier ones keep theirs',
  subject: withRule(dynamicWith({ revises: false })),
  breaks: [weightsOfVersions, orderWithinVersion, sumOfMeans],
};
