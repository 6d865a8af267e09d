import { prepareTrial } from '../../src/testing/trial.ts';
import { commonCrashes } from '../laws/20-faults-and-learning.ts';
import { real } from '../laws/law.ts';
import type { Mutant } from './mutant.ts';

/** The classic once more: who asks n-th gets the n-th draw. */
export const crashesInOrder: Mutant = {
  wrong: 'whether a clock is hit depends on how many were begun before it',
  subject: {
    ...real,
    simulate: (trial, options = {}) => {
      const prepared = prepareTrial(trial, options);
      let asked = 0;
      const faults = prepared.faults.map((entry) => ({
        ...entry,
        model: { ...entry.model, clockHit: () => entry.model.clockHit!(0, asked++) },
      }));
      return real.simulate(trial, { ...options, prepared: { ...prepared, faults } });
    },
  },
  breaks: [commonCrashes],
};
