import type { TrainingEvent } from '../../src/simulation/index.ts';
import { sameBytes } from '../laws/01-same-bytes.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class ObserverChangesParameters extends PlainSimulator {
  override observe({ kind }: TrainingEvent): void {
    const { learning } = this.world;
    if (learning && kind === 'updated') learning.parameters.set(Float32Array.from(learning.parameters));
  }
}

/** It stores the parameters in single precision, in place. */
export const observerChangesParameters: Mutant = {
  wrong: 'an observer rounds the parameters that it looks at',
  subject: withClockwork(ObserverChangesParameters),
  breaks: [sameBytes],
};
