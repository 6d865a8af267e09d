import { bspIsTimeless } from '../laws/02-bsp-is-timeless.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import type { PlainShard } from '../oracle/plain-world.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class AsTheyCame extends PlainSimulator {
  override inOrder(held: PlainShard['held']): PlainShard['held'] {
    return held;
  }
}

/** Right to rounding, and different on every cluster. */
export const roundsInArrivalOrder: Mutant = {
  wrong: 'a rule is given the pushes of a round in the order in which they came',
  subject: withClockwork(AsTheyCame),
  breaks: [bspIsTimeless],
};
