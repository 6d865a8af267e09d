import { weightsOfVersions } from '../laws/06-dynamic.ts';
import { type Mutant, withRule } from './mutant.ts';
import { dynamicWith } from './plain-dynamic.ts';

/** A version number that only grows looks safer. */
export const dynamicKeepsItsLead: Mutant = {
  wrong: 'a pull never sets V(m) back: V(m) ← max(V(m), cmax)',
  subject: withRule(dynamicWith({ afterPull: Math.max })),
  breaks: [weightsOfVersions],
};
