import { sameBytes } from '../laws/01-same-bytes.ts';
import { commonChance } from '../laws/14-common-chance.ts';
import { real } from '../laws/law.ts';
import type { Mutant } from './mutant.ts';
import { SequentialDraws } from './sequential-draws.ts';

const draws = new SequentialDraws();

/** The classic: a seed is set, and everybody draws from the same generator. */
export const drawsInOrder: Mutant = {
  wrong: 'a draw is a function of how many draws were made before it, not of what it is for',
  subject: {
    ...real,
    prepare: (trial, options) => draws.during(() => real.prepare(trial, options)),
    simulate: (trial, options = {}) => {
      if (!options.prepared) draws.restart();
      return draws.during(() => real.simulate(trial, options));
    },
  },
  breaks: [commonChance, sameBytes],
  within: 1000,
};
