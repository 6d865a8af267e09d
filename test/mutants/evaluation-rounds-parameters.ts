import { evaluationsChangeNothing } from '../laws/01-same-bytes.ts';
import { PlainSimulator } from '../oracle/plain-simulator.ts';
import { type Mutant, withClockwork } from './mutant.ts';

class EvaluationRoundsParameters extends PlainSimulator {
  override evaluate(worker?: number): void {
    super.evaluate(worker);
    const { learning } = this.world;
    if (learning) learning.parameters.set(Float32Array.from(learning.parameters));
  }
}

/** Evaluated in single precision, in place, for speed. */
export const evaluationRoundsParameters: Mutant = {
  wrong: 'an evaluation rounds the parameters that it evaluates',
  subject: withClockwork(EvaluationRoundsParameters),
  breaks: [evaluationsChangeNothing],
};
