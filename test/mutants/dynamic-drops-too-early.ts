import { weightsOfVersions } from '../laws/06-dynamic.ts';
import { type Mutant, withRule } from './mutant.ts';
import { dynamicWith } from './plain-dynamic.ts';

/**
 * As the paper has it. When a worker that has caught up leads in clocks with V above cmax and the others follow, min V passes
 * cmax; a pull then sets V(m) back to a version that is gone, and that counts anew.
 */
export const dynamicDropsTooEarly: Mutant = {
  wrong: 'versions below min V are dropped, though a pull may set V(m) back to cmax',
  subject: withRule(dynamicWith({ dropLimit: (minVersion) => minVersion })),
  breaks: [weightsOfVersions],
  within: 1000,
};
