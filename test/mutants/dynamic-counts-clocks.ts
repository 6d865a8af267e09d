import { sumOfMeans, weightsOfVersions } from '../laws/06-dynamic.ts';
import { type Mutant, withRule } from './mutant.ts';
import { dynamicWith } from './plain-dynamic.ts';

/** The two readings of cmax are the same as long as nobody pushes on what it pulled before the fastest does. */
export const dynamicCountsClocks: Mutant = {
  wrong: 'with versions: by-version a pull gives the clock of the fastest worker all the same',
  subject: withRule(dynamicWith({ alwaysByClock: true })),
  breaks: [weightsOfVersions, sumOfMeans],
};
