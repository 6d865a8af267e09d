import { real, type Subject } from '../laws/law.ts';

/** Wrong: to the seed of the scenario it adds the number of the process, which no law that stays in one process can see. */
export const seedsFromProcess: Subject = {
  ...real,
  simulate: ({ scenario, data }, options) => {
    const seed = scenario.seed + process.pid;
    return real.simulate({ data, scenario: { ...scenario, seed } }, options);
  },
};
