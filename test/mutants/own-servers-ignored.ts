import { ownSystemIsItsCluster } from '../laws/21-own-system.ts';
import { real } from '../laws/law.ts';
import type { Mutant } from './mutant.ts';

/** Preparations are shared by all algorithms of a replication. */
export const ownServersIgnored: Mutant = {
  wrong: 'an algorithm runs on the servers of the cluster, whatever it has of its own',
  subject: {
    ...real,
    simulate: (trial, options) => {
      const { servers: _, ...algorithm } = trial.scenario.algorithms[0]!;
      return real.simulate(trial, { algorithm, ...options });
    },
  },
  breaks: [ownSystemIsItsCluster],
};
