import { sameBytes } from '../laws/01-same-bytes.ts';
import { real } from '../laws/law.ts';
import type { Mutant } from './mutant.ts';

let runs = 0;

/** A global that survives a run. */
export const countsRuns: Mutant = {
  wrong: 'the seed of a run is that of the scenario plus the number of runs before it',
  subject: {
    ...real,
    simulate: ({ scenario, data }, options) => {
      const seed = scenario.seed + runs++;
      return real.simulate({ data, scenario: { ...scenario, seed } }, options);
    },
  },
  breaks: [sameBytes],
};
