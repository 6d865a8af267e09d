import type { TrainingEvent } from '../../src/simulation/index.ts';
import { sameBytes } from '../laws/01-same-bytes.ts';
import { real } from '../laws/law.ts';
import { PlainSimulator, plainly } from '../oracle/plain-simulator.ts';
import type { Mutant } from './mutant.ts';
import { SequentialDraws } from './sequential-draws.ts';

class ObserverDraws extends PlainSimulator {
  override observe({ kind }: TrainingEvent): void {
    if (kind === 'updated') this.world.prepared.streams.stream('sample').uniform(0, 0);
  }
}

const draws = new SequentialDraws();
const simulate = plainly(ObserverDraws);

/** An estimate of the objective from a sample of the examples, where draws have an order. */
export const observerDraws: Mutant = {
  wrong: 'an observer takes a variate from the generator that all share',
  subject: {
    ...real,
    prepare: (trial, options) => draws.during(() => real.prepare(trial, options)),
    simulate: (trial, options) => {
      draws.restart();
      return draws.during(() => simulate(trial, options));
    },
  },
  breaks: [sameBytes],
};
