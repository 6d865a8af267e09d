import { Stream, UniformSequence } from '../../src/random/streams.ts';
import { patched } from './mutant.ts';

/** One generator for the whole run, as most simulators have: a draw depends on how many were made before. */
export class SequentialDraws {
  #sequence = new UniformSequence(Uint32Array.of(1, 2, 3, 4));

  /** Starts from the beginning. */
  restart(): void {
    this.#sequence = new UniformSequence(Uint32Array.of(1, 2, 3, 4));
  }

  /** Runs `body` while every stream takes its variates from this generator. */
  during<R>(body: () => R): R {
    return patched(Stream.prototype, { uniform: () => this.#sequence.next() }, body);
  }
}
